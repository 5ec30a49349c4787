// The dispatch board: <div data-board='{"resources":[{"id","title"}],"start":"2026-12-03","view":"day|week","from":"07:00","to":"22:00"}'
// data-feed="…" data-moves="…" data-dialog-id="visit">. A move is one POST that says where the visit stood; a refusal puts it back and says why.
// Another person takes effect at once and can be undone; another time is asked about first, because it is agreed with the customer.
import { Interaction, ResourceTimeGrid, ResourceTimeline, createCalendar } from '@event-calendar/core';
import '@event-calendar/core/index.css';
import './board.css';
import { toast } from './toasts.js';

const NOBODY = 'none';
const NAMES = 112;
// As everywhere on these pages.
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

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

function said(starts) {
  const words = { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false };
  return new Date(starts).toLocaleString(document.documentElement.lang, words);
}

// Answers nothing when the move was made, else the sentence of the refusal.
async function post(board, order, from, to) {
  const body = new URLSearchParams({ order, worker: to.worker, starts: to.starts, from: from.worker, from_starts: from.starts });
  try {
    const answer = await fetch(board.element.dataset.moves, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (answer.ok) return '';
    const problem = await answer.json().catch(() => ({}));
    return problem.detail || problem.fields?.[0]?.detail || problem.title || document.body.dataset.offline;
  } catch {
    return document.body.dataset.offline;
  }
}

// A visit nobody has any more keeps its time.
function landed(from, to) {
  return to.worker === NOBODY ? { worker: NOBODY, starts: from.starts } : to;
}

async function move(board, order, from, to) {
  const wrong = await post(board, order, from, to);
  board.calendar.refetchEvents();
  if (wrong) return wrong;
  const { moved, undo, undone } = board.element.dataset;
  toast(moved, 'success', {
    label: undo,
    run: async () => {
      const refused = await post(board, order, landed(from, to), from);
      board.calendar.refetchEvents();
      toast(refused || undone, refused ? 'error' : 'success');
    },
  });
  return '';
}

async function drop(board, info) {
  board.dragging = false;
  const who = info.event.resourceIds[0] ?? NOBODY;
  const from = { worker: info.oldResource?.id ?? who, starts: local(info.oldEvent.start) };
  const to = { worker: info.newResource?.id ?? who, starts: local(info.event.start) };
  if (to.starts !== from.starts && to.worker !== NOBODY) {
    ask(board, info.oldEvent, from, to, () => info.revert());
    return;
  }
  const wrong = await move(board, info.event.id, from, to);
  if (!wrong) return;
  info.revert();
  toast(wrong, 'error');
}

// The form of a visit: what a drop asks about, and the way to move without a mouse.
function ask(board, event, from, to, onLeave) {
  const dialog = document.getElementById(board.element.dataset.dialogId);
  const part = (name) => dialog.querySelector(`[data-visit="${name}"]`);
  const form = dialog.querySelector('form');
  const { href, state, number, movable } = event.extendedProps;
  part('title').textContent = event.title;
  part('state').textContent = `${number} · ${state}`;
  part('agreed').textContent = said(from.starts);
  part('href').href = href;
  let isDone = false;
  dialog.onclose = () => {
    if (!isDone) onLeave();
    board.calendar.refetchEvents();
  };
  if (part('form')) {
    part('form').hidden = !movable;
    part('fixed').hidden = movable;
    part('wrong').hidden = true;
    form.worker.value = to.worker;
    form.starts.value = to.starts;
    form.oninput = () => {
      const starts = form.starts.value;
      part('new-time').hidden = form.worker.value === NOBODY || !starts || starts === from.starts;
      part('change').textContent = starts ? `${said(from.starts)} → ${said(starts)}` : '';
    };
    form.oninput();
    form.onsubmit = async (submit) => {
      submit.preventDefault();
      const wrong = await move(board, event.id, from, { worker: form.worker.value, starts: form.starts.value });
      part('wrong').hidden = !wrong;
      part('wrong').textContent = wrong;
      isDone = !wrong;
      if (isDone) dialog.close();
    };
  }
  dialog.showModal();
}

// Seven days in the width there is; a day may be scrolled.
function slots(element, spec) {
  if (spec.view !== 'week') return { slotDuration: '00:30', slotWidth: 34, scrollTime: '08:00' };
  const perDay = Math.ceil((Number(spec.to.slice(0, 2)) - Number(spec.from.slice(0, 2))) / 2);
  const slotWidth = Math.max(10, Math.floor(((element.clientWidth - NAMES - 8) / (perDay * 7)) * 10) / 10);
  const hour = (date) => String(date.getHours()).padStart(2, '0');
  return { slotDuration: '02:00', slotWidth, slotLabelInterval: '04:00', slotLabelFormat: hour, scrollTime: '00:00', eventContent: ({ event }) => (event.display === 'background' ? '' : hour(event.start)) };
}

function show(element) {
  const spec = JSON.parse(element.dataset.board);
  const mayMove = Boolean(element.dataset.moves);
  const board = { element, dragging: false };
  board.calendar = createCalendar(element, [ResourceTimeline, ResourceTimeGrid, Interaction], {
    view: spec.view === 'week' ? 'resourceTimelineWeek' : 'resourceTimelineDay',
    date: spec.start,
    firstDay: 1,
    locale: document.documentElement.lang,
    resources: spec.resources,
    events: spec.events ?? [],
    eventSources: element.dataset.feed ? [{ url: element.dataset.feed, method: 'GET' }] : [],
    headerToolbar: { start: '', center: '', end: '' },
    dayHeaderFormat: { weekday: 'short', day: 'numeric' },
    slotMinTime: spec.from ?? '07:00',
    slotMaxTime: spec.to ?? '22:00',
    snapDuration: '00:15',
    nowIndicator: true,
    slotLabelFormat: CLOCK,
    eventTimeFormat: CLOCK,
    editable: mayMove,
    eventDurationEditable: false,
    eventStartEditable: mayMove,
    ...slots(element, spec),
    eventDidMount: ({ event, el }) => {
      if (event.display === 'background') return;
      const label = `${said(local(event.start))} ${event.title} ${event.extendedProps.state ?? ''}`;
      el.title = label;
      el.setAttribute('aria-label', label);
    },
    eventDragStart: () => {
      board.dragging = true;
    },
    eventDragStop: () => {
      board.dragging = false;
    },
    eventDrop: (info) => drop(board, info),
    eventClick: ({ event, jsEvent }) => {
      // Else the same Enter presses the dialog's first button.
      jsEvent.preventDefault();
      const now = { worker: event.resourceIds[0] ?? NOBODY, starts: local(event.start) };
      ask(board, event, now, now, () => {});
    },
  });
  plain(element);
  new MutationObserver(() => plain(element)).observe(element, { childList: true, subtree: true });
  element.addEventListener('lares:refresh', () => {
    const isAsking = document.getElementById(element.dataset.dialogId)?.open;
    if (!board.dragging && !isAsking) board.calendar.refetchEvents();
  });
}

for (const element of document.querySelectorAll('[data-board]')) {
  // Hidden on small screens, where a list stands for it.
  if (element.offsetParent) show(element);
}
