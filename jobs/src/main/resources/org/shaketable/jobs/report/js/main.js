for (const { id } of doc.sections) {
  try {
    renderers.get(id)();
  } catch (error) {
    fault(`${id}: ${error.stack}`);
    body(id).append(element('p', { class: 'fault' }, `This figure could not be drawn: ${error.message}`));
  }
}

// Tables of the numbers are made when they are asked for.
const SHOWN = 500;
for (const details of document.querySelectorAll('[data-numbers]')) {
  details.addEventListener('toggle', () => {
    if (details.childElementCount > 1) return;
    for (const { columns, rows: cells } of Object.values(sections.get(details.dataset.numbers).queries)) {
      details.append(table(columns.map((name, i) => ({ name, cell: (row) => cell(row[i]) })), cells.slice(0, SHOWN)));
      if (cells.length > SHOWN) details.append(element('p', { class: 'note' }, `The first ${SHOWN} of ${cells.length} rows; report.json has them all.`));
    }
  });
}
function cell(value) {
  if (value === null) return '\u2013';
  return typeof value === 'number' ? number(value, 4) : Array.isArray(value) ? value.map(cell).join(', ') : String(value);
}

followReader();
let before = null;
addEventListener('beforeprint', () => { before = document.documentElement.dataset.theme; document.documentElement.dataset.theme = 'light'; redrawAll(); drawn.forEach(({ chart }) => chart.resize()); });
addEventListener('afterprint', () => { document.documentElement.dataset.theme = before; redrawAll(); });

// What `report --tables` asks for: every chart as a picture of its own.
if (new URLSearchParams(location.hash.slice(1)).has('figures')) {
  const pictures = Object.fromEntries([...drawn].map(([name, { holder }]) => [name, new XMLSerializer().serializeToString(holder.querySelector('svg'))]));
  document.body.append(element('script', { type: 'application/json', id: 'pictures' }, JSON.stringify(pictures).replaceAll('<', '\\u003c')));
}

// What a test asks: nothing was fetched, everything was drawn, nothing is wider than the page.
status.requests = performance.getEntriesByType('resource').length;
status.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
status.done = true;
publish();
