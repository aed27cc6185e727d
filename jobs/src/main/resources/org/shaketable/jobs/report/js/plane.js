function planeOption(cloud, runs, paths) {
  return {
    grid: { left: 26, right: 16, top: 12, bottom: 28, containLabel: true },
    xAxis: axis({ type: 'value', scale: true, name: 'component 1', axisLine: { onZero: false, lineStyle: { color: color('axis') } }, axisLabel: { color: color('muted'), fontSize: 11 } }),
    yAxis: axis({ type: 'value', scale: true, name: 'component 2', axisLine: { onZero: false, lineStyle: { color: color('axis') } }, nameGap: 32, axisLabel: { color: color('muted'), fontSize: 11 } }),
    series: [
      { type: 'scatter', silent: true, symbolSize: 3.5, itemStyle: { color: color('cloud'), opacity: 0.55 }, data: cloud.map((r) => [r.pc1, r.pc2]) },
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
  if (!model.participation_nulls) return '';
  const between = model.participation_lower === null ? '' : ` (${number(model.participation_lower)} to ${number(model.participation_upper)})`;
  const ordinary = (name) => model.participation_nulls.find((n) => n.null_model === name);
  const [walk, memory] = [ordinary('random_walk'), ordinary('ar1')];
  const runs = memory.runs > 0 ? ` Run by run, ${percent(memory.runs_narrower)} of ${memory.runs} move in fewer directions than autoregressive series like their own; 5 % is chance.` : '';
  return ` By their participation ratio ${number(model.participation_ratio)}${between} directions share the variance; of random walks it is ${number(walk.participation_ratio)} and of autoregressive series ${number(memory.participation_ratio)}.${runs}`;
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
  const [left, right, text] = [element('div'), element('div'), element('p', { class: 'note' })];
  const marks = element('div');
  body('plane').append(marks, element('div', { class: 'columns' }, element('div', { class: 'card' }, left), element('div', { class: 'card' }, right, text)));
  for (const model of every.filter((m) => m.explained_variance === null)) {
    body('plane').append(element('p', { class: 'note' }, `${model.control} has no model: ${model.reason}.`));
  }
  if (models.length === 0) return;
  choice('plane', 'Clean runs of', models, (m) => m.control, (model) => {
    const runs = collapsing.filter((r) => r.control === model.control);
    const cloud = clean.filter((r) => r.control === model.control);
    marks.replaceChildren(legend([['var(--cloud)', 'Clean runs'], ...distinct(runs, (r) => r.dimension).map((d) => [`var(--${words(d)})`, `Collapsed under ${words(d)}`])]));
    draw('plane', left, 380, `Meta-state plane of ${model.control}: ${cloud.length} clean evaluations and ${runs.length} collapsing runs`, () => planeOption(cloud, runs, paths));
    draw('plane variance', right, 280, `Explained variance by component of ${model.control}: ${model.explained_variance.map(percent).join(', ')}`, () => screeOption(model));
    text.textContent = screeText(model);
  });
}
figure('plane', plane);
