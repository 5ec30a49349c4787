// Maps (component ui.map): <div data-map='{"lat":…,"lng":…,"zoom":14,"markers":[{"lat","lng","label"}],"circles":[{"lat","lng","metres"}]}' data-tiles="https://…/{z}/{x}/{y}.png"
// data-lat-field="id" data-lng-field="id" data-radius-field="id" data-pin="what the pin is">. With fields it is a picker: a touch moves the pin and fills them in
// micro-degrees, and numbers typed there move the pin; with a radius (meters) a circle is drawn around it.
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';

const MICRO = 1_000_000;

function pin(label) {
  return L.divIcon({ className: 'map-pin', html: '<span></span>', iconSize: [24, 24], iconAnchor: [12, 24], title: label });
}

function fill(element, place) {
  const pairs = [[element.dataset.latField, place.lat], [element.dataset.lngField, place.lng]];
  for (const [id, degrees] of pairs) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = Math.round(degrees * MICRO);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

function show(element) {
  if (element.dataset.drawn) return;
  element.dataset.drawn = 'yes';
  const spec = JSON.parse(element.dataset.map);
  const map = L.map(element, { attributionControl: true }).setView([spec.lat, spec.lng], spec.zoom ?? 14);
  // Our pages send no referrer to others, and public tile servers refuse who does not say where they come from.
  L.tileLayer(element.dataset.tiles, { attribution: element.dataset.attribution, referrerPolicy: 'strict-origin-when-cross-origin' }).addTo(map);
  for (const marker of spec.markers ?? []) L.marker([marker.lat, marker.lng], { icon: pin(marker.label), title: marker.label }).addTo(map);
  for (const circle of spec.circles ?? []) L.circle([circle.lat, circle.lng], { radius: circle.metres, color: getComputedStyle(document.documentElement).getPropertyValue('--color-primary') }).addTo(map);
  if (element.dataset.latField) pick(element, map, spec);
}

function field(element, name) {
  return document.getElementById(element.dataset[name] ?? '');
}

// Where the fields say, or nowhere yet.
function written(element) {
  const [lat, lng] = ['latField', 'lngField'].map((name) => field(element, name)?.value.trim());
  return lat && lng && Number.isFinite(lat / MICRO) && Math.abs(lat / MICRO) <= 90 ? L.latLng(lat / MICRO, lng / MICRO) : null;
}

function pick(element, map, spec) {
  const color = getComputedStyle(document.documentElement).getPropertyValue('--color-accent');
  const radius = field(element, 'radiusField');
  const chosen = L.marker([spec.lat, spec.lng], { icon: pin(''), draggable: true, title: element.dataset.pin });
  const circle = L.circle([spec.lat, spec.lng], { color, dashArray: '6 4', interactive: false, radius: Number(radius?.value) || 0 });
  const show = (place) => {
    chosen.setLatLng(place).addTo(map);
    if (radius) circle.setLatLng(place).setRadius(Number(radius.value) || 0).addTo(map);
  };
  const choose = (place) => {
    show(place);
    fill(element, place);
  };
  const read = (look) => {
    const place = written(element);
    if (!place) return;
    show(place);
    if (look) map.panTo(place);
  };
  // An area is placed by a touch; a home always has a place.
  if (written(element) || !radius) show(written(element) ?? L.latLng(spec.lat, spec.lng));
  if (radius && written(element)) map.fitBounds(circle.getBounds());
  map.on('click', (event) => choose(event.latlng));
  chosen.on('dragend', () => choose(chosen.getLatLng()));
  for (const name of ['latField', 'lngField']) field(element, name)?.addEventListener('input', () => read(true));
  radius?.addEventListener('input', () => read(false));
}

function showAll(root) {
  for (const element of root.querySelectorAll('[data-map]')) show(element);
}
showAll(document);
document.addEventListener('htmx:load', (event) => showAll(event.detail.elt));
