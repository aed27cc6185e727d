// What scores are worth elsewhere than where they come from, and without some of their features.
const origin = (r) => (r.from_family === null ? r.from_workload : r.from_family === 'others' ? 'all other families' : r.from_family);
const place = (r) => r.family ?? r.workload;

function cells(items, across, down) {
  return {
    type: 'custom', encode: { x: 0, y: 1 }, data: items.map((r) => [across.indexOf(place(r)), down.indexOf(origin(r))]),
    renderItem: (params, api) => {
      const r = items[params.dataIndex];
      const [x, y] = api.coord([api.value(0), api.value(1)]);
      const [width, height] = api.size([1, 1]);
      const strength = r.concordance === null ? 0 : Math.min(1, Math.abs(r.concordance - 0.5) / 0.3);
      const sure = r.concordance_lower !== null && (r.concordance_lower > 0.5 || r.concordance_upper < 0.5);
      return { type: 'group', children: [
        { type: 'rect', shape: { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2, r: 2 }, style: { fill: color(r.concordance >= 0.5 ? 'good' : 'poor'), opacity: 0.08 + 0.8 * strength } },
        { type: 'text', style: { x, y, text: share(r.concordance), align: 'center', verticalAlign: 'middle', fill: color('ink'), font: `${sure ? '700 ' : ''}12px system-ui, sans-serif` } },
      ] };
    },
    tooltip: { formatter: ({ dataIndex }) => {
      const r = items[dataIndex];
      return tip(`${words(r.detector)} from ${origin(r)}, judged on ${place(r)}`, [['concordance', share(r.concordance)], [`${percent(r.level)} interval`, between(r, share, 'concordance_lower', 'concordance_upper')], ['gain', `${number(r.gain)} (${between(r, number, 'gain_lower', 'gain_upper')})`], ['features in common', r.features], ['pairs', number(r.pairs)], ['runs to collapse', number(r.cases)], ['learned from', r.from_cases === null ? '\u2013' : `${number(r.from_cases)} runs to collapse`]]);
    } },
  };
}
function matrix(name, heading, items) {
  const across = distinct(items, place);
  const down = distinct(items, origin);
  const holder = element('div');
  body('transfer').append(element('h3', {}, heading), element('div', { class: 'card panel' }, holder));
  draw(`transfer ${name}`, holder, 84 + 34 * down.length, `${heading}: ` + items.map((r) => `from ${origin(r)} on ${place(r)} ${share(r.concordance)}`).join('; '), () => ({
    grid: { left: 14, right: 14, top: 10, bottom: 50, containLabel: true },
    xAxis: axis({ type: 'category', data: across, name: 'judged on', nameLocation: 'middle', nameGap: 32, axisLabel: { color: color('ink'), interval: 0 } }),
    yAxis: axis({ type: 'category', data: down, inverse: true, axisLabel: { color: color('ink') } }),
    series: [cells(items, across, down)],
  }));
}
function transfer() {
  const all = rows('transfer', 'transfer');
  for (const [workload, items] of groups(all.filter((r) => r.family !== null), (r) => r.workload)) {
    matrix(workload, `${workload}: learned from one family, judged on another`, items);
  }
  for (const [detector, items] of groups(all.filter((r) => r.family === null), (r) => r.detector)) {
    if (distinct(items, origin).length > 1) {
      matrix(detector, `${title(detector)}: from one workload, judged on another`, items);
    }
  }
}
figure('transfer', transfer);

function ablation() {
  const all = rows('ablation', 'ablation');
  const holder = element('div');
  body('ablation').append(element('div', { class: 'card panel' }, holder));
  const show = ([items]) => draw('ablation', holder, 60 + 22 * items.length, 'Concordance lost: ' + items.map((r) => `without ${words(r.removed)} ${share(r.concordance_loss)}`).join('; '), () => ({
    grid: { left: 14, right: 18, top: 6, bottom: 40, containLabel: true },
    xAxis: quietAxis({ type: 'value', name: 'concordance lost without it', nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: color('muted') } }),
    yAxis: axis({ type: 'category', data: items.map((r) => words(r.removed) + (r.kind === 'group' ? ' (all)' : '')), inverse: true, axisLine: { show: false }, axisLabel: { color: color('ink') } }),
    series: [
      whiskers(items.map((r, i) => [i, r.loss_lower, r.loss_upper]), color('accent'), true, 4),
      {
        type: 'scatter', symbolSize: 10, z: 5, data: items.map((r, i) => ({ value: [r.concordance_loss, i], itemStyle: { color: color('accent'), borderColor: color('surface'), borderWidth: 1.5 } })),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: color('muted'), type: 'solid', width: 1 }, data: [{ xAxis: 0 }] },
        tooltip: { formatter: ({ dataIndex }) => {
          const r = items[dataIndex];
          return tip(`${words(r.detector)} without ${words(r.removed)}`, [['concordance lost', share(r.concordance_loss)], [`${percent(r.level)} interval`, between(r, share, 'loss_lower', 'loss_upper')], ['concordance left', share(r.concordance)], ['features left', r.features]]);
        } },
      },
    ],
  }));
  const chosen = [...groups(all.filter((r) => r.removed !== null), (r) => `${words(r.detector)} on ${r.workload}`)].map(([name, items]) => [items, name]);
  choice('ablation', 'Score ', chosen, ([, name]) => name, show);
}
figure('ablation', ablation);
