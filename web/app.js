// The page: what is asked of the engine, and where its answers stand.
import { jump } from './editor.js';
import { start } from './start.js';
import { viewer } from './viewer.js';

const at = (id) => document.getElementById(id);
const text = at('text');
const LOOKS = ['theme', 'colorScheme', 'paper', 'orientation', 'layoutWidth', 'direction', 'role', 'lang'];
const STYLES = ['simple', 'flow', 'poster'];
const LANGUAGES = ['ar', 'cy', 'de', 'el', 'en', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'sv', 'tr', 'uk', 'vi', 'zh', 'zh-Hant'];
const picture = viewer(at('picture'), at('zoom'));

const state = {
  name: 'page.md',
  // drawn soonest of the three
  style: 'simple',
  /** Counts what was asked: an answer to an older question is dropped. */
  asked: 0,
  isBusy: false,
  drawn: {},
};

const say = (words) => {
  at('state').textContent = words;
};

function looks() {
  const options = {};
  for (const id of LOOKS) if (at(id).value && !at(id).disabled) options[id] = at(id).value;
  return { ...options, name: state.name };
}

const svgOptions = (style) => ({ ...looks(), style, linkTarget: '_blank' });

function option(value, words = value) {
  const made = document.createElement('option');
  made.value = value;
  made.textContent = words;
  return made;
}

/** Fills a choice and keeps what is chosen, where it is there still. */
function fill(id, values) {
  const chosen = at(id).value;
  at(id).replaceChildren(at(id).options[0], ...values.map((value) => (Array.isArray(value) ? option(...value) : option(value))));
  at(id).value = [...at(id).options].some((one) => one.value === chosen) ? chosen : '';
}

function showFindings(findings) {
  const rows = findings.map((finding) => {
    const row = document.createElement('li');
    const button = document.createElement('button');
    button.className = finding.severity;
    const head = document.createElement('b');
    head.textContent = `${finding.line ? `Line ${finding.line}: ` : ''}${finding.severity}. `;
    button.append(head, finding.message);
    if (finding.hint) {
      const hint = document.createElement('small');
      hint.textContent = finding.hint;
      button.append(hint);
    }
    button.addEventListener('click', () => finding.line && jump(text, finding));
    row.append(button);
    return row;
  });
  at('findings').replaceChildren(...rows);
  at('count').textContent = findings.length ? `(${findings.length})` : '(none)';
}

function showOutline(parts) {
  const rows = parts.map((part) => {
    const row = document.createElement('tr');
    const line = document.createElement('button');
    line.textContent = part.line;
    line.setAttribute('aria-label', `Go to line ${part.line}`);
    line.addEventListener('click', () => jump(text, { line: part.line }));
    const cells = [line, part.read_as, part.words, part.why].map((content) => {
      const cell = document.createElement('td');
      cell.append(content ?? '');
      return cell;
    });
    row.append(...cells);
    return row;
  });
  at('outline').replaceChildren(...rows);
}

function rolesOf(model) {
  const names = new Set();
  const walk = (functions = []) => {
    for (const one of functions) {
      for (const role of one.roles ?? []) names.add(role.name ?? role);
      walk(one.functions);
    }
  };
  for (const level of model.levels ?? []) walk(level.functions);
  return [...names].sort((a, b) => a.localeCompare(b));
}

/** The picture that is looked at first, then what the page says, then the other two. */
function* steps(call, page) {
  const draw = (style) => async () => {
    const made = await call('render', page, svgOptions(style));
    return () => {
      state.drawn[style] = made.ok ? made.picture : null;
      if (style === state.style && made.ok) picture.show(made.picture);
      if (style === state.style && !made.ok) say('The page has errors: the picture is the last that could be drawn.');
    };
  };
  yield draw(state.style);
  yield async () => {
    const { findings } = await call('lint', page, looks());
    return () => showFindings(findings);
  };
  yield async () => {
    const model = await call('export', page, { name: state.name, lang: at('lang').value || undefined });
    return () => model.ok && fill('role', rolesOf(JSON.parse(model.text)));
  };
  for (const style of STYLES.filter((one) => one !== state.style)) yield draw(style);
  yield async () => {
    const read = await call('outline', page, { name: state.name, lang: at('lang').value || undefined });
    return () => read.ok && showOutline(read.parts);
  };
}

