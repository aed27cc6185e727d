function watchedOption(run, standing, lines, alarms, detectors) {
  const stroke = dimensionColor(run.dimension);
  const path = (id) => (lines.get(id) ?? []).map((r) => [r.step, r.performance]);
  const rang = (id) => (alarms.get(id) ?? []).filter((a) => a.alarm_step !== null).map((a) => [a.alarm_step, words(a.detector)]);
  const axes = { type: 'value', min: 0, max: run.horizon };
  const events = (labelled) => ({ silent: true, symbol: 'none', animation: false, data: [
    { xAxis: run.onset_step, lineStyle: { color: stroke, type: 'solid', width: 1, opacity: 0.5 }, label: { show: labelled, formatter: 'onset', color: color('muted'), fontSize: 11, position: 'end', align: 'right' } },
    { xAxis: run.collapse_step, lineStyle: { color: color('bad'), type: 'dotted', width: 2 }, label: { show: labelled, formatter: 'collapse', color: color('bad'), fontSize: 11, position: 'end', align: 'left' } },
  ] });
  const below = 22 * detectors.length + 8;
  const bounds = usualBounds(standing.flatMap((id) => path(id).map((p) => p[1])), [run.run_id, ...standing].flatMap((id) => path(id).map((p) => p[1])));
  const marked = (id, style, name) => ({ type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 10, itemStyle: style, data: rang(id), tooltip: { formatter: ({ value }) => tip(value[1], [['alarm known at step', steps(value[0])], ['in', name]]) } });
  return {
    grid: [{ left: 170, right: 20, top: 28, height: 200 }, { left: 170, right: 20, top: 252, height: below }],
    xAxis: [axis({ ...axes, axisLabel: { show: false } }), axis({ ...axes, gridIndex: 1, name: 'step', axisLabel: { color: color('muted'), fontSize: 11, formatter: steps } })],
    yAxis: [quietAxis({ type: 'value', ...bounds, name: 'performance', nameGap: 44, axisLabel: { color: color('muted'), fontSize: 11, showMinLabel: false, showMaxLabel: false, formatter: (v) => number(v) } }),
      quietAxis({ type: 'category', gridIndex: 1, inverse: true, data: detectors.map(words), axisLabel: { color: color('muted'), fontSize: 11, interval: 0, width: 150, overflow: 'truncate' } })],
    series: [
      ...standing.map((id) => ({ type: 'line', silent: true, symbol: 'none', z: 2, lineStyle: { color: color('ink'), width: 1.25, opacity: 0.45 }, data: path(id) })),
      { type: 'line', symbol: 'none', silent: true, z: 4, lineStyle: { color: stroke, width: 2 }, data: path(run.run_id), markLine: events(true) },
      ...standing.map((id) => marked(id, { color: 'transparent', borderColor: color('ink'), borderWidth: 1.25, opacity: 0.7 }, 'a run that stands')),
      { ...marked(run.run_id, { color: stroke }, 'the run that collapses'), z: 5, markLine: events(false) },
    ],
  };
}
function watched() {
  const all = rows('watched', 'watched');
  const lines = groups(rows('watched', 'trajectories'), (r) => r.run_id);
  const every = rows('watched', 'alarms');
  const alarms = groups(every, (r) => r.run_id);
  const beside = groups(rows('watched', 'beside'), (r) => r.beside);
  const [marks, holder, facts] = [element('div'), element('div'), element('p', { class: 'note' })];
  body('watched').append(element('div', { class: 'card' }, marks, holder, facts));
  const name = (r) => [[r.workload, r.configuration].filter(Boolean).join(' '), `${r.family} at ${number(r.magnitude)}`, variant(r, all)].filter(Boolean).join(' \u00b7 ');
  choice('watched', 'Collapse under', all, name, (run) => {
    const standing = (beside.get(run.run_id) ?? []).map((r) => r.run_id);
    const here = every.filter((a) => a.run_id === run.run_id || standing.includes(a.run_id));
    const asked = distinct(here, (a) => a.detector);
    const ringing = distinct(here.filter((a) => a.alarm_step !== null), (a) => a.detector);
    const detectors = ringing.length > 0 ? ringing : ['no alarm'];
    const before = here.filter((a) => a.run_id === run.run_id && a.alarm_step !== null && a.alarm_step >= run.onset_step && a.alarm_step <= run.collapse_step);
    const false_ = distinct(here.filter((a) => a.run_id !== run.run_id && a.alarm_step !== null), (a) => a.detector);
    const told = `${before.length} of ${asked.length} detectors ring between onset and collapse; ${before.filter((a) => false_.includes(a.detector)).length} of these also in a run that stands. ${number(run.standing)} runs of the condition stand, ${standing.length} are drawn; ${number(run.runs)} of the family collapse beside others that stand.`;
    draw('watched', holder, 300 + 22 * detectors.length, `Performance of a run that collapses under ${name(run)} and alarms of each detector: ${told}`, () => watchedOption(run, standing, lines, alarms, detectors));
    marks.replaceChildren(legend([[`var(--${words(run.dimension)})`, 'Collapses'], ['var(--ink)', 'Stands']]));
    facts.textContent = told;
  });
}
figure('watched', watched);
