// Puts the page for browsers together: a folder for any host, and one file that works from disk.
// `node web/build.js NPM-PACKAGE FOLDER`
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const [npm, packages] = process.argv.slice(2);
const read = (...parts) => readFileSync(path.join(...parts), 'utf8');
const OWN = ['index.html', 'style.css', 'app.js', 'start.js', 'engine.js', 'editor.js', 'viewer.js', 'worker.js'];
const MODULE = ['web.js', 'api.js', 'wasm/full.js', 'wasm/full_bg.wasm'];
const EXAMPLES = ['delivery-group.md', 'digital-services.md', 'mountain-rescue.md', 'project-boards.json', 'river-trust.yaml', 'starter.md'];

const examples = JSON.stringify(Object.fromEntries(EXAMPLES.map((name) => [name, read(here, '../examples', name)])));

/** A module's text as a part of one script: what it exports are names of the whole. */
function joined(text) {
  return text
    .replace(/^import\b[^;]*;\n/gm, '')
    .replace(/^export \{[^}]*\};?\n?/gm, '')
    .replace(/^export default /gm, '')
    .replace(/^export /gm, '');
}

/** What wasm-bindgen made, as one object: its own names stay its own. */
function glue(text, name) {
  const names = [...text.matchAll(/^export (?:async )?(?:class|function) (\w+)/gm)].map((found) => found[1]);
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap((found) => found[1].split(','));
  const pairs = listed.map((one) => one.trim().split(/\s+as\s+/)).filter(([own]) => own);
  const all = [...names.map((one) => [one]), ...pairs].map(([own, other = own]) => `${JSON.stringify(other)}: ${own}`);
  return `const ${name} = (() => {\n${joined(text)}\nreturn { ${all.join(', ')} };\n})();`;
}

/** No `</script>` and no comment may end the script that holds a text. */
const inScript = (text) => JSON.stringify(text).replaceAll('<', '\\u003c');

function folder() {
  const out = path.join(packages, 'web');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(path.join(out, 'govdraw/wasm'), { recursive: true });
  for (const name of OWN) cpSync(path.join(here, name), path.join(out, name));
  for (const name of MODULE) cpSync(path.join(npm, name), path.join(out, 'govdraw', name));
  // the module with PNG and PDF is all that the page needs
  const web = read(npm, 'web.js').replace(/^import \* as core.*\n/m, '').replace(/\n\/\*\* Starts the smaller[\s\S]*$/, '');
  writeFileSync(path.join(out, 'govdraw/web.js'), web);
  writeFileSync(path.join(out, 'examples.json'), examples);
  const files = ['./', ...OWN.slice(1), ...MODULE.map((name) => `govdraw/${name}`), 'examples.json'];
  const digest = createHash('sha256');
  for (const name of files.slice(1)) digest.update(readFileSync(path.join(out, name)));
  const worker = read(here, 'sw.js')
    .replace('const FILES = [];', `const FILES = ${JSON.stringify(files)};`)
    .replace("'none'", `'govdraw-${digest.digest('hex').slice(0, 16)}'`);
  writeFileSync(path.join(out, 'sw.js'), worker);
}

function oneFile() {
  const worker = [
    glue(read(npm, 'wasm/full.js'), 'full'),
    joined(read(npm, 'api.js')),
    `async function load(packed) {
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  await full.default({ module_or_path: new Response(unpacked, { headers: { 'Content-Type': 'application/wasm' } }) });
  return api(full, () => {});
}`,
    joined(read(here, 'worker.js')),
  ].join('\n');
  const start = `async function start() {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const worker = new Worker(URL.createObjectURL(new Blob([${inScript(worker)}], { type: 'text/javascript' })));
  const held = document.getElementById('module');
  worker.postMessage({ what: 'start', module: bytes(held.textContent.trim()) });
  held.remove();
  return { engine: workerEngine(worker), examples: JSON.parse(${inScript(examples)}), page: null, changes: () => {} };
}`;
  const script = ['engine.js', 'editor.js', 'viewer.js'].map((name) => joined(read(here, name)));
  script.push(start, joined(read(here, 'app.js')));
  const text = script.join('\n');
  const digest = createHash('sha256').update(text).digest('base64');
  const module = gzipSync(readFileSync(path.join(npm, 'wasm/full_bg.wasm')), { level: 9 }).toString('base64');
  // it may run its own script and nothing else, and may ask for nothing
  const policy = `default-src 'none'; script-src 'sha256-${digest}' 'wasm-unsafe-eval' blob:; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; worker-src blob:; base-uri 'none'; form-action 'none'`;
  const html = read(here, 'index.html')
    .replace(/content="default-src[^"]*"/, () => `content="${policy}"`)
    .replace(/<link rel="stylesheet".*>/, () => `<style>\n${read(here, 'style.css')}</style>`)
    .replace(/<link rel="modulepreload".*>\n/g, '')
    .replace(/<script type="module".*<\/script>\n/, '')
    .replace('</body>', () => `<script type="application/octet-stream" id="module">${module}</script>\n<script type="module">${text}</script>\n</body>`);
  writeFileSync(path.join(packages, 'govdraw.html'), html);
}

mkdirSync(packages, { recursive: true });
folder();
oneFile();
const sizes = readdirSync(path.join(packages, 'web')).length;
console.log(`web/: ${sizes} entries; govdraw.html`);
