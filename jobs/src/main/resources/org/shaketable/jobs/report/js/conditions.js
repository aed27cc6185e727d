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
    initialSort: [{ column: 'lost', dir: 'desc' }], columnDefaults: { headerSortTristate: false, resizable: false },
    columns: [
      ...changing('workload', text('Workload', 'workload', 120)),
      { ...text('Dimension', 'dimension', 125), formatter: (cell) => dimensionName(cell.getValue()) },
      text('Family', 'family', 130),
      metric('Magnitude', 'magnitude', number),
      ...changing('schedule', text('Schedule', 'schedule', 130)),
      ...changing('stochasticity', text('Stochasticity', 'stochasticity', 130)),
      withInterval('Lost', 'lost', percent, 'lost_lower', 'lost_upper'), metric('Placebo lost', 'placebo_lost', percent),
      withInterval('Excess loss', 'excess_loss', share, 'excess_loss_lower', 'excess_loss_upper'),
      withInterval('Collapsed', 'collapsed', percent, 'collapsed_lower', 'collapsed_upper'),
      metric('Recovered', 'recovered', share), metric('Retained', 'retained_performance', share), metric('To placebo', 'retained_difference', share), metric('Spike-free', 'spike_free', share), metric('Final performance', 'final_performance', share), metric('Above clean', 'improvement_over_clean', share), metric('Runs', 'n', number, 70),
    ],
  });
  grid.on('tableBuilt', () => { status.charts.conditions = holder.querySelectorAll('.tabulator-row').length; publish(); });
}
figure('conditions', conditions);
