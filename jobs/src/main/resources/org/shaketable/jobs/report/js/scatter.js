function decoupling() {
  const all = rows('decoupling', 'conditions');
  const holder = element('div');
  // A loss that ran away would press all other conditions into one column.
  const within = (value) => (value === null ? null : Math.max(-1, Math.min(2, value)));
  const off = all.filter((r) => r.final_performance !== within(r.final_performance)).length;
  body('decoupling').append(element('div', { class: 'card' }, legend(distinct(all, (r) => r.dimension).map((d) => [`var(--${words(d)})`, title(d)])), holder, off ? element('p', { class: 'note' }, `Drawn at the edge, though they lie further out: ${off} of ${all.length} conditions.`) : null, associations()));
  draw('decoupling', holder, 360, `Final performance and stability of ${all.length} conditions`, () => ({
    grid: { left: 26, right: 20, top: 12, bottom: 28, containLabel: true },
    xAxis: quietAxis({ type: 'value', scale: true, name: 'final performance (0 untrained, 1 clean)' }),
    yAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.25, name: 'runs not lost', nameGap: 34 }),
    series: [
      whiskers(all.map((r) => [within(r.final_performance), r.lower, r.upper, dimensionColor(r.dimension)]), color('muted'), false, 1.5),
      {
        type: 'scatter', symbolSize: 10, z: 5, clip: false,
        data: all.map((r) => ({ value: [within(r.final_performance), r.stability], symbol: dimensionSymbol(r.dimension), itemStyle: { color: dimensionColor(r.dimension), borderColor: color('surface'), borderWidth: 1 } })),
        tooltip: { formatter: ({ dataIndex }) => {
          const r = all[dataIndex];
          return tip(`${r.family} at ${number(r.magnitude)}`, [['workload', r.workload], ['final performance', number(r.final_performance)], ['stability', `${share(r.stability)}${bracketed(r, share)}`], ['runs', r.n]]);
        } },
      },
    ],
  }));
}
function associations() {
  const all = rows('decoupling', 'associations').filter((r) => r.estimate !== null);
  if (all.length === 0) return null;
  return element('p', { class: 'note' }, 'Clean final performance against dose survival, over configurations: ' + all.map((r) => `${r.workload}, ${title(r.association)} ${number(r.estimate, 2)}${r.lower === null ? '' : ` (${between(r, (v) => number(v, 2))})`}, ${r.n} configurations`).join('; ')
    + '. Intervals leave out one configuration at a time; the rank correlation is without the noise of the seeds.');
}
function buffering() {
  const all = rows('buffering', 'levels').filter((r) => r.estimate !== null);
  const panels = element('div', { class: 'panels' });
  body('buffering').append(panels);
  for (const r of rows('buffering', 'contrasts')) {
    body('buffering').append(element('p', { class: 'note' }, `Best level of ${r.stochasticity_kind} against none, at equal exposure, paired by seed: gain in the share of runs not lost ${number(r.estimate, 2)}${r.lower === null ? '' : ` (${between(r, (v) => number(v, 2))})`}, ${r.n} seeds.`));
  }
  for (const [key, items] of groups(all, (r) => r.workload + ' \u00b7 ' + r.family)) {
    const levels = distinct(items, (r) => r.stochasticity);
    const holder = element('div');
    panels.append(element('div', { class: 'card panel' }, element('h4', {}, swatch(`var(--${words(items[0].dimension)})`), key), holder));
    draw('buffering ' + key, holder, 200, `Stability of ${key} by stochasticity`, () => ({
      grid: { left: 22, right: 12, top: 12, bottom: 8, containLabel: true },
      xAxis: axis({ type: 'category', data: levels, axisLabel: { color: color('muted'), fontSize: 11, interval: 0, width: 80, overflow: 'break' } }),
      yAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.5, name: 'runs not lost', nameGap: 30 }),
      series: [...groups(items, (r) => r.magnitude + r.schedule).values()].flatMap((line) => {
        const stroke = dimensionColor(line[0].dimension);
        return [
          whiskers(line.map((r) => [levels.indexOf(r.stochasticity), r.lower, r.upper]), stroke, false, 3),
          { type: 'line', symbolSize: 7, data: levels.map((level) => line.find((r) => r.stochasticity === level)?.estimate ?? null), lineStyle: { color: stroke, width: 1.5 }, itemStyle: { color: stroke },
            tooltip: { formatter: ({ dataIndex }) => { const r = line.find((x) => x.stochasticity === levels[dataIndex]); return tip(`${r.family} at ${number(r.magnitude)}`, [['stochasticity', r.stochasticity], ['stability', `${share(r.estimate)}${bracketed(r, share)}`], ['runs', r.n]]); } } },
        ];
      }),
    }));
  }
}
figure('decoupling', decoupling);
figure('buffering', buffering);
