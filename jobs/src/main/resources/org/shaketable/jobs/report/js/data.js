// The document's rows as objects, by figure and query.
const doc = JSON.parse(document.getElementById('document').textContent);
const sections = new Map(doc.sections.map((section) => [section.id, section]));

function rows(id, query) {
  const result = sections.get(id)?.queries[query];
  if (!result) return [];
  return result.rows.map((row) => Object.fromEntries(result.columns.map((name, i) => [name, row[i]])));
}
function groups(items, key) {
  const map = new Map();
  for (const item of items) {
    const k = key(item);
    if (!map.has(k)) map.set(k, []);
    map.get(k).push(item);
  }
  return map;
}
const distinct = (items, key) => [...new Set(items.map(key))];
const unit = (family) => doc.families[family]?.unit ?? 'magnitude';

/** Schedule and stochasticity where a sweep has more than one of them. */
function variant(row, among) {
  const parts = [];
  if (distinct(among, (r) => r.schedule).length > 1) parts.push(row.schedule);
  if (distinct(among, (r) => r.stochasticity).length > 1) parts.push('stochasticity ' + row.stochasticity);
  return parts.join(', ');
}

// How each figure is drawn, by its id: its script says so itself.
const renderers = new Map();
function figure(id, draw) {
  renderers.set(id, draw);
}
