// What a WebAssembly module gives as texts and bytes, as values of JavaScript. Nothing here knows of pages or pictures.

const bytesOf = (value) => {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError('expected a text or bytes');
};

/** A named file: `{ name, data }`, or its data alone. */
const named = (value, usual) =>
  value && typeof value === 'object' && 'data' in value
    ? [String(value.name ?? usual), bytesOf(value.data)]
    : [usual, bytesOf(value)];

/** `layoutWidth` is `layout_width` on the other side. */
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const failed = (code, message, hint = null) => ({
  code, severity: 'error', message, hint, file: null, line: null, column: null, end_line: null, end_column: null,
});

const camel = ({ end_line: endLine, end_column: endColumn, ...finding }) => ({ ...finding, endLine, endColumn });

/**
 * The functions of the package.
 * @param glue what wasm-bindgen made around the module
 * @param start starts the module, before its first use
 */
export function api(glue, start) {
  let isStarted = false;
  // what was searched for already; no picture depends on it
  let searches = null;

  /** Frees what a call holds. A module that trapped is started anew, for what it was changing may be broken. */
  const guarded = (act) => {
    if (!isStarted) {
      start();
      isStarted = true;
    }
    const held = [];
    const hold = (one) => {
      held.push(one);
      return one;
    };
    try {
      const made = act(hold);
      for (const one of held) one.free();
      return made;
    } catch (error) {
      const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      // what a module held that trapped is gone with it
      for (const one of held) if (isTrap) one.__destroy_into_raw(); else one.free();
      if (!isTrap) throw error;
      searches?.__destroy_into_raw();
      searches = null;
      glue.__wbg_reset_state();
      const hint = 'a broken font or logo may do this; please report the page if there is neither';
      return { ok: false, findings: [camel(failed('internal', `the program failed: ${error.message}`, hint))] };
    }
  };

  const told = (result, fill) => {
    const findings = JSON.parse(result.findings).map(camel);
    const { text, bytes } = result;
    result.free();
    return text === undefined ? { ok: false, findings } : { ok: true, ...fill(text, bytes), findings };
  };

  const job = (page, { name = 'page.md', theme, fonts = [], files, ...rest } = {}) => {
    const options = {};
    for (const [key, value] of Object.entries(rest)) {
      if (value === undefined || value === null) continue;
      options[snake(key)] = key === 'settings' && typeof value === 'object' ? JSON.stringify(value) : value;
    }
    const isOwn = theme !== undefined && theme !== null && typeof theme !== 'string';
    if (!isOwn && theme) options.theme = theme;
    const made = new glue.Job(name, bytesOf(page), JSON.stringify(options));
    searches ??= new glue.Searches();
    made.searches(searches);
    if (isOwn) made.theme(...named(theme, 'theme.toml'));
    fonts.forEach((font, at) => made.font(...named(font, `font ${at + 1}`)));
    if (files) {
      made.files((beside, file) => {
        const found = typeof files === 'function' ? files(file, beside) : Object.hasOwn(files, file) ? files[file] : undefined;
        return found === undefined || found === null ? `no file of that name was given` : bytesOf(found);
      });
    }
    return made;
  };

  const run = (page, options, act, fill) => guarded((hold) => told(act(hold(job(page, options))), fill));

  const words = (text) => ({ text });
  return {
    render: (page, options = {}) =>
      run(page, options, (asked) => asked.render(), (alt, bytes) => ({
        picture: (options.format ?? 'svg') === 'svg' ? new TextDecoder().decode(bytes) : bytes,
        alt,
      })),
    lint: (page, options) => {
      const { findings } = run(page, options, (asked) => asked.lint(), () => ({}));
      return { ok: findings.every((finding) => finding.severity !== 'error'), findings };
    },
    outline: (page, options) =>
      run(page, options, (asked) => asked.outline(), (text) => ({ parts: JSON.parse(text) })),
    describe: (page, { to, alt, ...options } = {}) => run(page, options, (asked) => asked.describe(to, alt), words),
    export: (page, { to, ...options } = {}) => run(page, options, (asked) => asked.export(to), words),
    extract: (picture) => guarded(() => told(glue.extract(bytesOf(picture)), words)),
    schema: (of) => guarded(() => told(glue.schema(of), (text) => ({ schema: JSON.parse(text) }))),
    mend: (page, options) => run(page, options, (asked) => asked.mend(), words),
    themes: () => guarded(() => glue.themes()),
    icons: () => guarded(() => glue.icons()),
  };
}
