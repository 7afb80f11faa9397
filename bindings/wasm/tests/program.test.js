// `npx govdraw` beside the program: the same files, words and exit codes. GOVDRAW_PROGRAM names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const examples = path.join(process.env.GOVDRAW_ROOT, 'examples');
const own = path.resolve('node_modules/.bin/govdraw');
const program = process.env.GOVDRAW_PROGRAM;
const places = [mkdtempSync(path.join(tmpdir(), 'govdraw-a-')), mkdtempSync(path.join(tmpdir(), 'govdraw-b-'))];
after(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

/** What a folder holds, by name; no link is followed, for one of them leads in a circle. */
function files(folder, below = '') {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  return Object.assign({}, ...entries.map((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return files(folder, name);
    return entry.isFile() ? { [name]: readFileSync(path.join(folder, name), 'latin1') } : {};
  }));
}

/** Runs both, each in its folder, and wants the same of them. */
function both(args, { at = '.', input } = {}) {
  const [one, other] = [own, program].map((command, index) => {
    const cwd = path.join(places[index], at);
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, input, encoding: 'utf8', env: { PATH: process.env.PATH, LANG: 'C.UTF-8' } });
    return { status, stdout, stderr: stderr.replaceAll(places[index], 'PLACE') };
  });
  assert.deepEqual(one, other, args.join(' '));
  assert.deepEqual(Object.keys(files(places[0])), Object.keys(files(places[1])));
  assert.deepEqual(files(places[0]), files(places[1]), args.join(' '));
  return one;
}

for (const place of places) {
  mkdirSync(path.join(place, 'pages/deep'), { recursive: true });
  for (const name of ['delivery-group.md', 'river-trust.yaml']) cpSync(path.join(examples, name), path.join(place, name));
  cpSync(path.join(examples, 'starter.md'), path.join(place, 'pages/starter.md'));
  writeFileSync(path.join(place, 'broken.md'), '# T\n\n## Upper level\n\n### Board\n\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n| Board | Bord | x |\n');
  symlinkSync('../..', path.join(place, 'pages/deep/up'));
}

test('reading commands', () => {
  both(['--version']);
  assert.equal(both(['lint', 'delivery-group.md']).status, both(['lint', 'delivery-group.md', '--message-format', 'json']).status);
  assert.equal(both(['lint', 'broken.md', '--message-format', 'sarif']).status, 2);
  both(['describe', 'delivery-group.md', '--to', 'html']);
  both(['outline', 'river-trust.yaml']);
  both(['export', '--to', 'yaml', 'delivery-group.md']);
  both(['lint', '-'], { input: readFileSync(path.join(examples, 'starter.md')) });
  assert.equal(both(['render', 'no-such-page.md']).status, 2);
  both(['lint', '../delivery-group.md'], { at: 'pages' });
  both(['rendr']);
});

test('render writes the same pictures, and extract reads them', () => {
  both(['render', 'delivery-group.md', '--format', 'svg', '--format', 'pdf', '-o', 'out/']);
  both(['render', '../../river-trust.yaml', '--style', 'flow', '-o', '../new/'], { at: 'pages/deep' });
  both(['render', 'delivery-group.md', '--style', 'flow', '-o', '-']);
  both(['extract', 'out/delivery-group-flow.svg']);
  assert.equal(Object.keys(files(places[0])).filter((name) => name.startsWith('out/')).length, 6);
});

test('a picture goes into a pipe that is read slowly', async () => {
  const args = ['render', 'delivery-group.md', '--style', 'poster', '--format', 'png', '-o', '-'];
  const { stdout, exitCode } = spawn(own, args, { cwd: places[0], stdio: ['ignore', 'pipe', 'inherit'] });
  const parts = [];
  for await (const part of stdout) {
    parts.push(part);
    if (parts.length < 20) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const picture = Buffer.concat(parts);
  assert.ok(picture.length > 4 * 65_536 && !exitCode, `${picture.length} bytes`);
  spawnSync(own, [...args.slice(0, -1), 'whole.png'], { cwd: places[0] });
  assert.deepEqual(picture, readFileSync(path.join(places[0], 'whole.png')));
  rmSync(path.join(places[0], 'whole.png'));
});

test('sync draws what is stale, and check sees it', () => {
  for (const place of places) {
    writeFileSync(path.join(place, 'govdraw.toml'), "pages = ['pages/*.md']\n");
    const page = path.join(place, 'pages/starter.md');
    writeFileSync(page, `${readFileSync(page, 'utf8')}\n<!-- govdraw:begin flow -->\n<!-- govdraw:end -->\n`);
  }
  assert.equal(both(['sync', '--check']).status, 1);
  assert.equal(both(['sync']).status, 0);
  assert.equal(both(['sync', '--check']).status, 0);
  assert.equal(both(['sync', '--check'], { at: 'pages' }).status, 0);
  const page = path.join(places[0], 'pages/starter.md');
  assert.match(readFileSync(page, 'utf8'), /!\[.*starter-flow\.svg/);
});

test('watch and serve say that they cannot', () => {
  for (const [args, words] of [[['watch'], /cannot be watched/], [['serve', 'delivery-group.md'], /cannot serve a page/]]) {
    const { status, stderr } = spawnSync(own, args, { cwd: places[0], encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, words);
  }
});
