// Each configuration against each other, at equal exposure.
const sided = (workload, configuration) => (configuration ? `${workload} (${configuration})` : workload);
const against = (r) => `${sided(r.workload, r.configuration)} against ${sided(r.other_workload, r.other_configuration)}`;

function comparisons() {
  const all = rows('comparisons', 'comparisons');
  const lost = all.filter((r) => r.outcome === 'lost' && r.dimension === null && r.estimate !== null);
  const holder = element('div');
  body('comparisons').append(element('div', { class: 'card panel' }, holder));
  draw('comparisons', holder, 44 + 34 * lost.length, 'Difference in the share lost: ' + lost.map((r) => `${against(r)} ${share(r.estimate)}${bracketed(r, share)}`).join('; '), () => ({
    grid: { left: 30, right: 18, top: 6, bottom: 22, containLabel: true },
    xAxis: quietAxis({ type: 'value', min: -1, max: 1, interval: 0.5, name: 'share lost by the first, less the share lost by the other', nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: color('muted') } }),
    yAxis: axis({ type: 'category', data: lost.map(against), inverse: true, axisLine: { show: false }, axisLabel: { color: color('ink'), fontSize: 13 } }),
    series: [
      whiskers(lost.map((r, i) => [i, r.lower, r.upper, color('accent')]), color('accent'), true, 5),
      {
        type: 'scatter', symbolSize: 12, z: 5, data: lost.map((r, i) => ({ value: [r.estimate, i], itemStyle: { color: color('accent'), borderColor: color('surface'), borderWidth: 1.5 } })),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: color('muted'), type: 'solid', width: 1 }, data: [{ xAxis: 0 }] },
        tooltip: { formatter: ({ dataIndex }) => {
          const r = lost[dataIndex];
          return tip(against(r), [['lost by the first', percent(r.own)], ['lost by the other', percent(r.other)], ['difference', share(r.estimate)], [`${percent(r.level)} interval`, between(r, share)], ['exposures of both', r.exposures], ['rests on', r.n]]);
        } },
      },
    ],
  }));
  const lines = [...groups(all, (r) => against(r) + '\n' + r.dimension).values()].map((items, i, every) => ({
    ...items[0], first: i === 0 || against(every[i - 1][0]) !== against(items[0]), of: Object.fromEntries(items.map((r) => [r.outcome, r])),
  }));
  body('comparisons').append(table([
    { name: 'First against other', cell: (r) => (r.first ? against(r) : '') },
    { name: 'Dimension', cell: (r) => (r.dimension === null ? 'all' : dimensionName(r.dimension)) },
    { name: 'Lost', numeric: true, cell: (r) => `${percent(r.of.lost.own)} and ${percent(r.of.lost.other)}` },
    { name: 'Lost, difference', numeric: true, cell: (r) => estimate(r.of.lost, share, 'estimate') },
    { name: 'Retained, difference', numeric: true, cell: (r) => estimate(r.of.retained_performance, share, 'estimate') },
    { name: 'Probability of improvement', numeric: true, cell: (r) => estimate(r.of.probability_of_improvement, percent, 'estimate') },
    { name: 'Exposures', numeric: true, cell: (r) => String(r.exposures) },
  ], lines));
}
figure('comparisons', comparisons);
