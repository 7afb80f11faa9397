// Shows what the program drew, and again whenever it says that it drew anew.
const at = (id) => document.getElementById(id);
const FORMATS = { svg: 'SVG', png: 'PNG', pdf: 'PDF' };
/** The state that is shown. */
let shown = null;
/** The state that was told of last. */
let wanted = null;
let isBusy = false;

const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

function showFindings(findings) {
  const rows = findings.map(({ severity, line, file, message, hint }) => {
    const place = line ? `Line ${line}` : file ?? '';
    const row = made('li', { className: severity }, made('b', {}, `${place}${place ? ': ' : ''}${severity}. `), message);
    if (hint) row.append(made('small', {}, hint));
    return row;
  });
  at('findings').replaceChildren(...rows);
  at('count').textContent = findings.length ? `(${findings.length})` : '(none)';
}

function frame({ style, label }) {
  const links = Object.keys(FORMATS).map((format) => made('a', { className: format }, FORMATS[format]));
  const section = made('section', { id: style }, made('div', { className: 'bar' }, made('h2', {}, label), ...links));
  section.append(made('figure', {}, made('a', { target: '_blank' })));
  return section;
}

/** The new picture stands where the old one did, once all of it is there: nothing flickers and nothing moves meanwhile. */
async function showPicture(picture, version) {
  const { style, label, alt, width, height, files } = picture;
  const image = made('img', { alt, width: Math.round(width), height: Math.round(height), src: `pictures/${style}.svg?${version}` });
  await image.decode();
  if (!at(style)) at('pictures').append(frame(picture));
  const section = at(style);
  section.querySelector('h2').textContent = label;
  for (const { format, name } of files) {
    Object.assign(section.querySelector(`.${format}`), { href: `pictures/${style}.${format}?${version}`, download: name });
  }
  const link = section.querySelector('figure a');
  link.href = `pictures/${style}.svg?${version}`;
  link.replaceChildren(image);
}

async function show() {
  if (isBusy) return;
  isBusy = true;
  try {
    while (shown !== wanted) {
      const state = await (await fetch('state')).json();
      document.title = `${state.title} - govdraw`;
      at('title').textContent = state.title;
      showFindings(state.findings);
      const { pictures, version } = state;
      if (!state.is_old || !shown) await Promise.all(pictures.map((picture) => showPicture(picture, version)));
      for (const section of [...at('pictures').children]) {
        if (!pictures.some(({ style }) => style === section.id)) section.remove();
      }
      // in the order in which the program gives them, whichever was there first
      pictures.forEach(({ style }, place) => {
        const section = at(style);
        if (at('pictures').children[place] !== section) at('pictures').insertBefore(section, at('pictures').children[place]);
      });
      const old = pictures.length ? 'The page has errors: the pictures are the last that could be drawn.' : 'The page has errors: nothing could be drawn.';
      at('state').textContent = state.is_old ? old : `${state.page}, as it was saved last`;
      shown = version;
      if (wanted < version) wanted = version;
      document.body.dataset.shown = version;
    }
  } catch {
    at('state').textContent = 'The program does not answer.';
  } finally {
    isBusy = false;
  }
}

let changes = null;

/** Waits for changes while it is looked at: a browser keeps six connections to one place open, and so many windows may wait. */
function listen() {
  const isResting = document.hidden && shown !== null;
  if (isResting) changes?.close();
  if (isResting || !changes || changes.readyState === EventSource.CLOSED) changes = isResting ? null : waiting();
}

function waiting() {
  const source = new EventSource('changes');
  source.addEventListener('message', async ({ data }) => {
    const version = Number(data);
    // one that was started anew counts from the start
    if (shown !== null && version < shown) shown = null;
    wanted = version;
    await show();
    listen();
  });
  source.addEventListener('error', () => {
    // what comes next is shown whatever its number: it may be of a program that was started anew
    shown = null;
    at('state').textContent = 'The program has ended, or does not answer: this page waits for it.';
  });
  return source;
}

document.addEventListener('visibilitychange', listen);
listen();
