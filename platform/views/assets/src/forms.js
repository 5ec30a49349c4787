// Forms: never sent twice, never emptied by going back, steppers, and selects that send themselves.
const KEPT = 'kept:';

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute('hx-post') || form.hasAttribute('hx-get')) return;
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

function keep(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== 'key' && typeof value === 'string');
  sessionStorage.setItem(KEPT + form.dataset.keep, JSON.stringify(fields));
}

function restore(form) {
  const kept = sessionStorage.getItem(KEPT + form.dataset.keep);
  if (!kept) return;
  for (const [name, value] of JSON.parse(kept)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === value || field.checked && field.type === 'checkbox';
      else if (field.type !== 'hidden') field.value = value;
    }
  }
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

// After htmx has taken hold of the page, so that the restored fields ask for a new bill.
document.addEventListener('DOMContentLoaded', () => setTimeout(() => {
  for (const form of document.querySelectorAll('form[data-keep]')) restore(form);
}));

// data-step="-1" beside a number field, inside data-stepper.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-step]');
  const field = button?.closest('[data-stepper]')?.querySelector('input');
  if (!field) return;
  const next = Number(field.value || 0) + Number(button.dataset.step);
  field.value = Math.min(Number(field.max || 99), Math.max(Number(field.min || 0), next));
  field.dispatchEvent(new Event('change', { bubbles: true }));
});
