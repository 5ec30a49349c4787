// The extension asks for `htmx` by its package entry; the bundler gives both the same copy.
import htmx from 'htmx.org/dist/htmx.esm.js';
import 'htmx-ext-sse/dist/sse.esm.js';

// A stream that rests while its page is kept for going back: browsers hold six connections to a host, and pages one left would keep theirs.
const lines = new Set();

class Line {
  #source;
  #heard = [];

  constructor(url) {
    this.url = url;
    lines.add(this);
    this.open();
  }

  get readyState() {
    return this.#source.readyState;
  }

  open() {
    this.#source = new EventSource(this.url);
    this.#source.onopen = (event) => this.onopen?.(event);
    this.#source.onerror = (event) => this.onerror?.(event);
    for (const [name, listener] of this.#heard) this.#source.addEventListener(name, listener);
  }

  rest() {
    this.#source.close();
  }

  close() {
    lines.delete(this);
    this.rest();
  }

  addEventListener(name, listener) {
    this.#heard.push([name, listener]);
    this.#source.addEventListener(name, listener);
  }

  removeEventListener(name, listener) {
    this.#heard = this.#heard.filter((one) => one[0] !== name || one[1] !== listener);
    this.#source.removeEventListener(name, listener);
  }
}

htmx.createEventSource = (url) => new Line(url);

window.addEventListener('pagehide', () => {
  for (const line of lines) line.rest();
});

// Back on a page as it was left: it hears again, and looks at what it missed.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const line of lines) line.open();
  for (const part of document.querySelectorAll('[hx-trigger*="lares:again"]')) part.dispatchEvent(new CustomEvent('lares:again'));
});
