// Parts that update themselves (hx-trigger="sse:…, lares:again"): not under the hands of somebody, and not from under their focus.
const live = (detail) => detail.requestConfig?.triggeringEvent?.type?.startsWith('sse:');

document.addEventListener('htmx:beforeSwap', (event) => {
  const { target } = event.detail;
  if (!live(event.detail) || !target) return;
  if (target.querySelector('dialog[open], details[open]')) {
    event.detail.shouldSwap = false;
    target.dataset.stale = 'yes';
    return;
  }
  const focused = document.activeElement;
  if (target.contains(focused) && focused.getAttribute('href')) target.dataset.focus = focused.getAttribute('href');
});

document.addEventListener('htmx:afterSwap', (event) => {
  const { target } = event.detail;
  const href = target?.dataset?.focus;
  if (!href) return;
  delete target.dataset.focus;
  target.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
});

// What was left alone while it was open is asked for again once it is closed.
function closed(event) {
  const part = event.target.closest?.('[data-stale]');
  if (!part || part.querySelector('dialog[open], details[open]')) return;
  delete part.dataset.stale;
  part.dispatchEvent(new CustomEvent('lares:again'));
}
document.addEventListener('toggle', closed, true);
document.addEventListener('close', closed, true);
