// Charts know how to make their options, so that a change of theme or size draws them anew.
const drawn = new Map();
// Figures that are written to files are taken at once, before anything could have moved into place.
const still = matchMedia('(prefers-reduced-motion: reduce)').matches || new URLSearchParams(location.hash.slice(1)).has('figures');

function basics() {
  return {
    animation: !still,
    animationDuration: 250,
    textStyle: { fontFamily: color('text'), color: color('muted'), fontSize: 12 },
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'item', confine: true, backgroundColor: color('surface'), borderColor: color('rule'), padding: [8, 12],
      textStyle: { color: color('ink'), fontSize: 12, fontFamily: color('text') },
      extraCssText: 'box-shadow: 0 4px 16px rgb(0 0 0 / .12); max-width: 22rem; white-space: normal;',
    },
  };
}
/** An axis in the page's manner; what is given overrides. */
function axis(options) {
  return {
    nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: color('muted'), fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: color('axis') } }, axisTick: { show: false },
    splitLine: { show: false }, axisLabel: { color: color('muted'), fontSize: 11, hideOverlap: true },
    ...options,
  };
}
const quietAxis = (options) => axis({ axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: color('rule') } }, ...options });

/** Draws into an element; `make` gives ECharts options, `label` says in words what is to be seen. */
function draw(name, holder, height, label, make) {
  holder.classList.add('chart');
  holder.style.height = height + 'px';
  holder.setAttribute('role', 'img');
  holder.setAttribute('aria-label', label);
  drawn.get(name)?.chart.dispose();
  const chart = echarts.init(holder, null, { renderer: 'svg' });
  drawn.set(name, { chart, make, holder });
  redraw(name);
}
function redraw(name) {
  const { chart, make, holder } = drawn.get(name);
  chart.setOption({ ...basics(), ...make() }, true);
  status.charts[name] = holder.querySelectorAll('svg path, svg circle, svg rect').length;
  publish();
}
const redrawAll = () => [...drawn.keys()].forEach(redraw);

/** Rows of a tooltip as an element: text of the tables stays text. */
function tip(heading, facts) {
  return element('div', {}, element('b', {}, heading), element('dl', { class: 'facts' },
    ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])));
}
/** Whiskers from `data[i] = [position, lower, upper]`; `across` where the value axis is x. */
function whiskers(data, stroke, across, width = 2) {
  return {
    type: 'custom', silent: true, z: 3, data: data.filter((d) => d[1] !== null && d[2] !== null),
    encode: across ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      const at = (value) => api.coord(across ? [value, api.value(0)] : [api.value(0), value]);
      const [x1, y1] = at(api.value(1));
      const [x2, y2] = at(api.value(2));
      const index = data.filter((d) => d[1] !== null && d[2] !== null)[params.dataIndex];
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: index?.[3] ?? stroke, lineWidth: width, lineCap: 'round', opacity: 0.55 } };
    },
  };
}
/** Bounds of an axis beside whose usual values others may explode: those are cut off. */
function usualBounds(usual, all) {
  const finite = (values) => values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite(usual)), Math.max(...finite(usual))];
  const room = high - low || Math.abs(high) || 1;
  return { min: Math.max(Math.min(...finite(all)), low - room), max: Math.min(Math.max(...finite(all)), high + room) };
}
/** The area between `lower` and `upper` over `step`. */
function ribbon(band, fill) {
  return {
    type: 'custom', silent: true, z: 1, clip: true, data: band.length ? [[band[0].step, band[0].lower]] : [], tooltip: { show: false },
    renderItem: (params, api) => ({
      type: 'polygon', style: { fill, opacity: 0.7 },
      shape: { points: [...band.map((b) => api.coord([b.step, b.upper])), ...[...band].reverse().map((b) => api.coord([b.step, b.lower]))] },
    }),
  };
}
