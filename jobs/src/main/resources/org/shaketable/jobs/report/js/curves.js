// Curves over runs, one per dimension, with their pointwise intervals.
function curveSeries(items, x, y, step) {
  const stroke = dimensionColor(items[0].dimension);
  const bounded = items.filter((r) => r.lower !== null && r.upper !== null);
  return [
    step ? null : { ...ribbon(bounded.map((r) => ({ step: r[x], lower: r.lower, upper: r.upper })), stroke), z: 1 },
    step ? whiskers(bounded.filter((r) => r.recoveries > 0).map((r) => [r[x], r.lower, r.upper]), stroke, false, 2) : null,
    { type: 'line', name: title(items[0].dimension), symbol: 'none', step, z: 4, lineStyle: { color: stroke, width: 2 }, itemStyle: { color: stroke }, data: (step ? [[0, 1]] : []).concat(items.map((r) => [r[x], r[y]])) },
  ].filter(Boolean).map((series) => (series.type === 'custom' && !step ? faded(series) : series));
}
const faded = (series) => ({ ...series, renderItem: (params, api) => { const item = series.renderItem(params, api); item.style.opacity = 0.13; return item; } });

function curvePanels(figure, all, { x, y, xName, yName, step, format }) {
  const panels = element('div', { class: 'panels wide' });
  body(figure).append(legend(distinct(all, (r) => r.dimension).map((d) => [`var(--${words(d)})`, title(d)])), panels);
  for (const [workload, items] of groups(all, (r) => r.workload)) {
    const holder = element('div');
    panels.append(element('div', { class: 'card panel' }, element('h4', {}, workload), holder));
    draw(`${figure} ${workload}`, holder, 270, `${yName} against ${xName} of ${workload}, one curve per dimension`, () => ({
      grid: { left: 26, right: 18, top: 12, bottom: 26, containLabel: true },
      tooltip: { ...basics().tooltip, trigger: 'axis', axisPointer: { lineStyle: { color: color('axis') } }, formatter: (points) => {
        const named = points.filter((p) => p.seriesType === 'line');
        return named.length ? tip(`${xName} ${format(named[0].value[0])}`, named.map((p) => [p.seriesName, percent(p.value[1])])) : '';
      } },
      xAxis: axis({ type: 'value', min: 0, max: x === 'threshold' ? 1 : null, name: xName, axisLabel: { color: color('muted'), fontSize: 11, formatter: format } }),
      yAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.25, name: yName.toLowerCase(), nameGap: 42, axisLabel: { color: color('muted'), fontSize: 11, formatter: percent } }),
      series: [...groups(items, (r) => r.dimension).values()].flatMap((of) => curveSeries(of, x, y, step)),
    }));
  }
}
const profiles = () => curvePanels('profiles', rows('profiles', 'profiles'), { x: 'threshold', y: 'share', xName: 'retained performance above', yName: 'Share of runs', step: false, format: number });
function recovery() {
  curvePanels('recovery', rows('recovery', 'curves'), { x: 'steps', y: 'not_recovered', xName: 'steps since the disturbance', yName: 'Share not recovered', step: 'end', format: steps });
  const tested = rows('recovery', 'tests').filter((r) => r.p !== null);
  if (tested.length === 0) return;
  body('recovery').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Log-rank test between', cell: (r) => (r.dimension === null ? r.between : `${r.between} of ${words(r.dimension)}`) },
    { name: 'Chi-square', numeric: true, cell: (r) => number(r.chi_square) }, { name: 'Degrees of freedom', numeric: true, cell: (r) => String(r.degrees_of_freedom) }, { name: 'p', numeric: true, cell: (r) => number(r.p, 2) },
    { name: 'Recoveries', numeric: true, cell: (r) => `${r.recoveries} of ${r.n}` },
  ], tested));
}
figure('profiles', profiles);
figure('recovery', recovery);
