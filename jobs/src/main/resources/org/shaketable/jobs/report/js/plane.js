/** The ellipse that holds 95 % of a regime's rows. */
function ellipse(regime) {
  const half = (regime.variance1 - regime.variance2) / 2;
  const root = Math.hypot(half, regime.covariance);
  const middle = (regime.variance1 + regime.variance2) / 2;
  const [long, short] = [middle + root, Math.max(0, middle - root)].map((v) => Math.sqrt(5.991 * v));
  const angle = Math.atan2(2 * regime.covariance, regime.variance1 - regime.variance2) / 2;
  return Array.from({ length: 73 }, (_, i) => {
    const [a, b] = [long * Math.cos(i * Math.PI / 36), short * Math.sin(i * Math.PI / 36)];
    return [regime.pc1 + a * Math.cos(angle) - b * Math.sin(angle), regime.pc2 + a * Math.sin(angle) + b * Math.cos(angle)];
  });
}
function regimeSeries(regimes) {
  return regimes.flatMap((r) => [
    { type: 'line', symbol: 'none', silent: true, z: 2, lineStyle: { color: color('ink'), width: 1.25, type: 'dashed' }, data: ellipse(r) },
    { type: 'scatter', silent: true, z: 2, symbolSize: 1, itemStyle: { color: color('ink') }, label: { show: true, formatter: String(r.regime), color: color('ink'), fontSize: 13, fontWeight: 600 }, data: [[r.pc1, r.pc2]] },
  ]);
}
function regimeText(regimes) {
  if (regimes.length === 0) return '';
  const [{ bic, effective_rows: worth, runs }] = regimes;
  const count = `${runs} clean runs, whose rows are worth ${Math.round(worth)} independent ones`;
  if (regimes.length === 1) return `The rows of ${count}, form one cloud: no two or more normal densities that lie apart describe them better (BIC).`;
  return `The rows of ${count}, form ${regimes.length} clouds, numbered by size: ${regimes.map((r) => percent(r.weight)).join(', ')} of the rows; BIC ${number(bic[regimes.length - 1] - bic[0])} beside that of one.`;
}
function regimeTables(regimes, transitions, times) {
  if (regimes.length < 2) return [];
  const place = (r) => (r === null ? 'any other' : r === 0 ? 'outside of all' : `regime ${r}`);
  const parts = [];
  if (transitions.length > 0) {
    parts.push(element('p', { class: 'note' }, `Of ${transitions[0].collapses} runs that collapse, how many leave their regime in the ${transitions[0].horizon} evaluations before, beside their clean twins and beside runs of their condition that stand at the same evaluations: what the latter do as well is the disturbance, and no warning.`), table([
      { name: 'to', cell: (r) => place(r.to_regime) },
      { name: 'collapsing', numeric: true, cell: (r) => estimate(r, percent, 'estimate', 'lower', 'upper') },
      { name: 'clean twins', numeric: true, cell: (r) => percent(r.clean_left) },
      { name: 'difference', numeric: true, cell: (r) => estimate(r, percent, 'clean_difference', 'clean_difference_lower', 'clean_difference_upper') },
      { name: 'standing', numeric: true, cell: (r) => (r.standing_left === null ? '\u2013' : percent(r.standing_left)) },
      { name: 'difference', numeric: true, cell: (r) => (r.standing_difference === null ? '\u2013' : estimate(r, percent, 'standing_difference', 'standing_difference_lower', 'standing_difference_upper')) },
    ], transitions));
  }
  if (times.length > 0) {
    const states = distinct(times, (t) => t.regime);
    parts.push(table([
      { name: 'mean share of a run\u2019s time', cell: (runs) => `${runs} (${times.find((t) => t.runs_that === runs).runs})` },
      ...states.map((state) => ({ name: place(state), numeric: true, cell: (runs) => percent(times.find((t) => t.runs_that === runs && t.regime === state)?.mean_share ?? 0) })),
    ], distinct(times, (t) => t.runs_that)));
  }
  return parts;
}
function planeOption(cloud, runs, paths, regimes) {
  return {
    grid: { left: 26, right: 16, top: 12, bottom: 28, containLabel: true },
    xAxis: axis({ type: 'value', scale: true, name: 'component 1', axisLine: { onZero: false, lineStyle: { color: color('axis') } }, axisLabel: { color: color('muted'), fontSize: 11 } }),
    yAxis: axis({ type: 'value', scale: true, name: 'component 2', axisLine: { onZero: false, lineStyle: { color: color('axis') } }, nameGap: 32, axisLabel: { color: color('muted'), fontSize: 11 } }),
    series: [
      { type: 'scatter', silent: true, symbolSize: 3.5, itemStyle: { color: color('cloud'), opacity: 0.55 }, data: cloud.map((r) => [r.pc1, r.pc2]) },
      ...(regimes.length > 1 ? regimeSeries(regimes) : []),
      ...runs.flatMap((run) => pathSeries(run, paths.get(run.run_id) ?? [])),
    ],
  };
}
function pathSeries(run, path) {
  const stroke = dimensionColor(run.dimension);
  const fall = path.find((r) => r.evaluation >= run.collapse_evaluation);
  const text = () => tip(`${run.family} at ${number(run.magnitude)}`, [['dimension', words(run.dimension)], ['replicate', run.replicate], ['collapse at step', steps(run.collapse_step ?? 0)]]);
  return [
    { type: 'line', symbol: 'none', z: 3, triggerLineEvent: true, smooth: 0.2, lineStyle: { color: stroke, width: 1.5, opacity: 0.75 }, data: path.map((r) => [r.pc1, r.pc2]), tooltip: { formatter: text } },
    { type: 'scatter', z: 5, symbol: 'circle', symbolSize: 11, data: fall ? [[fall.pc1, fall.pc2]] : [], itemStyle: { color: color('surface'), borderColor: stroke, borderWidth: 2.5 }, tooltip: { formatter: text } },
  ];
}
function screeOption(model) {
  const names = model.explained_variance.map((_, i) => String(i + 1));
  const nulls = (key, name, tone, symbol) => (model[key] ? [{ type: 'line', name, symbol, symbolSize: 7, data: model[key].slice(0, names.length), lineStyle: { color: color(tone), width: 1.25, type: 'dashed' }, itemStyle: { color: color(tone) } }] : []);
  return {
    grid: { left: 22, right: 12, top: 12, bottom: 28, containLabel: true },
    tooltip: { ...basics().tooltip, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: color('rule'), opacity: 0.4 } }, formatter: (points) => tip('Component ' + points[0].name, points.map((p) => [p.seriesName, percent(p.value)])) },
    xAxis: axis({ type: 'category', data: names, name: 'component' }),
    yAxis: quietAxis({ type: 'value', min: 0, name: 'explained variance', nameGap: 38, axisLabel: { color: color('muted'), fontSize: 11, formatter: percent } }),
    series: [
      { type: 'bar', name: 'explained variance', barWidth: '55%', itemStyle: { color: color('accent'), borderRadius: [3, 3, 0, 0] }, data: model.explained_variance },
      ...nulls('null_random_walk', 'random-walk null', 'signal', 'diamond'),
    ],
  };
}
const total = (values, k) => values.slice(0, k).reduce((sum, value) => sum + value, 0);
function participationText(model) {
  if (model.participation_random_walk === null) return '';
  const between = model.participation_lower === null ? '' : ` (${number(model.participation_lower)} to ${number(model.participation_upper)})`;
  const runs = model.runs_looked_at > 0 ? ` Run by run, ${percent(model.runs_narrower)} of ${model.runs_looked_at} move in fewer directions than autoregressive series like their own; 5 % is chance.` : '';
  return ` By their participation ratio ${number(model.participation_ratio)}${between} directions share the variance; of random walks it is ${number(model.participation_random_walk)} and of autoregressive series ${number(model.participation_ar1)}.${runs}`;
}
function screeText(model) {
  const k = model.components ?? 2;
  const beside = model.null_random_walk ? ` Random walks put ${percent(total(model.null_random_walk, k))} on as many.` : '';
  const agree = model.subspace_agreement === null ? '' : ` Two halves of the runs agree to ${percent(model.subspace_agreement)} on that space; unrelated ones would to ${percent(k / model.features.length)}.`;
  return `${k} ${k === 1 ? 'component holds' : 'components hold'} ${percent(total(model.explained_variance, k))} of the variance of ${model.features.length} features over ${number(model.rows)} clean evaluations.${beside}${agree}${participationText(model)}`;
}
function plane() {
  const every = rows('plane', 'models');
  const models = every.filter((m) => m.explained_variance !== null);
  const [clean, collapsing] = [rows('plane', 'clean'), rows('plane', 'collapsing')];
  const paths = groups(rows('plane', 'paths'), (r) => r.run_id);
  const [regimes, transitions, times] = [rows('plane', 'regimes'), rows('plane', 'transitions'), rows('plane', 'regime_times')];
  const [left, right, text, clouds, moves] = [element('div'), element('div'), element('p', { class: 'note' }), element('p', { class: 'note' }), element('div')];
  const marks = element('div');
  body('plane').append(marks, element('div', { class: 'columns' }, element('div', { class: 'card' }, left, clouds), element('div', { class: 'card' }, right, text)), moves);
  for (const model of every.filter((m) => m.explained_variance === null)) {
    body('plane').append(element('p', { class: 'note' }, `${model.control} has no model: ${model.reason}.`));
  }
  if (models.length === 0) return;
  choice('plane', 'Clean runs of', models, (m) => m.control, (model) => {
    const runs = collapsing.filter((r) => r.control === model.control);
    const cloud = clean.filter((r) => r.control === model.control);
    const of = (some) => some.filter((r) => r.control === model.control);
    const own = of(regimes);
    marks.replaceChildren(legend([['var(--cloud)', 'Clean runs'], ...distinct(runs, (r) => r.dimension).map((d) => [`var(--${words(d)})`, `Collapsed under ${words(d)}`])]));
    draw('plane', left, 380, `Meta-state plane of ${model.control}: ${cloud.length} clean evaluations and ${runs.length} collapsing runs`, () => planeOption(cloud, runs, paths, own));
    clouds.textContent = regimeText(own);
    moves.replaceChildren(...regimeTables(own, of(transitions), of(times)));
    draw('plane variance', right, 280, `Explained variance by component of ${model.control}: ${model.explained_variance.map(percent).join(', ')}`, () => screeOption(model));
    text.textContent = screeText(model);
  });
}
figure('plane', plane);
