// Times: a refused time says why when it is touched, and a deadline counts down.
document.addEventListener('click', (event) => {
  const refused = event.target.closest('[data-why]');
  const place = refused && document.getElementById(refused.dataset.whyIn);
  if (!place) return;
  place.textContent = refused.dataset.why;
  place.hidden = false;
});

// data-until="2026-12-03T12:00:00Z": text becomes minutes and seconds; at zero a data-then button is enabled and the rest of the element hides.
function tick() {
  for (const element of document.querySelectorAll('[data-until]')) {
    const left = Math.max(0, Math.ceil((Date.parse(element.dataset.until) - Date.now()) / 1000));
    element.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (left > 0) continue;
    element.removeAttribute('data-until');
    const then = document.getElementById(element.dataset.then);
    if (then) then.disabled = false;
  }
}
setInterval(tick, 1000);
tick();
