// data-dialog="id" opens the dialog with that id; data-close closes the one around it. Without scripts the link's own address is followed.
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]');
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  if (event.target.closest('[data-close]')) {
    event.target.closest('dialog')?.close();
    return;
  }
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

// An open language or account menu closes when one looks elsewhere.
document.addEventListener('click', (event) => {
  for (const open of document.querySelectorAll('details[data-menu][open]')) {
    if (!open.contains(event.target)) open.removeAttribute('open');
  }
});
