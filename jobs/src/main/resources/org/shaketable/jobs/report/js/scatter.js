function decoupling() {
  const all = rows('decoupling', 'configurations');
  const panels = element('div', { class: 'panels wide' });
  body('decoupling').append(panels, associations() ?? '');
  for (const [workload, items] of groups(all, (r) => r.workload)) {
    const best = items.filter((r) => r.frontier);
    const holder = element('div');
    panels.append(element('div', { class: 'card panel' }, element('h4', {}, workload), holder));
    draw('decoupling ' + workload, holder, 340, `Performance and stability of ${items.length} configurations of ${workload}; on the frontier: ` + best.map((r) => `${r.configuration}, ${number(r.performance)} and ${share(r.survival)}`).join('; '), () => ({
      grid: { left: 26, right: 20, top: 12, bottom: 28, containLabel: true },
      xAxis: quietAxis({ type: 'value', scale: true, name: `final ${items[0].performance_name} of clean runs` }),
      yAxis: quietAxis({ type: 'value', scale: true, name: 'share of doses survived', nameGap: 46, axisLabel: { color: color('muted'), fontSize: 11, formatter: percent } }),
      series: [
        { type: 'line', silent: true, symbol: 'none', data: best.map((r) => [r.performance, r.survival]), lineStyle: { color: color('accent'), width: 1.5, opacity: 0.6 } },
        whiskers(items.map((r) => [r.performance, r.survival_lower, r.survival_upper, color(r.frontier ? 'accent' : 'cloud')]), color('muted'), false, 1.5),
        whiskers(items.map((r) => [r.survival, r.performance_lower, r.performance_upper, color(r.frontier ? 'accent' : 'cloud')]), color('muted'), true, 1.5),
        {
          type: 'scatter', symbolSize: 9, z: 5,
          data: items.map((r) => ({ value: [r.performance, r.survival], itemStyle: r.frontier ? { color: color('accent'), borderColor: color('surface'), borderWidth: 1 } : { color: color('surface'), borderColor: color('muted'), borderWidth: 1.5 } })),
          tooltip: { formatter: ({ dataIndex }) => {
            const r = items[dataIndex];
            return tip(r.configuration, [[r.performance_name, `${number(r.performance)}${r.performance_lower === null ? '' : ` (${number(r.performance_lower)} to ${number(r.performance_upper)})`}`], ['survives', `${share(r.survival)}${r.survival_lower === null ? '' : ` (${share(r.survival_lower)} to ${share(r.survival_upper)})`}`], ['clean runs, seeds', `${r.clean_runs}, ${r.seeds}`], ['settings', r.settings]]);
          } },
        },
      ],
    }));
    body('decoupling').append(element('p', { class: 'note' }, `On the frontier of ${workload}:`), table([
      { name: 'Configuration', cell: (r) => r.configuration }, { name: 'Settings', cell: (r) => r.settings },
      { name: items[0].performance_name, numeric: true, cell: (r) => estimate(r, number, 'performance', 'performance_lower', 'performance_upper') },
      { name: 'Survives', numeric: true, cell: (r) => estimate(r, share, 'survival', 'survival_lower', 'survival_upper') },
    ], best));
  }
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
