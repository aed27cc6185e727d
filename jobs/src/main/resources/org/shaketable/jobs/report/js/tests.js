// All tests with their adjusted p, and the kinds of collapse.
function tests() {
  const p = (name, key) => ({ name, numeric: true, cell: (r) => number(r[key], 2) });
  body('tests').append(table([
    { name: 'Family of tests', cell: (r) => `${r.test_family} (${r.tests_in_family})` }, { name: 'What would have to be rejected', cell: (r) => r.null_hypothesis }, { name: 'Of', cell: (r) => words(r.subject) },
    p('p', 'p'), p('Adjusted in the family', 'p_adjusted'), p('Adjusted over all', 'p_adjusted_over_all'),
  ], rows('tests', 'tests')));
}
function kinds() {
  const count = (name, key) => ({ name, numeric: true, cell: (r) => String(r[key]) });
  body('kinds').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Dimension', cell: (r) => dimensionName(r.dimension) }, { name: 'Family', cell: (r) => r.family },
    count('Runs that had learned', 'learned'), count('Collapsed', 'collapsed'), count('Not finite', 'non_finite'), count('Performance', 'performance'), count('Loss', 'loss'),
  ], rows('kinds', 'kinds')));
}
function flow() {
  const count = (name, key) => ({ name, numeric: true, cell: (r) => (r[key] === null ? '\u2013' : String(r[key])) });
  body('flow').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Runs', cell: (r) => words(r.role) },
    count('Planned', 'planned'), count('Trained', 'trained'), count('Failed', 'failed'), count('Diverged', 'diverged'), count('Never learned', 'never_learned'), count('Analyzed', 'analyzed'), count('Lost', 'lost'), count('Collapsed', 'collapsed'),
  ], rows('flow', 'flow')));
}
figure('flow', flow);
figure('kinds', kinds);
figure('tests', tests);
