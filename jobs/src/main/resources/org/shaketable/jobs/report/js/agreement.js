const measures = { dose_survival: 'By dose survival', excess_loss: 'By excess loss' };
function agreementCell(row) {
  if (!row) return element('span', { class: 'muted' }, '\u2013');
  if (row.tau === null) return element('span', { class: 'muted', title: row.reason }, 'cannot be said');
  const told = ['alike', 'contrary'].includes(row.verdict);
  const interval = between(row, number, 'lower', 'upper');
  return element('span', { title: `${row.families} families, ${row.seeds} seeds, p ${number(row.p)}` },
    told ? element('strong', {}, number(row.tau)) : number(row.tau), interval ? element('small', {}, interval) : null);
}
function agreement() {
  const all = rows('agreement', 'agreement');
  for (const [measure, of] of groups(all, (r) => r.measure)) {
    if (of.every((r) => r.tau === null)) continue;
    const across = distinct(of, (r) => r.other_workload);
    body('agreement').append(element('h3', {}, measures[measure] ?? words(measure)), table([
      { name: '', cell: (r) => r },
      ...across.map((other) => ({ name: other, numeric: true, cell: (own) => agreementCell(of.find((r) => r.workload === own && r.other_workload === other)) })),
    ], distinct(of, (r) => r.workload)));
  }
  const reasons = distinct(all.filter((r) => r.reason !== null), (r) => `${r.workload} and ${r.other_workload}, ${(measures[r.measure] ?? r.measure).toLowerCase()}, ${r.tau === null ? 'cannot be said' : 'have no interval'}: ${r.reason}`);
  for (const reason of reasons) body('agreement').append(element('p', { class: 'note' }, `${reason}.`));
}
figure('agreement', agreement);
