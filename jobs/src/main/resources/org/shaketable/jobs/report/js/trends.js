// Early-warning signals beside the surrogates of the same run.
function trends() {
  body('trends').append(table([
    { name: 'Workload', cell: (r) => r.workload },
    { name: 'Signal', cell: (r) => words(r.signal) },
    { name: 'Runs that', cell: (r) => ({ clean: 'are clean', placebo: 'are placebos' }[r.runs_that] ?? words(r.runs_that)) },
    { name: 'Runs', numeric: true, cell: (r) => number(r.runs) },
    { name: 'Rising, of AR(1) surrogates', numeric: true, cell: (r) => percent(r.ar1_share) },
    { name: 'Rising, of random phases', numeric: true, cell: (r) => percent(r.phase_share) },
  ], rows('trends', 'trends')));
}
figure('trends', trends);
