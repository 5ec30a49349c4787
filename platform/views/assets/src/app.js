// The one script of every page. Everything here improves a page that already works without it; behaviours hang on data- attributes.
import htmx from 'htmx.org/dist/htmx.esm.js';
import './sse.js';
import './dialogs.js';
import './report.js';
import './forms.js';
import './live.js';
import './pictures.js';
import './times.js';
import './toasts.js';

window.htmx = htmx;
