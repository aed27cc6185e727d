// Light or dark: what the system prefers until the reader chooses.
const system = matchMedia('(prefers-color-scheme: dark)');
let chosenTheme = new URLSearchParams(location.hash.slice(1)).get('theme');
function applyTheme() {
  document.documentElement.dataset.theme = chosenTheme ?? (system.matches ? 'dark' : 'light');
}
function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}
const dimensionColor = (dimension) => color(words(dimension)) || color('accent');
const DIMENSION_SYMBOLS = { OPTIMIZATION: 'circle', DATA: 'rect', PARAMETER: 'triangle', SIGNAL: 'diamond' };
const dimensionSymbol = (dimension) => DIMENSION_SYMBOLS[dimension] ?? 'pin';
// Charts follow the button, the system's preference and the width of the window.
function followReader() {
  document.getElementById('theme').addEventListener('click', () => {
    chosenTheme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    applyTheme();
    redrawAll();
  });
  system.addEventListener('change', () => { applyTheme(); redrawAll(); });
  new ResizeObserver(() => drawn.forEach(({ chart }) => chart.resize())).observe(document.getElementById('main'));
}
applyTheme();
