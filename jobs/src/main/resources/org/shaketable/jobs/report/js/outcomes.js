const OUTCOMES = [
  ['withstood', 'good', 'Withstood it'], ['recovered', 'fair', 'Collapsed, recovered'], ['lingering', 'poor', 'Collapsed, lingering'],
  ['irreversible', 'bad', 'Collapsed for good'], ['not_followed', 'signal', 'Collapsed, recovery not defined'], ['never_learned', 'cloud', 'Never learned'], ['failed', 'void', 'Failed'],
];
function outcomeOption(items, present) {
  return {
    grid: { left: 30, right: 20, top: 2, bottom: 2, containLabel: true },
    xAxis: quietAxis({ type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: { color: color('muted'), fontSize: 11, formatter: percent } }),
    yAxis: axis({ type: 'category', inverse: true, axisLine: { show: false }, data: items.map((r) => title(r.dimension)), axisLabel: { color: color('ink'), fontSize: 13 } }),
    series: present.map(([key, tone, text]) => ({
      type: 'bar', stack: 'runs', barWidth: 15, name: text, itemStyle: { color: color(tone), borderColor: color('surface'), borderWidth: 1 },
      data: items.map((r) => r[key] / r.perturbed),
      tooltip: { formatter: ({ dataIndex }) => tip(`${items[dataIndex].workload}, ${words(items[dataIndex].dimension)}`, [[text, `${items[dataIndex][key]} of ${items[dataIndex].perturbed} runs`]]) },
    })),
  };
}
function outcomes() {
  const all = rows('outcomes', 'outcomes').filter((r) => r.dimension !== null && r.perturbed > 0);
  const present = OUTCOMES.filter(([key]) => all.some((r) => r[key] > 0));
  const panels = element('div', { class: 'panels wide' });
  body('outcomes').append(legend(present.map(([, tone, text]) => [`var(--${tone})`, text])), panels);
  for (const [workload, items] of groups(all, (r) => r.workload)) {
    const holder = element('div');
    panels.append(element('div', { class: 'card panel' }, element('h4', {}, workload), holder));
    draw('outcomes ' + workload, holder, 30 + 30 * items.length, `How the perturbed runs of ${workload} ended: ` + items.map((r) => `${words(r.dimension)}: `
      + present.map(([key, , text]) => `${text} ${r[key]}`).join(', ')).join('; '), () => outcomeOption(items, present));
  }
}
figure('outcomes', outcomes);
