const SVG = 'http://www.w3.org/2000/svg';
function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}
/** An estimate in [0, 1] with its interval as a small picture. */
function gauge(value, lower, upper, stroke) {
  const x = (v) => 5 + 100 * v;
  const svg = shape('svg', { viewBox: '0 0 110 14', width: 110, height: 14, 'aria-hidden': 'true' });
  svg.append(shape('line', { x1: 5, x2: 105, y1: 7, y2: 7, stroke: 'var(--rule)', 'stroke-width': 2, 'stroke-linecap': 'round' }));
  if (lower !== null && upper !== null) {
    svg.append(shape('line', { x1: x(lower), x2: x(upper), y1: 7, y2: 7, stroke, 'stroke-width': 5, 'stroke-linecap': 'round', opacity: 0.5 }));
  }
  if (value !== null) svg.append(shape('circle', { cx: x(value), cy: 7, r: 4.5, fill: stroke }));
  return svg;
}
function fragile() {
  const all = rows('fragile', 'fragile');
  const shown = all.slice(0, Math.max(10, all.filter((r) => r.rank_lower === 1).length));
  const several = distinct(all, (r) => r.workload).length > 1;
  const placebo = all.some((r) => r.placebo_lost !== null);
  const extra = (r) => variant(r, all);
  body('fragile').append(element('div', { class: 'card' }, table([
    { name: 'Disturbance', cell: (r) => element('span', {}, element('span', { class: 'dimension' }, swatch(`var(--${words(r.dimension)})`), `${r.family} at ${number(r.magnitude)}`), element('div', { class: 'note' }, [several ? r.workload : '', extra(r)].filter(Boolean).join(', '))) },
    { name: '', cell: (r) => gauge(r.lost, r.lost_lower, r.lost_upper, `var(--${words(r.dimension)})`) },
    { name: 'Lost', numeric: true, cell: (r) => estimate(r, percent, 'lost', 'lost_lower', 'lost_upper') },
    ...(placebo ? [
      { name: 'Placebo lost', numeric: true, cell: (r) => estimate(r, percent, 'placebo_lost', 'placebo_lower', 'placebo_upper') },
      { name: 'Excess loss', numeric: true, cell: (r) => estimate(r, share, 'excess_loss', 'excess_loss_lower', 'excess_loss_upper') },
      { name: 'Above placebo', cell: (r) => (r.above_placebo ? 'yes' : 'not told apart') },
    ] : []),
    { name: 'Ranks', numeric: true, cell: (r) => `${r.rank_lower} to ${r.rank_upper} of ${r.conditions}` },
    { name: 'Runs', numeric: true, cell: (r) => String(r.n) },
  ], shown)));
  if (shown.length < all.length) body('fragile').append(element('p', { class: 'note' }, `${shown.length} of ${all[0].conditions} conditions are shown; all stand below.`));
}
figure('fragile', fragile);
