function imported() {
  const count = (name, key) => ({ name, numeric: true, cell: (r) => number(r[key] ?? 0) });
  body('imported').append(table([
    { name: 'Workload', cell: (r) => r.workload }, count('Runs', 'runs'), count('Files', 'files'), count('Values at evaluations', 'values'),
    { name: 'Carried from an earlier step', numeric: true, cell: (r) => `${number(r.carried ?? 0)}${r.values ? ` (${number(100 * r.carried / r.values, 3)}\u202f%)` : ''}` },
  ], rows('imported', 'carried')));
  if (rows('imported', 'skips').length > 0) {
    body('imported').append(table([
      { name: 'Skipped', cell: (r) => r.what }, count('How many', 'times'), count('Files', 'files'), { name: 'First', cell: (r) => r.first },
    ], rows('imported', 'skips')));
  }
  if (rows('imported', 'left_out').length > 0) {
    body('imported').append(table([
      { name: 'Left out because', cell: (r) => r.reason }, count('Files', 'files'), { name: 'First', cell: (r) => r.first },
    ], rows('imported', 'left_out')));
  }
}
figure('imported', imported);
