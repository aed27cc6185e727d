function conditions() {
  const all = rows('conditions', 'conditions');
  const holder = element('div');
  body('conditions').append(element('div', { class: 'card' }, holder));
  const text = (name, field, width) => ({ title: name, field, minWidth: width, tooltip: (event, cell) => document.createTextNode(cell.getValue()), headerFilter: 'input', headerFilterPlaceholder: 'filter' });
  const metric = (name, field, format, width = 116) => ({ title: name, field, minWidth: width, hozAlign: 'right', headerHozAlign: 'right', sorter: 'number', sorterParams: { alignEmptyValues: 'bottom' }, formatter: (cell) => document.createTextNode(format(cell.getValue())) });
  const withInterval = (name, field, format, lower, upper) => ({ ...metric(name, field, format, 150), formatter: (cell) => estimate(cell.getRow().getData(), format, field, lower, upper) });
  const changing = (key, column) => (distinct(all, (r) => r[key]).length > 1 ? [column] : []);
  const grid = new Tabulator(holder, {
    data: all, layout: 'fitColumns', pagination: all.length > 25, paginationSize: 25, height: false,
    initialSort: [{ column: 'stability', dir: 'asc' }], columnDefaults: { headerSortTristate: false, resizable: false },
    columns: [
      ...changing('workload', text('Workload', 'workload', 120)),
      { ...text('Dimension', 'dimension', 125), formatter: (cell) => dimensionName(cell.getValue()) },
      text('Family', 'family', 130),
      metric('Magnitude', 'magnitude', number),
      ...changing('schedule', text('Schedule', 'schedule', 130)),
      ...changing('stochasticity', text('Stochasticity', 'stochasticity', 130)),
      withInterval('Stability', 'stability', share, 'stability_lower', 'stability_upper'),
      withInterval('Collapsed', 'collapse_rate', percent, 'collapse_lower', 'collapse_upper'),
      metric('Recovered', 'recovery_share', share), metric('Trajectory', 'retained_performance', share), metric('Contraction', 'contraction', share), metric('Without contraction', 'stability_without_contraction', share), metric('Final performance', 'final_performance', share), metric('Above clean', 'improvement_over_clean', share), metric('Runs', 'n', number, 70),
    ],
  });
  grid.on('tableBuilt', () => { status.charts.conditions = holder.querySelectorAll('.tabulator-row').length; publish(); });
}
figure('conditions', conditions);
