const VERDICTS = { confirmed: 'good', 'not confirmed': 'void', undecided: 'fair' };
const known = ['sweep', 'claim', 'rule', 'verdict', 'evidence', 'analysed_versions'];
function plain(value) {
  if (value === null) return '\u2013';
  return typeof value === 'number' ? number(value) : Array.isArray(value) ? value.map(plain).join(', ') : String(value);
}
function claims() {
  for (const claim of rows('claims', 'claims')) {
    const verdict = words(claim.verdict);
    const rest = Object.entries(claim).filter(([key, value]) => !known.includes(key) && value !== null);
    body('claims').append(element('div', { class: 'card claim' },
      element('h3', {}, title(claim.claim), element('span', { class: 'verdict' }, swatch(`var(--${VERDICTS[verdict] ?? 'void'})`), verdict)),
      element('p', {}, element('b', {}, 'Rule. '), claim.rule ?? ''),
      claim.evidence ? evidence(claim.evidence) : null,
      element('dl', { class: 'facts' }, ...rest.flatMap(([key, value]) => [element('dt', {}, words(key)), element('dd', {}, plain(value))]))));
  }
}
function evidence(text) {
  return text.trim().startsWith('{') ? facts(text) : element('p', {}, element('b', {}, 'Evidence. '), text);
}
function detectors() {
  const all = rows('detectors', 'detectors');
  const columns = Object.keys(all[0]).filter((key) => !['sweep', 'analysed_versions'].includes(key));
  const numeric = (key) => all.some((r) => typeof r[key] === 'number');
  body('detectors').append(element('div', { class: 'card' }, table(columns.map((key) => ({ name: title(key), numeric: numeric(key), cell: (r) => plain(r[key]) })), all)));
}
