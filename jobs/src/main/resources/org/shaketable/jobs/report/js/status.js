// What went wrong and what was drawn, kept on the root element so that a test can read it.
const status = { errors: [], charts: {} };
function publish() {
  document.documentElement.dataset.status = JSON.stringify(status);
}
function fault(message) {
  status.errors.push(String(message));
  publish();
}
addEventListener('error', (event) => fault(event.message));
addEventListener('unhandledrejection', (event) => fault(event.reason));
addEventListener('securitypolicyviolation', (event) => fault('blocked: ' + event.blockedURI));
for (const level of ['error', 'warn']) {
  const original = console[level].bind(console);
  console[level] = (...parts) => {
    fault(parts.map(String).join(' '));
    original(...parts);
  };
}
