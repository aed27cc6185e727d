const OUTCOMES = [
  ['withstood', 'good', 'Withstood it'], ['recovered', 'fair', 'Collapsed, recovered'], ['lingering', 'poor', 'Collapsed, lingering'],
  ['irreversible', 'bad', 'Collapsed for good'], ['not_followed', 'signal', 'Collapsed, recovery not defined'], ['never_learned', 'cloud', 'Never learned'], ['failed', 'void', 'Failed'],
];
function outcomes() {
  const all = rows('outcomes', 'outcomes').filter((r) => r.dimension !== null && r.perturbed > 0);
  const present = OUTCOMES.filter(([key]) => all.some((r) => r[key] > 0));
  const several = distinct(all, (r) => r.workload).length > 1;
  const holder = element('div');
  body('outcomes').append(element('div', { class: 'card' }, legend(present.map(([, tone, text]) => [`var(--${tone})`, text])), holder));
  draw('outcomes', holder, 40 + 30 * all.length, 'How the perturbed runs ended: ' + all.map((r) => `${r.workload} ${words(r.dimension)}: `
    + present.map(([key, , text]) => `${text} ${r[key]}`).join(', ')).join('; '), () => ({
    grid: { left: 4, right: 16, top: 4, bottom: 22, containLabel: true },
    xAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: { color: color('muted'), formatter: percent } }),
    yAxis: axis({ type: 'category', inverse: true, axisLine: { show: false }, data: all.map((r, i) => i), axisLabel: { color: color('ink'), fontSize: 12, interval: 0, width: 190, overflow: 'break',
      formatter: (i) => (several ? all[i].workload + '  ' : '') + words(all[i].dimension) } }),
    series: present.map(([key, tone, text]) => ({
      type: 'bar', stack: 'runs', barWidth: 16, name: text, itemStyle: { color: color(tone), borderColor: color('surface'), borderWidth: 1 },
      data: all.map((r) => r[key] / r.perturbed),
      tooltip: { formatter: ({ dataIndex }) => tip(`${all[dataIndex].workload}, ${words(all[dataIndex].dimension)}`, [[text, `${all[dataIndex][key]} of ${all[dataIndex].perturbed} runs`]]) },
    })),
  }));
}
