// The dispatch board: <div data-board='{"resources":[{"id","title"}],"start":"2026-12-03","view":"day|week","from":"07:00","to":"22:00"}'
// data-feed="/office/dispatch/visits" data-moves="/office/dispatch/moves">. A move is one POST; a refusal puts the visit back and says why.
import { Interaction, ResourceTimeGrid, ResourceTimeline, createCalendar } from '@event-calendar/core';
import '@event-calendar/core/index.css';
import { toast } from './toasts.js';

const VIEWS = { day: 'resourceTimelineDay', week: 'resourceTimelineWeek', grid: 'resourceTimeGridDay' };

async function move(element, info) {
  const body = new URLSearchParams({
    order: info.event.id,
    worker: info.newResource?.id ?? info.event.resourceIds[0] ?? '',
    starts: local(info.event.start),
    from: info.oldResource?.id ?? '',
  });
  try {
    const answer = await fetch(element.dataset.moves, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (answer.ok) return;
    const problem = await answer.json().catch(() => ({}));
    info.revert();
    toast(problem.detail ?? problem.title ?? document.body.dataset.offline, 'error');
  } catch {
    info.revert();
    toast(document.body.dataset.offline, 'warning');
  }
}

// The board's dates are the company's civil time, without a zone; the server turns them into instants.
function local(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

// The library calls its grid a table without giving it rows and cells; what is read is the visits, each a button with its text.
const HOLLOW = {
  role: ['table', 'rowgroup', 'row', 'rowheader', 'columnheader', 'cell'],
  'aria-colindex': [], 'aria-rowindex': [], 'aria-colspan': [], 'aria-rowspan': [], 'aria-colcount': [], 'aria-rowcount': [],
};

function plain(element) {
  for (const [name, values] of Object.entries(HOLLOW)) {
    for (const one of element.querySelectorAll(`[${name}]`)) {
      if (!values.length || values.includes(one.getAttribute(name))) one.removeAttribute(name);
    }
  }
}

function show(element) {
  const spec = JSON.parse(element.dataset.board);
  const board = createCalendar(element, [ResourceTimeline, ResourceTimeGrid, Interaction], {
    view: VIEWS[spec.view] ?? VIEWS.day,
    date: spec.start,
    locale: document.documentElement.lang,
    resources: spec.resources,
    events: spec.events ?? [],
    eventSources: element.dataset.feed ? [{ url: element.dataset.feed, method: 'GET' }] : [],
    headerToolbar: { start: '', center: '', end: '' },
    slotMinTime: spec.from ?? '07:00',
    slotMaxTime: spec.to ?? '22:00',
    slotDuration: '00:30',
    slotWidth: 34,
    nowIndicator: true,
    editable: Boolean(element.dataset.moves),
    eventDurationEditable: false,
    eventStartEditable: Boolean(element.dataset.moves),
    eventDrop: (info) => move(element, info),
    eventClick: (info) => {
      if (info.event.extendedProps.href) location.assign(info.event.extendedProps.href);
    },
  });
  plain(element);
  new MutationObserver(() => plain(element)).observe(element, { childList: true, subtree: true });
  element.addEventListener('lares:refresh', () => board.refetchEvents());
}

for (const element of document.querySelectorAll('[data-board]')) show(element);
