const NARROW = '\u202f';
function number(value, digits = 3) {
  if (value === null || value === undefined) return '\u2013';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-3) return value.toExponential(1).replace('e+', 'e');
  if (size >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', NARROW);
  return String(Number(value.toPrecision(digits)));
}
const share = (value) => (value === null || value === undefined ? '\u2013' : value.toFixed(2).replace(/^-(0\.00)$/, '$1'));
const percent = (value) => (value === null || value === undefined ? '\u2013' : Math.round(100 * value) + NARROW + '%');
function between(row, format, lower = 'lower', upper = 'upper') {
  return row[lower] === null || row[lower] === undefined ? '' : `${format(row[lower])} to ${format(row[upper])}`;
}
/** The interval in brackets; nothing where none is given. */
function bracketed(row, format) {
  const interval = between(row, format);
  return interval ? ` (${interval})` : '';
}
const words = (constant) => String(constant).toLowerCase().replaceAll('_', ' ');
function title(constant) {
  const text = words(constant);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
function steps(value) {
  if (Math.abs(value) >= 1e6) return number(value / 1e6) + 'M';
  if (Math.abs(value) >= 1e4) return number(value / 1e3) + 'k';
  return number(value);
}
