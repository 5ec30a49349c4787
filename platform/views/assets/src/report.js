// A step of a visit says when and where it was taken: <form data-report> has hidden fields device_at, lat_e6 and lng_e6. Place comes only
// from whoever allows it; a step never waits for it longer than a few seconds, and without scripts the fields stay empty.
const PATIENCE = 5000;

function place() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    setTimeout(() => resolve(null), PATIENCE);
    const options = { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60000 };
    navigator.geolocation.getCurrentPosition((found) => resolve(found.coords), () => resolve(null), options);
  });
}

function fill(form, name, value) {
  if (form.elements[name]) form.elements[name].value = value;
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.dataset.report || form.dataset.reported) return;
  // Before forms.js counts the form as sent: it is sent again, once, with everything filled in.
  event.preventDefault();
  if (form.dataset.reporting) return;
  form.dataset.reporting = 'yes';
  fill(form, 'device_at', new Date().toISOString());
  const found = await place();
  if (found) {
    fill(form, 'lat_e6', Math.round(found.latitude * 1e6));
    fill(form, 'lng_e6', Math.round(found.longitude * 1e6));
  }
  form.dataset.reported = 'yes';
  form.requestSubmit(event.submitter ?? undefined);
});

// Coming back to a page the browser kept: the next try asks anew.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-report]')) {
    delete form.dataset.reporting;
    delete form.dataset.reported;
  }
});
