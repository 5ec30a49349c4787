// Forms: never sent twice, never emptied by going back, steppers, and selects that send themselves.
const KEPT = 'kept:';

document.addEventListener('submit', (event) => {
  const form = event.target;
  // A form with a trigger of its own talks to the server as it is filled in, and is still sent by the browser.
  const isSwapped = (form.hasAttribute('hx-post') || form.hasAttribute('hx-get')) && !form.hasAttribute('hx-trigger');
  if (event.defaultPrevented || isSwapped) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  if (form.dataset.keep) sessionStorage.removeItem(KEPT + form.dataset.keep);
  const button = event.submitter;
  // After the browser has collected the fields: a disabled button would lose its own name and value.
  setTimeout(() => {
    button?.setAttribute('aria-busy', 'true');
    button?.setAttribute('disabled', '');
  });
});

window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-busy]')) {
      button.removeAttribute('aria-busy');
      button.removeAttribute('disabled');
    }
  }
});

document.addEventListener('change', (event) => {
  const auto = event.target.closest('[data-autosubmit]');
  if (auto) auto.form.requestSubmit();
  const form = event.target.closest('form[data-keep]');
  if (form) keep(form);
});

const OWN = ['key', 'quote', 'service'];

function keep(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => !OWN.includes(name) && typeof value === 'string' && value && value !== '0');
  sessionStorage.setItem(KEPT + form.dataset.keep, JSON.stringify(fields));
}

// The page's address carries the fields, so the server draws everything that hangs on them. An address that says something goes first.
function restore(form) {
  const kept = sessionStorage.getItem(KEPT + form.dataset.keep);
  if (!kept || location.search || location.pathname !== form.dataset.page) return;
  const query = new URLSearchParams(JSON.parse(kept)).toString();
  if (query) location.replace(`${location.pathname}?${query}`);
}

for (const form of document.querySelectorAll('form[data-keep]')) restore(form);

// data-step="-1" beside a number field, inside data-stepper.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-step]');
  const field = button?.closest('[data-stepper]')?.querySelector('input');
  if (!field) return;
  const next = Number(field.value || 0) + Number(button.dataset.step);
  field.value = Math.min(Number(field.max || 99), Math.max(Number(field.min || 0), next));
  field.dispatchEvent(new Event('change', { bubbles: true }));
});
