// What the rules say of the claims, and what the detectors are worth.
const VERDICTS = { confirmed: 'good', accepted: 'good', refuted: 'void', rejected: 'void', undecided: 'fair' };
function verdict(value) {
  return element('span', { class: 'verdict' }, swatch(`var(--${VERDICTS[words(value)] ?? 'void'})`), words(value ?? 'no verdict'));
}
const signed = (value) => number(value, 2);

function claims() {
  for (const claim of rows('claims', 'claims')) {
    const known = [
      ['rule', claim.rule], ['data', claim.data], ['evidence', claim.evidence],
      ['estimate', claim.estimate === null ? null : `${signed(claim.estimate)}${claim.lower === null ? '' : ` (${percent(claim.level)} interval ${between(claim, signed)})`}, threshold ${number(claim.threshold)}`],
      ['to decide', claim.further_observations === null ? null : `about ${number(claim.further_observations)} more observations`],
    ].filter(([, text]) => text !== null && text !== undefined && text !== '');
    body('claims').append(element('div', { class: 'card claim' },
      element('h3', {}, title(claim.claim) + (claim.subject === 'none' || !claim.subject ? '' : `, ${claim.subject}`), verdict(claim.verdict)),
      element('p', {}, claim.statement ?? ''),
      element('dl', { class: 'facts' }, ...known.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)]))));
  }
}
function detectors() {
  const all = rows('detectors', 'detectors');
  const rate = (name, value, lower, upper, format) => ({ name, numeric: true, cell: (r) => estimate(r, format, value, lower, upper) });
  body('detectors').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Detector', cell: (r) => words(r.detector) }, { name: 'Verdict', cell: (r) => verdict(r.verdict) },
    rate('False alarms', 'false_positive_rate', 'false_positive_lower', 'false_positive_upper', percent), { name: 'Clean runs held out', numeric: true, cell: (r) => number(r.held_out_runs) },
    rate('Recall', 'recall', 'recall_lower', 'recall_upper', percent), { name: 'Collapses', numeric: true, cell: (r) => number(r.collapses) },
    rate('Area under ROC', 'auroc', 'auroc_lower', 'auroc_upper', share), rate('Median lead, steps', 'median_lead_steps', 'lead_lower', 'lead_upper', steps),
  ], all));
}
figure('claims', claims);
figure('detectors', detectors);
