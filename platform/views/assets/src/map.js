// Maps (component ui.map): <div data-map='{"lat":…,"lng":…,"zoom":14,"markers":[{"lat","lng","label"}],"circles":[{"lat","lng","metres"}]}' data-tiles="https://…/{z}/{x}/{y}.png"
// data-lat-field="id" data-lng-field="id">. With fields it is a picker: a touch moves the pin and fills them in micro-degrees.
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
  if (!element.dataset.latField) return;
  const chosen = L.marker([spec.lat, spec.lng], { icon: pin(''), draggable: true }).addTo(map);
  const choose = (place) => {
    chosen.setLatLng(place);
    fill(element, place);
  };
  map.on('click', (event) => choose(event.latlng));
  chosen.on('dragend', () => choose(chosen.getLatLng()));
}

function showAll(root) {
  for (const element of root.querySelectorAll('[data-map]')) show(element);
}
showAll(document);
document.addEventListener('htmx:load', (event) => showAll(event.detail.elt));
