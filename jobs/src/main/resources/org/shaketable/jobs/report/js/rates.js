// Recipes over the learning rate, and the way between twins.
const RECIPE_COLORS = ['optimization', 'data', 'parameter', 'signal', 'accent', 'muted'];
const RECIPE_SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

function rates() {
  const all = rows('rates', 'rates').filter((r) => r.final_loss !== null);
  const recipes = [...groups(all, (r) => r.recipe).entries()];
  const tone = (i) => RECIPE_COLORS[i % RECIPE_COLORS.length];
  const holder = element('div');
  body('rates').append(element('div', { class: 'card' }, legend(recipes.map(([name], i) => [`var(--${tone(i)})`, name])), holder));
  draw('rates', holder, 340, 'Final loss by learning rate: ' + recipes.map(([name, items]) => `${name}, sensitivity ${number(items[0].sensitivity)}`).join('; '), () => ({
    grid: { left: 30, right: 20, top: 14, bottom: 30, containLabel: true },
    xAxis: quietAxis({ type: 'log', name: 'learning rate', axisLabel: { color: color('muted'), fontSize: 11, formatter: (v) => number(v) } }),
    yAxis: quietAxis({ type: 'value', scale: true, name: 'final loss, nats per token', nameGap: 36 }),
    series: recipes.flatMap(([name, items], i) => [
      whiskers(items.map((r) => [r.learning_rate, r.lower, r.upper]), color(tone(i)), false, 3),
      {
        type: 'line', name, symbol: RECIPE_SYMBOLS[i % RECIPE_SYMBOLS.length], symbolSize: 8, z: 5, lineStyle: { color: color(tone(i)), width: 2 }, itemStyle: { color: color(tone(i)) },
        data: items.map((r) => [r.learning_rate, r.final_loss]),
        tooltip: { formatter: ({ dataIndex }) => {
          const r = items[dataIndex];
          return tip(`${name} at ${number(r.learning_rate)}`, [['final loss', number(r.final_loss, 4)], ...(r.lower === null ? [] : [[`${percent(r.level)} interval`, between(r, (v) => number(v, 4))]]), ['diverged', `${r.diverged} of ${r.n}`], ['untrained loss', number(r.untrained_loss, 4)]]);
        } },
      },
    ]),
  }));
  body('rates').append(table([
    { name: 'Recipe', cell: (r) => r.recipe }, { name: 'Sensitivity, nats per token', numeric: true, cell: (r) => estimate(r, number, 'sensitivity', 'sensitivity_lower', 'sensitivity_upper') },
    { name: 'Best learning rate', numeric: true, cell: (r) => number(r.best_learning_rate) },
  ], recipes.map(([, items]) => items[0])));
}
function barriers() {
  body('barriers').append(table([
    { name: 'Workload', cell: (r) => r.workload }, { name: 'Family', cell: (r) => r.family }, { name: 'Magnitude', numeric: true, cell: (r) => number(r.magnitude) },
    { name: 'Schedule', cell: (r) => r.schedule }, { name: 'Stochasticity', cell: (r) => r.stochasticity },
    { name: 'Step', numeric: true, cell: (r) => steps(r.step) },
    { name: 'Median barrier', numeric: true, cell: (r) => number(r.median_barrier) }, { name: 'Least to most', numeric: true, cell: (r) => `${number(r.least)} to ${number(r.most)}` }, { name: 'Pairs', numeric: true, cell: (r) => String(r.n) },
  ], rows('barriers', 'barriers')));
}
figure('rates', rates);
figure('barriers', barriers);
