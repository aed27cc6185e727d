const UNITS = { ppo: 'mean return of evaluation episodes', dqn: 'mean return of evaluation episodes', classification: 'accuracy', pretraining: 'minus the loss, nats per token', 'fine-tuning': 'minus the loss, nats per token', 'reward-tuning': 'mean reward' };
const DISTANCES = { performance: 'Performance', loss: 'Loss', parameter_distance: 'Distance in parameters', function_distance: 'Distance in function, nats' };

function pairOption(pair, lines, band, measure) {
  const own = lines.get(pair.run_id) ?? [];
  const twin = lines.get(pair.twin_run_id) ?? [];
  const stroke = dimensionColor(pair.dimension);
  const line = (items, key, style) => ({ type: 'line', symbol: 'none', data: items.map((r) => [r.step, r[key]]), connectNulls: false, ...style });
  const far = measure !== 'performance';
  const usual = [...twin.map((r) => r[measure]), ...band.flatMap((b) => [b.lower, b.upper])];
  const bounds = far ? { scale: true } : usualBounds(usual, [...usual, ...own.map((r) => r[measure])]);
  const span = { silent: true, itemStyle: { color: stroke, opacity: 0.08 }, data: pair.end_step > pair.onset_step ? [[{ xAxis: pair.onset_step }, { xAxis: pair.end_step }]] : [] };
  const events = { silent: true, symbol: 'none', animation: false, data: [
    { xAxis: pair.onset_step, lineStyle: { color: stroke, type: 'solid', width: 1, opacity: 0.5 }, label: { show: !far, formatter: 'onset', color: color('muted'), fontSize: 11, position: 'end', distance: 3, align: 'right' } },
    ...(pair.collapse_step === null ? [] : [{ xAxis: pair.collapse_step, lineStyle: { color: color('bad'), type: 'dotted', width: 2 }, label: { show: !far, formatter: 'collapse', color: color('bad'), fontSize: 11, position: 'end', distance: 3, align: 'left' } }]),
  ] };
  const series = [line(own, measure, { name: 'Perturbed run', z: 5, lineStyle: { color: stroke, width: 2 }, itemStyle: { color: stroke }, markArea: span, markLine: events })];
  if (measure === 'performance' || measure === 'loss') {
    series.unshift(line(twin, measure, { name: 'Clean twin', z: 4, lineStyle: { color: color('ink'), width: 1.25, opacity: 0.75 }, itemStyle: { color: color('ink') } }));
  }
  if (measure === 'performance') {
    series.unshift(ribbon(band, color('band')));
  }
  return {
    grid: { left: 8, right: 20, top: far ? 26 : 44, bottom: 28, containLabel: true },
    tooltip: { ...basics().tooltip, trigger: 'axis', axisPointer: { lineStyle: { color: color('axis') } }, formatter: (points) => tip('Step ' + steps(points[0].value[0]), points.filter((p) => p.seriesName !== undefined && !p.seriesName.startsWith('series')).map((p) => [p.seriesName, number(p.value[1])])) },
    xAxis: axis({ type: 'value', min: 0, max: pair.horizon, name: 'step', axisLabel: { color: color('muted'), fontSize: 11, formatter: steps } }),
    yAxis: quietAxis({ type: 'value', ...bounds, axisLabel: { color: color('muted'), fontSize: 11, showMinLabel: far, showMaxLabel: far, formatter: (v) => number(v) } }),
    series,
  };
}
function heading(text) {
  return { text, textStyle: { fontSize: 12, fontWeight: 600, color: color('muted') }, left: 4, top: -2 };
}
function pairFacts(pair) {
  const facts = [`replicate ${pair.replicate}`, `retained performance ${share(pair.retained_performance)}`,
    pair.collapsed ? `collapsed at step ${steps(pair.collapse_step)} (${words(pair.collapse_kind)})` : 'did not collapse'];
  if (pair.recovery_class !== null) facts.push(words(pair.recovery_class));
  return facts.join(', ') + '.';
}
function pairs() {
  const all = rows('pairs', 'pairs');
  const lines = groups(rows('pairs', 'trajectories'), (r) => r.run_id);
  const bands = rows('pairs', 'band');
  const [marks, main, below, facts] = [element('div'), element('div'), element('div'), element('p', { class: 'note' })];
  body('pairs').append(element('div', { class: 'card' }, marks, main, below, facts));
  const name = (p) => [p.workload, `${p.family} at ${number(p.magnitude)}`, variant(p, all)].filter(Boolean).join(' \u00b7 ');
  let pair;
  let measure = 'parameter_distance';
  const show = () => {
    const band = bands.filter((b) => b.control === pair.control && b.lower !== null);
    draw('pairs performance', main, 300, `Performance over steps of ${name(pair)} and its clean twin: ${pairFacts(pair)}`, () => ({ ...pairOption(pair, lines, band, 'performance'), title: heading(['Performance', UNITS[pair.learner]].filter(Boolean).join(': ')) }));
    draw('pairs measure', below, 170, `${DISTANCES[measure]} over steps of ${name(pair)}`, () => ({ ...pairOption(pair, lines, band, measure), title: heading(DISTANCES[measure]) }));
    facts.textContent = pairFacts(pair);
    marks.replaceChildren(legend([[`var(--${words(pair.dimension)})`, 'Perturbed run'], ['var(--ink)', 'Clean twin'], ['var(--band)', 'Clean band']]));
  };
  choice('pairs', 'Condition, lowest retained performance first', all, name, (chosen) => { pair = chosen; if (pair) show(); });
  choice('pairs', 'Beneath it', ['parameter_distance', 'function_distance', 'loss'], (m) => DISTANCES[m], (chosen) => { measure = chosen; show(); });
}
figure('pairs', pairs);
