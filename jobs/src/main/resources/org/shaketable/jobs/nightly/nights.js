// Stability over the nights: one panel a workload and component, one line a dimension, oldest night
// first.
const components = {
  not_lost: 'runs that are not lost', recovered: 'recoveries', retained_performance: 'retained performance',
  spike_free: 'losses without a spike',
};
const nights = [...doc.nights].reverse();
const dates = nights.map((night) => night.night);
const points = nights.flatMap((night, at) => night.figures
  .filter((figure) => figure.kind in components && figure.estimate !== null)
  .map((figure) => ({ ...figure, at })));

function overNights(items) {
  const lines = [...groups(items, (p) => p.subject)];
  // Dimensions of one night stand side by side.
  const place = (p, line) => p.at + 0.08 * (line - (lines.length - 1) / 2);
  return {
    grid: { left: 8, right: 20, top: 12, bottom: 8, containLabel: true },
    xAxis: axis({ type: 'value', min: -0.5, max: dates.length - 0.5, interval: 0.5, axisLabel: { color: color('muted'), fontSize: 11, hideOverlap: true, formatter: (at) => dates[at] ?? '' } }),
    yAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.25 }),
    series: lines.flatMap(([dimension, of], line) => [
      whiskers(of.map((p) => [place(p, line), p.lower, p.upper, dimensionColor(dimension)]), color('muted'), false, 4),
      {
        type: 'line', name: title(dimension), z: 5, symbol: dimensionSymbol(dimension), symbolSize: 10,
        lineStyle: { color: dimensionColor(dimension) }, itemStyle: { color: dimensionColor(dimension) },
        data: of.map((p) => [place(p, line), p.estimate]),
        tooltip: { formatter: ({ dataIndex }) => {
          const p = of[dataIndex];
          return tip(`${p.workload}, ${words(dimension)}`, [['night', dates[p.at]], [components[p.kind], share(p.estimate)], ['interval', between(p, share)]]);
        } },
      },
    ]),
  };
}

const panels = element('div', { class: 'panels wide' });
body('stability').append(panels);
const order = Object.keys(components);
points.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
for (const [name, items] of groups(points, (p) => `${p.workload}: ${components[p.kind]}`)) {
  const holder = element('div');
  const dimensions = distinct(items, (p) => p.subject);
  panels.append(element('div', { class: 'card panel' }, element('h4', {}, name),
    legend(dimensions.map((d) => [`var(--${words(d)})`, title(d)])), holder));
  draw('nights ' + name, holder, 240, `${name} over ${dates.length} nights: `
    + items.map((p) => `${words(p.subject)} ${dates[p.at]} ${share(p.estimate)}`).join('; '), () => overNights(items));
}
if (!points.length) body('stability').append(element('p', { class: 'note' }, 'No perturbed run has a stability yet.'));

followReader();
status.requests = performance.getEntriesByType('resource').length;
status.done = true;
publish();
