// Pictures of a form: <div data-pictures="6"> with a file field, a [data-add] label and a [data-previews] list. Chosen ones are made smaller (which also
// forgets where they were taken), shown before they are sent, and can be taken out again. Without scripts the file field does its work alone.
const LONGEST = 1920;
const LIGHT = 400_000;
const THUMB = 160;

function drawn(image, side, square) {
  const canvas = document.createElement('canvas');
  const scale = square ? side / Math.min(image.width, image.height) : Math.min(1, side / Math.max(image.width, image.height));
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  [canvas.width, canvas.height] = square ? [side, side] : [width, height];
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  return canvas;
}

const name = (file) => `${file.name} ${file.size} ${file.lastModified}`;

// What cannot be read here is sent as it is: the server says what is wrong with it.
async function prepared(file) {
  try {
    const image = await createImageBitmap(file);
    const thumb = drawn(image, THUMB, true);
    const small = file.size <= LIGHT && Math.max(image.width, image.height) <= LONGEST;
    const blob = small ? null : await new Promise((done) => drawn(image, LONGEST, false).toBlob(done, 'image/jpeg', 0.85));
    const lighter = blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
    return { file: lighter, thumb, from: name(file) };
  } catch {
    return { file, thumb: null, from: name(file) };
  }
}

function enhance(element) {
  const [field, add, list, said] = ['input[type=file]', '[data-add]', '[data-previews]', '[data-said]'].map((part) => element.querySelector(part));
  const most = Number(element.dataset.pictures);
  let chosen = [];
  field.className = 'sr-only';
  add.hidden = false;

  function tile(one) {
    const item = document.createElement('li');
    item.className = 'picture-tile';
    if (one.thumb) item.append(one.thumb);
    else item.append(Object.assign(document.createElement('span'), { className: 'picture-name', textContent: one.file.name }));
    const remove = Object.assign(document.createElement('button'), { type: 'button', className: 'picture-remove', textContent: '×' });
    remove.setAttribute('aria-label', `${element.dataset.saidRemove} ${one.file.name}`);
    remove.addEventListener('click', () => {
      chosen = chosen.filter((other) => other !== one);
      show();
      field.focus();
    });
    item.append(remove);
    return item;
  }

  function show() {
    const files = new DataTransfer();
    for (const one of chosen) files.items.add(one.file);
    field.files = files.files;
    list.replaceChildren(...chosen.map(tile));
    add.hidden = most > 1 && chosen.length >= most;
  }

  field.addEventListener('change', async () => {
    const known = most === 1 ? [] : chosen.flatMap((one) => [one.from, name(one.file)]);
    const fresh = [...field.files].filter((file) => !known.includes(name(file)));
    const room = most === 1 ? 1 : most - chosen.length;
    said.hidden = fresh.length <= room;
    said.textContent = fresh.length > room ? element.dataset.saidMost : '';
    const buttons = field.form?.querySelectorAll('button:not([type=button])') ?? [];
    for (const button of buttons) button.disabled = true;
    add.classList.add('pulse');
    const ready = await Promise.all(fresh.slice(0, room).map(prepared));
    chosen = most === 1 ? (ready.length ? ready : chosen) : [...chosen, ...ready];
    show();
    add.classList.remove('pulse');
    for (const button of buttons) button.disabled = false;
  });
}

for (const element of document.querySelectorAll('[data-pictures]')) enhance(element);
