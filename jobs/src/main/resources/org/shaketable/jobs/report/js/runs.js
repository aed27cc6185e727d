function facts(json) {
  let values;
  try {
    values = JSON.parse(json);
  } catch {
    return element('p', { class: 'note' }, json ?? '');
  }
  const flat = (value, path) => (value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, [...path, key])) : [[path.join(' '), String(value)]]);
  return element('dl', { class: 'facts' }, ...flat(values, []).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}
const duration = (seconds) => (seconds === null ? '\u2013' : seconds < 120 ? number(seconds) + NARROW + 's' : seconds < 7200 ? number(seconds / 60) + NARROW + 'min' : number(seconds / 3600) + NARROW + 'h');
function runs() {
  const numeric = (name, key, format = number) => ({ name, numeric: true, cell: (r) => format(r[key]) });
  body('runs').append(concise([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Learner', cell: (r) => r.learner }, { name: 'Task', cell: (r) => r.task }, { name: 'Engine', cell: (r) => r.engine },
    numeric('Clean', 'clean'), numeric('Perturbed', 'perturbed'), numeric('Conditions', 'conditions'), numeric('Replicates', 'replicates'), numeric('Steps', 'horizon', steps),
    numeric('Evaluations', 'evaluations'), numeric('Diverged', 'diverged'), numeric('Failed', 'failed'), numeric('Training time', 'wall_seconds', duration),
  ], rows('runs', 'workloads')));
  for (const { provenance, runs: count } of rows('runs', 'provenance')) {
    body('runs').append(element('details', {}, element('summary', {}, `Provenance of ${count} runs`), facts(provenance)));
  }
}
function divergence() {
  const numeric = (name, cell) => ({ name, numeric: true, cell });
  const end = (value) => (value === null ? '\u2013' : Number.isFinite(Number(value)) ? number(Number(value)) : Number(value) < 0 ? '\u2212\u221e' : '\u221e');
  const interval = (lower, upper) => (lower === null && upper === null ? 'none' : `${end(lower)} to ${end(upper)}`);
  const all = rows('divergence', 'divergence');
  const noisy = all.some((r) => r.noise_floor !== 0);
  const noise = (r) => (r.noise_floor === null ? 'not known: it was not trained again, or gives no outputs' : number(r.noise_floor));
  body('divergence').append(concise([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Configuration', cell: (r) => r.configuration || 'the only one' },
    { name: 'Stochasticity', cell: (r) => words(r.stochasticity) }, { name: 'Distance in', cell: (r) => r.space },
    numeric('Rate, 1/step', (r) => (r.at_least ? '\u2265' + NARROW : '') + number(r.rate)), numeric('Interval', (r) => interval(r.lower, r.upper)),
    numeric('What is left', (r) => (r.at_least ? '\u2264' + NARROW : '') + number(r.contraction)),
    numeric('Pairs', (r) => String(r.pairs)), numeric('With a line', (r) => String(r.fitted)), numeric('Too fast for one', (r) => String(r.saturated)),
    numeric('Equal', (r) => String(r.equal)), numeric('Unknown', (r) => String(r.unknown)),
    ...(noisy ? [numeric('Within its own noise', (r) => number(r.under_noise)), { name: 'Equal runs differ by', cell: noise }] : []),
    { name: 'Saturated at', cell: (r) => (r.saturation_from === 'none' ? 'not known' : `${number(r.saturation)} (${words(r.saturation_from)})`) },
    numeric('Rate, were that a fifth', (r) => number(r.rate_at_fifth)),
  ], all));
}
function repeats() {
  const numeric = (name, cell) => ({ name, numeric: true, cell });
  body('repeats').append(concise([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Configuration', cell: (r) => r.configuration || 'the only one' },
    { name: 'Two equal runs', cell: (r) => (r.equal ? 'have the same bits' : `part from step ${steps(r.parting_step)} on`) },
    numeric('Apart in performance', (r) => number(r.performance_difference)), numeric('In parameters', (r) => number(r.parameter_distance)),
    numeric('Their divergence rate, 1/step', (r) => number(r.divergence_rate)), numeric('Median of disturbed runs', (r) => number(r.disturbed_rate)),
  ], rows('repeats', 'repeats')));
}
function exclusions() {
  body('exclusions').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Status', cell: (r) => words(r.status) }, { name: 'Family', cell: (r) => r.family }, { name: 'Message', cell: (r) => r.message ?? '' },
    { name: 'Runs', numeric: true, cell: (r) => String(r.runs) },
  ], rows('exclusions', 'messages')));
}
function missing() {
  body('missing').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Reason', cell: (r) => words(r.reason) }, { name: 'Missing from', cell: (r) => words(r.missing_from) },
    { name: 'Runs', numeric: true, cell: (r) => `${r.runs} of ${r.of_runs}` },
  ], rows('missing', 'missing')));
}
function flags() {
  body('flags').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'What', cell: (r) => words(r.flag) }, { name: 'Family', cell: (r) => words(r.family) },
    { name: 'Runs', numeric: true, cell: (r) => `${r.runs} of ${r.of_runs}` }, { name: 'One of them', cell: (r) => r.run_id },
  ], rows('flags', 'flags')));
}
figure('runs', runs);
figure('divergence', divergence);
figure('repeats', repeats);
figure('exclusions', exclusions);
figure('missing', missing);
figure('flags', flags);
