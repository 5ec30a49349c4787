// Parts that update themselves (hx-trigger="sse:…, lares:again"): not under the hands of somebody, and not from under their focus.
// data-live="#other" names what else is swapped with the part (hx-select-oob).
const live = (detail) => detail.requestConfig?.triggeringEvent?.type?.startsWith('sse:');

function watched(part) {
  return [part, ...(part.dataset.live ? document.querySelectorAll(part.dataset.live) : [])];
}

// An open question, a form on its way, or a field that somebody types into.
function isBusy(part) {
  const typed = (place) => place.contains(document.activeElement) && document.activeElement.matches('textarea, input:not([type=radio], [type=checkbox])') && document.activeElement.value;
  return watched(part).some((place) => place.querySelector('dialog[open], details[open], form[data-sent]') || typed(place));
}

document.addEventListener('htmx:beforeSwap', (event) => {
  const { target } = event.detail;
  if (!live(event.detail) || !target) return;
  if (isBusy(target)) {
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

// What the page is about is no longer this person's: the page itself says so.
document.addEventListener('htmx:responseError', (event) => {
  if (live(event.detail) && event.detail.xhr.status === 404) location.reload();
});

// What was left alone is asked for again once nobody is busy with it.
function again() {
  for (const part of document.querySelectorAll('[data-stale]')) {
    if (isBusy(part)) continue;
    delete part.dataset.stale;
    part.dispatchEvent(new CustomEvent('lares:again'));
  }
}
for (const kind of ['toggle', 'close', 'focusout']) document.addEventListener(kind, () => setTimeout(again), true);
