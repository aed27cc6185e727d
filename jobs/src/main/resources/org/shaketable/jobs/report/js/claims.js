// What the rules say of the claims, and what the detectors are worth.
const VERDICTS = { confirmed: 'good', refuted: 'void', undecided: 'fair' };
function verdict(value) {
  return element('span', { class: 'verdict' }, swatch(`var(--${VERDICTS[words(value)] ?? 'void'})`), words(value ?? 'no verdict'));
}
const signed = (value) => number(value, 2);

const SETTINGS = {
  lost_below: 'lost below', collapse_share: 'collapsed below', collapse_consecutive: 'evaluations in a row', collapse_smoothing: 'mean of evaluations',
  collapse_cadence: 'one evaluation of', collapse_band: 'band that clean runs leave by', features: 'features',
};
const NAMED = 6;
/** By which definitions the verdict is another; null where no other was tried. */
function otherwise(claim) {
  const tried = rows('claims', 'otherwise').filter((r) => r.claim === claim.claim && r.subject === claim.subject);
  const turned = tried.filter((r) => r.turned);
  const named = (r) => `${SETTINGS[r.setting] ?? words(r.setting)} ${r.value}: ${words(r.verdict)}, ${signed(r.estimate)}${r.lower === null ? '' : ` (${between(r, signed)})`}`;
  if (!tried.length) return null;
  const rest = turned.length > NAMED ? `; and ${turned.length - NAMED} more, see the table claim_sensitivity` : '';
  return turned.length ? `another verdict by ${turned.length} of ${tried.length}: ${turned.slice(0, NAMED).map(named).join('; ')}${rest}` : `the same verdict by all ${tried.length}`;
}

function claims() {
  for (const claim of rows('claims', 'claims')) {
    const known = [
      ['rule', claim.rule], ['data', claim.data], ['evidence', claim.evidence],
      ['estimate', claim.estimate === null ? null : `${signed(claim.estimate)}${claim.lower === null ? '' : ` (${percent(claim.level)} interval ${between(claim, signed)})`}, threshold ${number(claim.threshold)}`],
      ['power', claim.detectable === null || claim.detectable === undefined ? null : `what lies ${number(claim.detectable, 2)} on the claimed side of the threshold is confirmed by four of five sweeps of this size`],
      ['other definitions', otherwise(claim)],
      ['to decide', claim.further_observations === null ? null : `about ${number(claim.further_observations)} more observations`],
    ].filter(([, text]) => text !== null && text !== undefined && text !== '');
    body('claims').append(element('div', { class: 'card claim' },
      element('h3', {}, title(claim.claim) + (claim.subject === 'none' || !claim.subject ? '' : `, ${claim.subject}`), verdict(claim.verdict)),
      element('p', {}, claim.statement ?? ''),
      element('dl', { class: 'facts' }, ...known.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)]))));
  }
}
function detectors() {
  const rate = (name, value, lower, upper, format) => ({ name, numeric: true, cell: (r) => estimate(r, format, value, lower, upper) });
  const count = (name, value) => ({ name, numeric: true, cell: (r) => number(r[value]) });
  for (const [key, items] of groups(rows('detectors', 'detectors'), (r) => [r.workload, r.configuration, r.stochasticity === 'none' ? '' : r.stochasticity].filter(Boolean).join(' '))) {
    body('detectors').append(element('h3', {}, key));
    const [{ reason, calibration_runs: calibration }] = items;
    if (items.every((r) => r.threshold === null)) {
      body('detectors').append(element('p', { class: 'note' }, `No detector has a threshold: ${reason}.`));
      continue;
    }
    body('detectors').append(element('p', { class: 'note' }, `Thresholds from ${calibration} clean runs.`), table([
      { name: 'Detector', cell: (r) => words(r.detector) }, { name: 'Threshold', numeric: true, cell: (r) => number(r.threshold) },
      rate('Collapses announced', 'recall', 'recall_lower', 'recall_upper', percent), count('of', 'collapses'),
      rate('Survivors with an alarm', 'survivor_rate', 'survivor_lower', 'survivor_upper', percent), count('of', 'survivors'),
      rate('Placebos', 'placebo_rate', 'placebo_lower', 'placebo_upper', percent), count('of', 'placebo_runs'),
      rate('Clean runs', 'false_positive_rate', 'false_positive_lower', 'false_positive_upper', percent), count('of', 'held_out_runs'),
      rate('Median lead, steps', 'median_lead_steps', 'lead_lower', 'lead_upper', steps),
    ], items));
  }
}
figure('claims', claims);
figure('detectors', detectors);
