// The extension asks for `htmx` by its package entry; the bundler gives both the same copy.
import 'htmx-ext-sse/dist/sse.esm.js';
