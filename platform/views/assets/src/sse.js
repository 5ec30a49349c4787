// The extension asks for `htmx` by its package entry; the bundler gives both the same copy.
import htmx from 'htmx.org/dist/htmx.esm.js';
import 'htmx-ext-sse/dist/sse.esm.js';

// Browsers hold six connections to a host. So one address is listened to once, whoever on the page asks for it, and not at all while the page is
// kept for going back.
const streams = new Map();

class Stream {
  ends = new Set();

  constructor(url) {
    this.url = url;
    this.open();
  }

  open() {
    this.source = new EventSource(this.url);
    this.source.onopen = (event) => this.#tell('onopen', event);
    // Closed for good: whoever asks again gets a new one.
    this.source.onerror = (event) => {
      if (this.source.readyState === EventSource.CLOSED) streams.delete(this.url);
      this.#tell('onerror', event);
    };
    for (const end of this.ends) end.listen();
  }

  #tell(name, event) {
    for (const end of [...this.ends]) end[name]?.(event);
  }
}

// What the extension takes for an EventSource.
class End {
  #stream;
  #heard = [];

  constructor(stream) {
    this.#stream = stream;
    stream.ends.add(this);
  }

  get readyState() {
    return this.#stream.source.readyState;
  }

  listen() {
    for (const [name, listener] of this.#heard) this.#stream.source.addEventListener(name, listener);
  }

  addEventListener(name, listener) {
    this.#heard.push([name, listener]);
    this.#stream.source.addEventListener(name, listener);
  }

  removeEventListener(name, listener) {
    this.#heard = this.#heard.filter((one) => one[0] !== name || one[1] !== listener);
    this.#stream.source.removeEventListener(name, listener);
  }

  close() {
    for (const [name, listener] of this.#heard) this.#stream.source.removeEventListener(name, listener);
    this.#stream.ends.delete(this);
    if (this.#stream.ends.size) return;
    this.#stream.source.close();
    streams.delete(this.#stream.url);
  }
}

htmx.createEventSource = (url) => {
  if (!streams.has(url)) streams.set(url, new Stream(url));
  return new End(streams.get(url));
};

window.addEventListener('pagehide', () => {
  for (const stream of streams.values()) stream.source.close();
});

// Back on a page as it was left: it hears again, and looks at what it missed.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const stream of streams.values()) stream.open();
  for (const part of document.querySelectorAll('[hx-trigger*="lares:again"]')) part.dispatchEvent(new CustomEvent('lares:again'));
});
