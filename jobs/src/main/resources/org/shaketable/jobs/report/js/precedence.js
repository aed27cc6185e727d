// How scores order standing runs by what comes, over all landmarks and by landmark.
const KNOWN_NOTHING = ['random_alarm', 'random_walk', 'shuffled_runs'];

function landmarkSeries(points, stroke, dash) {
  const seen = points.filter((p) => p.concordance !== null);
  return [
    { type: 'line', z: 4, symbolSize: 7, lineStyle: { color: stroke, width: 1.75, type: dash }, itemStyle: { color: stroke, borderColor: color('surface'), borderWidth: 1 }, data: seen.map((p) => [p.landmark, p.concordance]),
      tooltip: { formatter: ({ dataIndex }) => {
        const p = seen[dataIndex];
        return tip(`${words(p.detector)}, from evaluation ${p.landmark} after the onset`, [['concordance', share(p.concordance)], [`${percent(p.level)} interval`, between(p, share, 'concordance_lower', 'concordance_upper')], ['gain', p.gain === null ? '\u2013' : `${share(p.gain)} (${between(p, share, 'gain_lower', 'gain_upper')})`], ['pairs', number(p.pairs)], ['runs to collapse', number(p.cases)]]);
      } } },
    whiskers(seen.map((p) => [p.landmark, p.concordance_lower, p.concordance_upper]), stroke, false, 2),
  ];
}
function landmarkOption(ofWorkload, detector) {
  const points = (name) => ofWorkload.filter((p) => p.detector === name);
  return {
    grid: { left: 20, right: 12, top: 10, bottom: 36, containLabel: true },
    xAxis: axis({ type: 'value', min: 0, name: 'evaluations after the onset' }),
    yAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.25, name: 'concordance', nameGap: 38, axisLabel: { color: color('muted'), fontSize: 11, formatter: share } }),
    series: [
      ...landmarkSeries(points('visible'), color('muted'), 'dashed'),
      ...landmarkSeries(points(detector), color('ink'), 'solid'),
      { type: 'line', silent: true, symbol: 'none', data: [], markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: color('axis'), type: 'dotted', width: 1 }, data: [{ yAxis: 0.5 }] } },
    ],
  };
}
function precedence() {
  const all = rows('precedence', 'precedence');
  const landmarks = rows('precedence', 'landmarks');
  for (const [workload, items] of groups(all, (r) => r.workload)) {
    const [first] = items;
    const visible = items.find((r) => r.detector === 'visible');
    const ofWorkload = landmarks.filter((r) => r.workload === workload);
    const holder = element('div');
    const pick = element('select', { 'aria-label': 'detector' }, ...items.filter((r) => r.detector !== 'visible').map((r) => element('option', { value: r.detector }, words(r.detector))));
    const show = () => draw(`precedence ${workload}`, holder, 240, `Concordance of ${words(pick.value)} on ${workload} by landmark: `
      + ofWorkload.filter((p) => p.detector === pick.value).map((p) => `${p.landmark}: ${share(p.concordance)}`).join('; '), () => landmarkOption(ofWorkload, pick.value));
    pick.value = items.some((r) => r.detector === 'meta_state_t2') ? 'meta_state_t2' : pick.value;
    pick.addEventListener('change', show);
    body('precedence').append(element('h3', {}, workload),
      element('p', { class: 'note' }, `Collapses within ${first.horizon} evaluations: ${number(first.pairs)} pairs of ${number(first.cases)} runs that collapse and ${number(first.controls)} that stand, of ${number(first.seeds)} seeds. Performance and loss alone order ${share(visible?.concordance)} of them.`),
      element('div', { class: 'card panel' }, element('label', {}, 'Detector ', pick), holder, legend([[color('ink'), 'detector'], [color('muted'), 'performance and loss']])),
      table([
        { name: 'Score', cell: (r) => words(r.detector) + (KNOWN_NOTHING.includes(r.detector) ? ' (knows nothing)' : '') },
        { name: 'Comes before', cell: (r) => (r.verdict === null ? '' : verdict(r.verdict)) },
        { name: 'Concordance', numeric: true, cell: (r) => estimate(r, share, 'concordance', 'concordance_lower', 'concordance_upper') },
        { name: 'Gain', numeric: true, cell: (r) => (r.gain === null ? '' : estimate(r, share, 'gain', 'gain_lower', 'gain_upper')) },
      ], items));
    show();
  }
}
figure('precedence', precedence);
