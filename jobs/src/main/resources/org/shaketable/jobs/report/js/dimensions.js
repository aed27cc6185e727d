const METRICS = {
  dose_survival: 'Dose survival', lost: 'Share lost', excess_loss: 'Excess loss over placebo', collapsed: 'Share collapsed', recovered: 'Share recovered',
  retained_performance: 'Retained performance', spike_free: 'Free of loss spikes',
};
const METRIC_HEADS = { dose_survival: 'Dose survival', lost: 'Lost', excess_loss: 'Excess loss', collapsed: 'Collapsed', recovered: 'Recovered', retained_performance: 'Retained', spike_free: 'Spike-free' };

function forest(items, workload, metric) {
  const names = items.map((r) => title(r.dimension));
  return {
    grid: { left: 30, right: 18, top: 6, bottom: 4, containLabel: true },
    xAxis: quietAxis({ type: 'value', min: Math.min(0, ...items.map((r) => r.lower ?? r.estimate)), max: Math.max(1, ...items.map((r) => r.upper ?? r.estimate)), ...(items.every((r) => (r.upper ?? r.estimate) <= 1 && (r.lower ?? r.estimate) >= 0) ? { interval: 0.25 } : {}) }),
    yAxis: axis({ type: 'category', data: names, inverse: true, axisLine: { show: false }, axisLabel: { color: color('ink'), fontSize: 13 } }),
    series: [
      whiskers(items.map((r, i) => [i, r.lower, r.upper, dimensionColor(r.dimension)]), color('muted'), true, 5),
      {
        type: 'scatter', symbolSize: 12, z: 5,
        data: items.map((r, i) => ({ value: [r.estimate, i], symbol: dimensionSymbol(r.dimension), itemStyle: { color: dimensionColor(r.dimension), borderColor: color('surface'), borderWidth: 1.5 } })),
        tooltip: { formatter: ({ dataIndex }) => {
          const r = items[dataIndex];
          return tip(`${workload}, ${words(r.dimension)}`, [[METRICS[metric] ?? metric, share(r.estimate)], [`${percent(r.level)} interval`, between(r, share) || 'none: the runs are too few or too alike'], ['rests on', r.n], ...(r.placebo === null ? [] : [['placebo', share(r.placebo)], ['difference to placebo', share(r.difference)]])]);
        } },
      },
    ],
  };
}

function dimensions() {
  const all = rows('dimensions', 'dimensions');
  const metrics = Object.keys(METRICS).filter((m) => all.some((r) => r.metric === m));
  const panels = element('div', { class: 'panels wide' });
  body('dimensions').append(panels);
  choice('dimensions', 'Metric', metrics, (m) => METRICS[m], (metric) => {
    panels.replaceChildren();
    for (const [workload, items] of groups(all.filter((r) => r.metric === metric && r.estimate !== null), (r) => r.workload)) {
      const holder = element('div');
      panels.append(element('div', { class: 'card panel' }, element('h4', {}, workload), holder));
      draw('dimensions ' + workload, holder, 30 + 34 * items.length, `${METRICS[metric]} of ${workload} by dimension: `
        + items.map((r) => `${words(r.dimension)} ${share(r.estimate)}${bracketed(r, share)}`).join('; '), () => forest(items, workload, metric));
    }
  });
  body('dimensions').append(metricTable(all));
}

function metricTable(all) {
  const heads = Object.keys(METRIC_HEADS).filter((m) => all.some((r) => r.metric === m));
  const lines = [...groups(all, (r) => r.workload + '\n' + r.dimension).values()].map((items, i, every) => ({
    ...items[0], first: i === 0 || every[i - 1][0].workload !== items[0].workload, of: Object.fromEntries(items.map((r) => [r.metric, r])),
  }));
  return table([
    { name: 'Workload', cell: (r) => (r.first ? r.workload : '') },
    { name: 'Dimension', cell: (r) => dimensionName(r.dimension) },
    ...heads.map((m) => ({ name: METRIC_HEADS[m], numeric: true, cell: (r) => (r.of[m] ? estimate(r.of[m], share, 'estimate') : '\u2013') })),
    { name: 'Seeds', numeric: true, cell: (r) => String(r.of.lost?.n ?? r.n) },
  ], lines);
}
figure('dimensions', dimensions);
