// Elements are built, never parsed: text of the tables stays text.
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
const body = (figure) => document.querySelector(`[data-figure="${figure}"]`);
const controls = (figure) => document.querySelector(`[data-controls="${figure}"]`);

/** A choice among values; calls back with the chosen one, at once and after each change. */
function choice(figure, label, values, text, chosen) {
  if (values.length > 1) {
    const select = element('select', {}, ...values.map((value, i) => element('option', { value: i }, text(value))));
    select.addEventListener('change', () => chosen(values[Number(select.value)]));
    controls(figure).append(element('label', {}, label, select));
  }
  chosen(values[0]);
}
function swatch(color) {
  const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  dot.style.background = color;
  return dot;
}
function dimensionName(dimension) {
  return element('span', { class: 'dimension' }, swatch(`var(--${words(dimension)})`), title(dimension));
}
function estimate(row, format, value, lower, upper) {
  const interval = between(row, format, lower, upper);
  return element('span', {}, format(row[value]), interval ? element('small', {}, interval) : null);
}
/** A table of columns `{name, cell, numeric}`. */
function table(columns, items) {
  const kind = (column) => ({ class: column.numeric ? 'number' : null });
  return element('div', { class: 'scroll', tabindex: '0' }, element('table', {},
    element('thead', {}, element('tr', {}, ...columns.map((c) => element('th', { scope: 'col', ...kind(c) }, c.name)))),
    element('tbody', {}, ...items.map((item) => element('tr', {}, ...columns.map((c) => element('td', kind(c), c.cell(item))))))));
}
/** A table in which what all rows say alike, their first column aside, is told once, beneath it. */
function concise(columns, items) {
  const text = (column, item) => { const cell = column.cell(item); return cell instanceof Node ? cell.textContent : String(cell); };
  const alike = (column) => items.length > 1 && new Set(items.map((item) => text(column, item))).size === 1;
  const once = columns.slice(1).filter(alike);
  const told = once.map((column) => `${column.name}: ${text(column, items[0])}`).join('; ');
  return element('div', {}, table(columns.filter((column) => !once.includes(column)), items), once.length ? element('p', { class: 'note' }, `In every row: ${told}.`) : null);
}
function legend(entries) {
  return element('ul', { class: 'legend' }, ...entries.map(([color, text]) => element('li', {}, swatch(color), text)));
}
