// Learning curves of a trial: clean, placebo and perturbed runs, one panel for each family.
const sameControl = (a, b) => a.workload === b.workload && a.configuration === b.configuration && a.stochasticity === b.stochasticity;
const middleLine = (items, name, style) => ({ type: 'line', name, symbol: 'none', lineStyle: style, itemStyle: { color: style.color }, data: items.map((r) => [r.step, r.middle]) });

function learningPanel(of) {
  const perturbed = rows('learning', 'perturbed').filter((r) => sameControl(r, of) && r.family === of.family && r.magnitude === of.magnitude && r.schedule === of.schedule && r.middle !== null);
  const undisturbed = rows('learning', 'undisturbed').filter((r) => sameControl(r, of) && r.middle !== null);
  const clean = undisturbed.filter((r) => r.role === 'clean');
  const placebo = undisturbed.filter((r) => r.role === 'placebo' && r.schedule === of.schedule);
  const stroke = dimensionColor(of.dimension);
  const reach = (items) => items.flatMap((r) => [r.middle, r.lower, r.upper]);
  const bounds = usualBounds(reach(undisturbed), reach([...undisturbed, ...perturbed]));
  return {
    grid: { left: 14, right: 16, top: 10, bottom: 26, containLabel: true },
    tooltip: { ...basics().tooltip, trigger: 'axis', axisPointer: { lineStyle: { color: color('axis') } }, formatter: (points) => {
      const named = points.filter((p) => p.seriesType === 'line');
      return named.length ? tip('step ' + steps(named[0].value[0]), named.map((p) => [p.seriesName, number(p.value[1])])) : '';
    } },
    xAxis: axis({ type: 'value', min: 0, max: of.horizon, name: 'step', axisLabel: { color: color('muted'), fontSize: 11, formatter: steps, hideOverlap: true } }),
    yAxis: quietAxis({ type: 'value', ...bounds, axisLabel: { color: color('muted'), fontSize: 11, showMinLabel: false, showMaxLabel: false, formatter: (value) => number(value) } }),
    series: [
      ribbon(clean, color('band')),
      faded(ribbon(perturbed, stroke)),
      { ...middleLine(clean, 'clean', { color: color('muted'), width: 1.5 }), z: 4 },
      ...(placebo.length ? [{ ...middleLine(placebo, 'placebo', { color: color('ink'), width: 1.5, type: 'dashed' }), z: 5 }] : []),
      { ...middleLine(perturbed, 'perturbed', { color: stroke, width: 2 }), z: 6,
        markArea: { silent: true, itemStyle: { color: stroke, opacity: 0.08 }, data: of.onset_step === null ? [] : [[{ xAxis: of.onset_step }, { xAxis: of.end_step ?? of.horizon }]] } },
    ],
  };
}

function learning() {
  const every = rows('learning', 'conditions');
  for (const [workload, items] of groups(every, (r) => r.workload)) {
    const panels = element('div', { class: 'panels' });
    body('learning').append(element('h3', {}, `${workload}: ${words(items[0].performance_name)}`), panels);
    for (const of of items) {
      const holder = element('div');
      const extra = [of.configuration, variant(of, every)].filter(Boolean).join(', ');
      panels.append(element('div', { class: 'card panel' },
        element('h4', {}, swatch(`var(--${words(of.dimension)})`), `${of.family} at ${number(of.magnitude)}`),
        element('p', { class: 'note' }, [extra, `${percent(of.lost)} lost`].filter(Boolean).join(', ')), holder));
      draw(`learning ${workload} ${of.configuration} ${of.family}`, holder, 190, `Performance of ${workload} over steps: clean, placebo, and under ${of.family} at ${number(of.magnitude)}, where ${percent(of.lost)} are lost`, () => learningPanel(of));
    }
  }
}
figure('learning', learning);
