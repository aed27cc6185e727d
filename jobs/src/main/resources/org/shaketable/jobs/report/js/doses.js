const DASHES = ['solid', 'dashed', 'dotted'];
const logistic = (slope, critical, m) => 1 / (1 + Math.exp(-slope * (Math.log10(m) - Math.log10(critical))));

/** The fitted curve over the tested magnitudes, where there is one. */
function fit(critical, low, high) {
  if (!critical || critical.magnitude === null || critical.slope === null) return [];
  return Array.from({ length: 60 }, (_, i) => low * (high / low) ** (i / 59)).map((m) => [m, logistic(critical.slope, critical.magnitude, m)]);
}
function criticalMarks(critical, stroke, low, high) {
  if (!critical || critical.magnitude === null) return {};
  const clip = (v) => Math.min(high, Math.max(low, v));
  return {
    markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: stroke, type: 'dashed', width: 1 }, data: [{ xAxis: clip(critical.magnitude) }] },
    markArea: critical.lower === null && critical.upper === null ? undefined : { silent: true, itemStyle: { color: stroke, opacity: 0.1 }, data: [[{ xAxis: clip(critical.lower ?? low) }, { xAxis: clip(critical.upper ?? high) }]] },
  };
}
function doseOption(curves, family, dimension) {
  const magnitudes = curves.flatMap((c) => c.points.map((p) => p.magnitude)).filter((m) => m > 0);
  const [least, most] = [Math.min(...magnitudes), Math.max(...magnitudes)];
  const [low, high] = [least / 1.5, most * 1.5];
  const stroke = dimensionColor(dimension);
  return {
    grid: { left: 20, right: 12, top: 10, bottom: 36, containLabel: true },
    xAxis: axis({ type: 'log', min: low, max: high, name: unit(family), nameGap: 24, nameTextStyle: { fontSize: 11, color: color('muted') }, axisLabel: { show: false } }),
    yAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.5, name: 'runs lost', nameGap: 38, nameTextStyle: { fontSize: 11, color: color('muted') }, axisLabel: { color: color('muted'), fontSize: 11, formatter: (v) => percent(v) } }),
    series: [doseLabels(distinct(magnitudes, (m) => m)), ...curves.flatMap((curve, i) => doseSeries(curve, stroke, DASHES[i % 3], low, high))],
  };
}
/** The magnitudes tested, beneath the axis: the only ones about which there is data. */
function doseLabels(magnitudes) {
  return {
    type: 'scatter', silent: true, symbol: 'rect', symbolSize: [1, 5], symbolOffset: [0, 3], clip: false, itemStyle: { color: color('axis') }, data: magnitudes.map((m) => [m, 0]),
    label: { show: true, position: 'bottom', distance: 3, color: color('muted'), fontSize: 11, formatter: ({ value }) => number(value[0]) }, labelLayout: { hideOverlap: true },
  };
}
function doseSeries({ points, critical, name }, stroke, dash, low, high) {
  const seen = points.filter((p) => p.magnitude > 0 && p.estimate !== null);
  const curve = fit(critical, low, high);
  return [
    ...(seen.some((p) => p.placebo !== null) ? [{ type: 'line', silent: true, symbol: 'none', z: 1, lineStyle: { color: color('muted'), width: 1 }, data: seen.filter((p) => p.placebo !== null).map((p) => [p.magnitude, p.placebo]) }] : []),
    { type: 'line', silent: true, symbol: 'none', z: 2, lineStyle: { color: stroke, width: 1.75, type: dash }, data: curve.length ? curve : seen.map((p) => [p.magnitude, p.estimate]), ...(curve.length ? {} : { lineStyle: { color: stroke, width: 1, type: 'dotted' } }), ...criticalMarks(critical, stroke, low, high) },
    whiskers(seen.map((p) => [p.magnitude, p.lower, p.upper]), stroke, false, 3),
    {
      type: 'scatter', symbolSize: 8, z: 5, itemStyle: { color: stroke, borderColor: color('surface'), borderWidth: 1 }, data: seen.map((p) => [p.magnitude, p.estimate]),
      tooltip: { formatter: ({ dataIndex }) => {
        const p = seen[dataIndex];
        return tip(`${p.family} at ${number(p.magnitude)}`, [['lost', percent(p.estimate)], ...(p.placebo === null ? [] : [['placebo lost', percent(p.placebo)]]), [`${percent(p.level)} interval`, between(p, percent)], ['runs', p.n], ...(name ? [['variant', name]] : [])]);
      } },
    },
  ];
}
function criticalText({ critical, name }) {
  const prefix = name ? name + ': ' : '';
  if (!critical) return prefix + 'no fit';
  if (critical.magnitude === null && critical.bounds === 'bracket' && (critical.lower !== null || critical.upper !== null)) {
    return prefix + (critical.upper === null ? `half are lost above ${number(critical.lower)}, if at all` : critical.lower === null ? `half are lost below ${number(critical.upper)}` : `half are lost between ${number(critical.lower)} and ${number(critical.upper)}`);
  }
  if (critical.magnitude === null) return prefix + 'no critical magnitude: ' + (critical.reason ?? 'no reason is given');
  const interval = between(critical, number);
  const chance = critical.placebo_lost > 0 && critical.magnitude_above_placebo !== null;
  const beyond = chance ? between({ lower: critical.lower_above_placebo, upper: critical.upper_above_placebo }, number) : null;
  const above = chance ? `, above placebo ${number(critical.magnitude_above_placebo)}${beyond ? ` (${beyond})` : ''}` : '';
  return `${prefix}critical magnitude ${number(critical.magnitude)}${interval ? ` (${interval})` : ''}${above}${critical.monotone === false ? ', response not monotone' : ''}`;
}
const survivalText = ({ survival }) => (survival && survival.estimate !== null ? `; dose survival ${share(survival.estimate)}${bracketed(survival, share)}` : '');
const sameCurve = (a) => (b) => ['workload', 'family', 'schedule', 'stochasticity'].every((key) => a[key] === b[key]);

function doses() {
  const all = rows('doses', 'doses');
  const critical = rows('doses', 'critical');
  const survival = rows('doses', 'survival');
  for (const [workload, ofWorkload] of groups(all, (r) => r.workload)) {
    const panels = element('div', { class: 'panels' });
    body('doses').append(element('h3', {}, workload), panels);
    for (const [family, items] of groups(ofWorkload, (r) => r.family)) {
      const curves = [...groups(items, (r) => r.schedule + '\n' + r.stochasticity).values()].map((points) => ({
        points, name: variant(points[0], items), critical: critical.find(sameCurve(points[0])), survival: survival.find(sameCurve(points[0])),
      }));
      const holder = element('div');
      const { dimension } = items[0];
      panels.append(element('div', { class: 'card panel' }, element('h4', {}, swatch(`var(--${words(dimension)})`), family), holder,
        ...curves.map((curve) => element('p', { class: 'note' }, criticalText(curve) + survivalText(curve)))));
      draw(`doses ${workload} ${family}`, holder, 190, `Share lost of ${workload} by magnitude of ${family}: `
        + items.map((p) => `${number(p.magnitude)}: ${percent(p.estimate)}`).join('; '), () => doseOption(curves, family, dimension));
    }
  }
}
figure('doses', doses);
