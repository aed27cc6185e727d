// Elements are built, never parsed: text of the tables stays text.
const EVERY_MILLIS = 2000;
const charts = new Map();

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
const place = (id) => document.getElementById(id);
const whole = (n) => n.toLocaleString('en');
const percent = (share) => `${(100 * share).toFixed(0)}\u202f%`;
function duration(seconds) {
  if (seconds === null) return '\u2013';
  return seconds < 120 ? `${Math.ceil(seconds)} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
function table(columns, rows, empty) {
  if (rows.length === 0) return element('p', {}, empty);
  const kind = (c) => ({ class: c.numeric ? 'number' : null });
  return element('table', {},
    element('thead', {}, element('tr', {}, ...columns.map((c) => element('th', { scope: 'col', ...kind(c) }, c.name)))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...columns.map((c) => element('td', kind(c), c.cell(row)))))));
}
function show(id, node) {
  place(id).replaceChildren(node);
}
function interval(row) {
  const bar = element('div', { class: 'bar', role: 'img', 'aria-label': `${percent(row.lower)} to ${percent(row.upper)}` }, element('span'), element('i'));
  bar.firstChild.style.left = 100 * row.lower + '%';
  bar.firstChild.style.width = 100 * (row.upper - row.lower) + '%';
  bar.lastChild.style.left = 100 * row.far_below / row.pairs + '%';
  return bar;
}
function sweeps(state) {
  show('sweeps', table([
    { name: 'Sweep', cell: (r) => r.sweep },
    { name: 'Progress', cell: (r) => element('progress', { max: r.done + r.left || 1, value: r.done, 'aria-label': `${r.done} of ${r.done + r.left}` }) },
    { name: 'Done', numeric: true, cell: (r) => whole(r.done) + (r.waiting > 0 ? ` (${whole(r.waiting)} not yet committed)` : '') },
    { name: 'Left', numeric: true, cell: (r) => whole(r.left) },
    { name: 'Runs a second', numeric: true, cell: (r) => r.rate.toFixed(1) },
    { name: 'About', numeric: true, cell: (r) => duration(r.seconds_left) },
    { name: 'Failed', numeric: true, cell: (r) => whole(r.failed) }, { name: 'Diverged', numeric: true, cell: (r) => whole(r.diverged) },
  ], state.sweeps, 'No sweep is in this lake yet.'));
}
function dimensions(state) {
  show('dimensions', table([
    { name: 'Sweep', cell: (r) => r.sweep }, { name: 'Workload', cell: (r) => r.workload }, { name: 'Dimension', cell: (r) => r.dimension.toLowerCase() },
    { name: 'Far below', numeric: true, cell: (r) => `${whole(r.far_below)} of ${whole(r.pairs)}` },
    { name: 'Share', cell: interval }, { name: 'Interval', numeric: true, cell: (r) => `${percent(r.lower)} to ${percent(r.upper)}` },
  ], state.dimensions, 'No pair has ended yet.'));
}
function failures(state) {
  show('failures', table([
    { name: 'Run', cell: (r) => r.run_id }, { name: 'Workload', cell: (r) => r.workload }, { name: 'Family', cell: (r) => r.family ?? 'none' },
    { name: 'Status', cell: (r) => r.status.toLowerCase() }, { name: 'Message', cell: (r) => r.message ?? '' },
  ], state.failures, 'None.'));
}
function option(pair) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue('--' + name).trim();
  const line = (name, steps, values, stroke) => ({ name, type: 'line', showSymbol: false, data: steps.map((s, i) => [s, values[i]]), lineStyle: { color: stroke, width: 2 }, itemStyle: { color: stroke } });
  const axis = { axisLabel: { color: color('muted'), hideOverlap: true }, splitLine: { show: false }, scale: true };
  return {
    animation: false, grid: { left: 4, right: 12, top: 8, bottom: 4, containLabel: true }, tooltip: { trigger: 'axis', confine: true },
    xAxis: { type: 'value', ...axis }, yAxis: { type: 'value', ...axis, splitLine: { show: true, lineStyle: { color: color('rule') } } },
    series: [line('clean twin', pair.twin_steps, pair.twin, color('muted')), line('run', pair.steps, pair.run, pair.far_below ? color('far') : color('accent'))],
  };
}
function pairs(state) {
  const shown = new Set(state.pairs.map((pair) => pair.run_id));
  for (const [id, { chart, figure }] of charts) {
    if (!shown.has(id)) { chart.dispose(); figure.remove(); charts.delete(id); }
  }
  if (state.pairs.length === 0) return show('pairs', element('p', {}, 'No pair has ended yet.'));
  place('pairs').querySelector(':scope > p')?.remove();
  for (const pair of state.pairs) {
    if (!charts.has(pair.run_id)) {
      const holder = element('div', { class: 'chart' });
      const figure = element('figure', {}, holder, element('figcaption', {}, `${pair.workload}: ${pair.family} ${pair.magnitude}, ${pair.schedule}, replicate ${pair.replicate} `, pair.far_below ? element('b', {}, 'far below') : null));
      place('pairs').append(figure);
      const chart = echarts.init(holder, null, { renderer: 'svg' });
      chart.setOption(option(pair));
      charts.set(pair.run_id, { chart, figure });
    }
    place('pairs').append(charts.get(pair.run_id).figure);
  }
}
async function look() {
  try {
    const answer = await fetch('/state');
    if (!answer.ok) throw new Error(await answer.text());
    const state = await answer.json();
    place('lake').textContent = state.lake;
    place('standing').className = '';
    place('standing').textContent = `${state.at}: ${state.writing === null ? 'no process writes the lake' : state.writing + ' is writing it'}.`;
    sweeps(state); dimensions(state); pairs(state); failures(state);
    document.documentElement.dataset.looked = String(Number(document.documentElement.dataset.looked ?? 0) + 1);
  } catch (error) {
    place('standing').className = 'fault';
    place('standing').textContent = `Cannot read the lake: ${error.message}`;
  }
  setTimeout(look, EVERY_MILLIS);
}
addEventListener('resize', () => charts.forEach(({ chart }) => chart.resize()));
look();
