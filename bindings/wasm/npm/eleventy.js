// A plugin for Eleventy 3. What it makes goes into the built site alone, never into the folder that Eleventy watches, so that
// no picture calls for another build.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, lint, render } from './index.js';

const STYLES = ['simple', 'flow', 'poster'];
const REGION = /<!--\s*govdraw:begin\s+([^>]*?)\s*-->([\s\S]*?)<!--\s*govdraw:end\s*-->/g;

const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

/** What a finding says, on one line. */
function line({ file, line: at, column, severity, message, hint }) {
  const place = file ? `${file}${at ? `:${at}:${column}` : ''}: ` : '';
  return `${place}${severity}: ${message}${hint ? ` (${hint})` : ''}`;
}

export default function govdraw(eleventy, settings = {}) {
  const { quiet = false, as: usual = 'img', ...looks } = settings;
  const root = realpathSync(process.cwd());
  /** Of this process: a page that did not change is not drawn again. */
  const made = new Map();
  const said = new Set();
  let output = '_site';
  eleventy.on('eleventy.before', ({ directories, dir }) => {
    output = directories?.output ?? dir?.output ?? output;
    said.clear();
  });

  /** A file below the project's folder, which no name and no link may lead out of. */
  const inside = (file) => {
    const found = realpathSync(path.resolve(root, file));
    if (found !== root && !found.startsWith(root + path.sep)) throw new Error(`${file} is outside the project's folder`);
    return found;
  };

  const open = (file) => {
    const found = inside(file);
    const folder = path.dirname(found);
    const files = (name) => {
      try {
        return readFileSync(inside(path.join(folder, name)));
      } catch {
        return undefined;
      }
    };
    return { page: readFileSync(found), name: path.relative(root, found).split(path.sep).join('/'), files };
  };

  /** Throws what hinders, prints what should be mended. */
  const told = (result, file) => {
    if (!result.ok) {
      const errors = result.findings.filter(({ severity }) => severity === 'error').map(line);
      throw new Error(`govdraw makes nothing of ${file}:\n${errors.join('\n')}`);
    }
    for (const finding of quiet ? [] : result.findings) {
      const words = line(finding);
      if (finding.severity !== 'note' && !said.has(words)) console.warn(`[govdraw] ${words}`);
      said.add(words);
    }
    return result;
  };

  const drawn = (file, style, options) => {
    const { page, name, files } = open(file);
    const wanted = { ...looks, ...options, style, name, files };
    const key = createHash('sha256').update(page).update(JSON.stringify({ ...wanted, files: null })).digest('hex');
    // a logo, an icon or a theme's font may change without the page
    const namesFiles = /\.(svg|png|toml|ttf|otf)\b/i.test(page.toString('utf8'));
    if (!made.has(key) || namesFiles) made.set(key, render(page, wanted));
    return told(made.get(key), name);
  };

  const text = (file, options = {}) => {
    const { page, name, files } = open(file);
    return told(describe(page, { lang: looks.lang, settings: looks.settings, ...options, to: 'html', name, files }), name).text;
  };

  /** The SVG inside the page, or a file beside the built page and an image that shows it. */
  const shown = (file, style, options, { as, outputPath }) => {
    const { picture, alt } = drawn(file, style, { ...options, ...(as === 'inline' ? { provenance: 'none' } : {}) });
    if (as === 'inline' || !outputPath) return picture.replace(/^<\?xml.*?\?>\s*/, '').trim();
    const stem = path.basename(file).replace(/\.[^.]*$/, '');
    const role = options.role ? `-${options.role.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}` : '';
    const named = `${stem}-${style}${role}.svg`;
    mkdirSync(path.dirname(outputPath), { recursive: true });
    writeFileSync(path.join(path.dirname(outputPath), named), picture);
    const size = picture.match(/<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"/);
    const box = size ? ` width="${Math.round(size[1])}" height="${Math.round(size[2])}"` : '';
    return `<img src="${escaped(encodeURI(named))}" alt="${escaped(alt)}"${box}>`;
  };

  /** `./rules.md` stands beside the page, `content/rules.md` in the project; without a name the page itself is meant. */
  const meant = (file, page) => {
    if (!file) return page.inputPath;
    return /^\.\.?\//.test(file) ? path.join(path.dirname(page.inputPath), file) : file;
  };

  // {% govdraw "rules.md", "poster", { as: "inline" } %}
  eleventy.addShortcode('govdraw', function shortcode(file, style = 'flow', { as = usual, ...options } = {}) {
    if (!STYLES.includes(style)) throw new Error(`govdraw: there is no style "${style}"; there are ${STYLES.join(', ')}`);
    return shown(meant(file, this.page), style, options, { as, outputPath: this.page.outputPath });
  });

  // {% govdrawText "rules.md" %}
  eleventy.addShortcode('govdrawText', function shortcode(file, options) {
    return text(meant(file, this.page), options);
  });

  // what stands between the markers of a page is its own pictures
  eleventy.addTransform('govdraw', function transform(content) {
    const { inputPath, outputPath } = this.page;
    if (!String(outputPath || '').endsWith('.html') || !content.includes('govdraw:begin')) return content;
    return content.replace(REGION, (whole, words) => {
      const [what, ...rest] = words.split(/\s+/);
      const given = Object.fromEntries(rest.map((word) => word.split('=')));
      if (what === 'text') return text(inputPath);
      // pictures that `govdraw.toml` names are what `sync` put there
      if (!STYLES.includes(what) || given.as === 'picture') return whole;
      return shown(inputPath, what, {}, { as: given.as ?? usual, outputPath });
    });
  });

  eleventy.addFilter('govdrawLint', (file) => lint(open(file).page, { ...looks, name: file }).findings);
}
