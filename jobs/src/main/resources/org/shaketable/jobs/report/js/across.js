// What is seen across conditions: shares of variance, and other definitions of collapse.
function variance() {
  const panels = element('div', { class: 'panels wide' });
  body('variance').append(panels);
  for (const [workload, every] of groups(rows('variance', 'shares'), (r) => r.workload)) {
    const items = every.filter((r) => r.share !== null);
    const tone = (r) => (r.kind === 'residual' ? 'cloud' : r.kind === 'factor' ? 'accent' : 'fair');
    const holder = element('div');
    panels.append(element('div', { class: 'card panel' }, element('h4', {}, workload), holder));
    draw('variance ' + workload, holder, 30 + 28 * items.length, `Shares of variance of ${workload}: ` + items.map((r) => `${r.factor} ${percent(r.share)}`).join(', '), () => ({
      grid: { left: 30, right: 44, top: 2, bottom: 2, containLabel: true },
      xAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.5, axisLabel: { color: color('muted'), fontSize: 11, formatter: percent } }),
      yAxis: axis({ type: 'category', inverse: true, axisLine: { show: false }, data: items.map((r) => r.factor), axisLabel: { color: color('ink'), fontSize: 12 } }),
      series: [{
        type: 'bar', barWidth: 13, data: items.map((r) => ({ value: r.share, itemStyle: { color: color(tone(r)), borderRadius: [0, 3, 3, 0] } })),
        label: { show: true, position: 'right', color: color('muted'), fontSize: 11, formatter: ({ value }) => percent(value) },
        tooltip: { formatter: ({ dataIndex }) => tip(items[dataIndex].factor, [['share of variance', percent(items[dataIndex].share)], ['runs', items[dataIndex].n]]) },
      }],
    }));
  }
}
const AGREEMENT = [
  { name: "Kendall's tau", numeric: true, cell: (r) => share(r.kendall_tau) },
  { name: 'Ranking holds', cell: (r) => (r.ranking_holds === null ? 'undefined' : r.ranking_holds ? 'yes' : 'no') },
  { name: 'Runs', numeric: true, cell: (r) => String(r.n) },
];
const COLLAPSES = {
  share: (value) => `below ${percent(value)} of the twin`,
  consecutive: (value) => `for ${value} evaluations in a row`,
  smoothing: (value) => (value === 1 ? 'each evaluation by itself' : `the mean of ${value} evaluations`),
  cadence: (value) => (value === 1 ? 'every evaluation seen' : `every ${number(value)}${value === 2 ? 'nd' : 'th'} evaluation seen`),
  band_outside: (value) => `a band that ${percent(value)} of clean runs leave`,
};
function sensitivity() {
  const edges = rows('sensitivity', 'edges');
  if (edges.length) {
    body('sensitivity').append(element('h3', {}, 'What is lost'), table([
      { name: 'Lost below this share of what clean runs reach', cell: (r) => percent(r.share) }, { name: 'Lost', numeric: true, cell: (r) => percent(r.lost) }, ...AGREEMENT,
    ], edges));
  }
  const [grid] = rows('sensitivity', 'grid');
  body('sensitivity').append(element('h3', {}, 'What a collapse is'), table([
    { name: 'With', cell: (r) => COLLAPSES[r.setting](r.value) }, { name: 'Collapsed', numeric: true, cell: (r) => percent(r.collapse_rate) },
    { name: "Kendall's tau", numeric: true, cell: (r) => share(r.kendall_tau) }, { name: 'Least with all others', numeric: true, cell: (r) => share(r.least_tau) },
    { name: 'Ranking turns', numeric: true, cell: (r) => `${r.turned} of ${r.definitions}` },
  ], rows('sensitivity', 'definitions')), element('p', { class: 'note' }, `${grid.turned} of ${number(grid.definitions)} definitions in all turn the ranking, of ${number(grid.n)} runs that had learned.`));
}
figure('variance', variance);
figure('sensitivity', sensitivity);