/** Asks for everything anew; whatever is asked meanwhile is asked instead. */
async function draw(call) {
  state.asked += 1;
  if (state.isBusy) return;
  state.isBusy = true;
  try {
    let done = 0;
    while (done !== state.asked) {
      const mine = state.asked;
      const begun = performance.now();
      say('');
      let isFirst = true;
      for (const step of steps(call, text.value)) {
        const show = await step();
        if (mine !== state.asked) break;
        show();
        if (isFirst) performance.measure('govdraw:redrawn', { start: begun });
        isFirst = false;
      }
      if (mine === state.asked) {
        done = mine;
        document.body.dataset.drawn = mine;
      }
    }
  } catch (error) {
    say(`Nothing was drawn: ${error.message}`);
  } finally {
    state.isBusy = false;
  }
}

function save(name, type, data) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([data], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const stem = () => state.name.replace(/\.[^.]*$/, '');

const SAVES = {
  svg: async (call) => {
    const made = await call('render', text.value, { ...looks(), style: state.style });
    return made.ok && [`${stem()}-${state.style}.svg`, 'image/svg+xml', made.picture];
  },
  png: async (call) => {
    const made = await call('render', text.value, { ...looks(), style: state.style, format: 'png' });
    return made.ok && [`${stem()}-${state.style}.png`, 'image/png', made.picture];
  },
  pdf: async (call) => {
    const made = await call('render', text.value, { ...looks(), style: state.style, format: 'pdf' });
    return made.ok && [`${stem()}-${state.style}.pdf`, 'application/pdf', made.picture];
  },
  text: async (call) => {
    const { theme, colorScheme, paper, orientation, layoutWidth, direction, ...reading } = looks();
    const made = await call('describe', text.value, { ...reading, to: 'html' });
    return made.ok && [`${stem()}-text.html`, 'text/html', made.text];
  },
  page: async (call) => {
    const made = await call('mend', text.value, { name: state.name, lang: at('lang').value || undefined });
    return made.ok && [state.name, 'text/plain', made.text];
  },
};

function choose(style, call) {
  state.style = style;
  for (const tab of at('styles').children) {
    const isIt = tab.dataset.style === style;
    tab.setAttribute('aria-selected', isIt);
    tab.tabIndex = isIt ? 0 : -1;
    if (isIt) at('picture').setAttribute('aria-labelledby', tab.id);
  }
  if (state.drawn[style]) picture.show(state.drawn[style]);
  else draw(call);
}

function put(name, content) {
  state.name = name;
  text.value = content;
}

async function main() {
  const { engine, examples, page, changes } = await start();
  const call = (...parameters) => engine.call(...parameters);
  fill('example', Object.keys(examples).map((name) => [name, name.replace(/\.[^.]*$/, '').replaceAll('-', ' ')]));
  fill('lang', LANGUAGES.map((lang) => [lang, new Intl.DisplayNames('en', { type: 'language' }).of(lang)]));
  const again = () => draw(call);

  text.addEventListener('input', again);
  for (const id of LOOKS) at(id).addEventListener(id === 'layoutWidth' ? 'change' : 'input', again);
  at('paper').addEventListener('input', () => {
    // a sheet has its own width
    at('layoutWidth').disabled = at('paper').value !== '';
  });
  at('example').addEventListener('change', ({ target }) => {
    if (!target.value) return;
    put(target.value, examples[target.value]);
    again();
  });
  at('open').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    put(file.name, await file.text());
    target.value = '';
    again();
  });
  at('styles').addEventListener('click', ({ target }) => target.dataset.style && choose(target.dataset.style, call));
  at('styles').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = STYLES[(STYLES.indexOf(state.style) + step + STYLES.length) % STYLES.length];
    choose(next, call);
    at(`tab-${next}`).focus();
  });
  at('larger').addEventListener('click', picture.larger);
  at('smaller').addEventListener('click', picture.smaller);
  at('fit').addEventListener('click', picture.fit);
  for (const button of document.querySelectorAll('[data-save]')) {
    button.addEventListener('click', async () => {
      say('Making the file…');
      const file = await SAVES[button.dataset.save](call).catch((error) => say(error.message));
      say(file ? `${file[0]} is made.` : 'The page has errors: see the findings.');
      if (file) save(...file);
    });
  }
  changes((name, content) => {
    put(name, content);
    again();
  });
  const first = page ?? ['delivery-group.md', examples['delivery-group.md']];
  // what was typed while the module was loading stays
  if (!text.value) put(...first);
  draw(call);
  fill('theme', await call('themes'));
}

main().catch((error) => say(`The page could not start: ${error.message}`));
