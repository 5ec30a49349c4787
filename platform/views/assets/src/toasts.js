// Toasts leave by themselves; a failed background request says so with the words the page brought along (body data-offline).
const SECONDS = 6;

function dismissLater(toast, seconds = SECONDS) {
  setTimeout(() => toast.remove(), seconds * 1000);
}

// `action` = {label, run}: a button beside the words, which stay twice as long.
export function toast(text, tone = 'neutral', action = null) {
  const shelf = document.getElementById('toasts');
  if (!shelf || !text) return;
  const item = document.createElement('p');
  item.className = `tone-${tone} panel px-4 py-3 shadow-lg`;
  item.textContent = text;
  if (action) {
    const button = document.createElement('button');
    button.className = 'btn btn-sm btn-ghost float-end -my-2';
    button.textContent = action.label;
    button.addEventListener('click', () => {
      item.remove();
      action.run();
    });
    item.append(button);
  }
  shelf.append(item);
  dismissLater(item, action ? SECONDS * 2 : SECONDS);
}

for (const item of document.querySelectorAll('#toasts > *')) dismissLater(item);
document.addEventListener('htmx:sendError', () => toast(document.body.dataset.offline, 'warning'));
document.addEventListener('htmx:responseError', (event) => {
  const title = event.detail.xhr.getResponseHeader('x-problem');
  toast(title ? decodeURIComponent(title) : document.body.dataset.offline, 'error');
});
// Pages of forms that are wrong come back as 422 and are shown like any other answer; an error page is no part of one and is only said.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.xhr.status === 422 && !event.detail.xhr.getResponseHeader('x-problem')) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener('lares:toast', (event) => toast(event.detail.text ?? event.detail.value, event.detail.tone));
