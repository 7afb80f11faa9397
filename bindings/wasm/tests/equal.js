// Every example in every style and theme, as the program draws it and as the package does: SVG and PDF byte for byte, of PNGs
// nearly every pixel. `node equal.js PACKAGE PROGRAM`
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';

const [folder, program] = process.argv.slice(2).map((name) => path.resolve(name));
const full = await import(pathToFileURL(path.join(folder, 'index.js')));
const core = await import(pathToFileURL(path.join(folder, 'core.js')));
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const STYLES = ['simple', 'flow', 'poster'];
/** Of a picture's pixels, so many may differ: 0.001 %. */
const MAY_DIFFER = 0.000_01;

const pages = ['examples', 'examples/languages', 'examples/forms'].flatMap((name) =>
  readdirSync(path.join(root, name))
    .filter((file) => /\.(md|json|yaml)$/.test(file) && file !== 'README.md')
    .map((file) => path.join(root, name, file)),
);
assert.ok(pages.length > 20);

const out = mkdtempSync(path.join(tmpdir(), 'govdraw-equal-'));

/** What the program makes of a page, or `null` where it makes nothing. */
function native(page, format, theme, more = []) {
  try {
    execFileSync(program, ['render', path.basename(page), '--format', format, '--theme', theme, '--quiet', '-o', `${out}/`, ...more], {
      cwd: path.dirname(page),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch {
    return null;
  }
  const stem = path.basename(page).replace(/\.[^.]*$/, '');
  return Object.fromEntries(STYLES.map((style) => [style, readFileSync(path.join(out, `${stem}-${style}.${format}`))]));
}

function pixels(png) {
  const parts = [];
  let width = 0;
  let height = 0;
  let kind = 0;
  let palette = null;
  let depth = 0;
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') [width, height, depth, kind] = [data.readUInt32BE(0), data.readUInt32BE(4), data[8], data[9]];
    if (type === 'PLTE') palette = data;
    if (type === 'IDAT') parts.push(data);
    at += 12 + length;
  }
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[kind];
  const bits = channels * depth;
  const stride = Math.ceil((width * bits) / 8);
  const step = Math.max(1, bits >> 3);
  const raw = inflateSync(Buffer.concat(parts));
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= step ? rows[y * stride + x - step] : 0;
      const up = y > 0 ? rows[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? rows[(y - 1) * stride + x - step] : 0;
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      rows[y * stride + x] = raw[y * (stride + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  const color = (x, y) => {
    const bit = x * bits;
    const at = y * stride + (bit >> 3);
    if (kind !== 3) return rows.subarray(at, at + channels).toString('hex');
    const index = depth === 8 ? rows[at] : (rows[at] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    return palette.subarray(index * 3, index * 3 + 3).toString('hex');
  };
  return { width, height, color };
}

/** The share of pixels that two pictures have in other colours. */
function differing(one, other) {
  if (Buffer.compare(one, other) === 0) return 0;
  const [a, b] = [pixels(one), pixels(other)];
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  let count = 0;
  for (let y = 0; y < a.height; y += 1) for (let x = 0; x < a.width; x += 1) if (a.color(x, y) !== b.color(x, y)) count += 1;
  return count / (a.width * a.height);
}

let same = 0;
let worst = 0;
for (const page of pages) {
  const bytes = readFileSync(page);
  const beside = path.dirname(page);
  const options = { name: path.basename(page), files: (name) => readFileSync(path.join(beside, name)) };
  for (const theme of full.themes()) {
    for (const format of ['svg', 'pdf']) {
      const expected = native(page, format, theme);
      for (const style of STYLES) {
        const made = full.render(bytes, { ...options, style, theme, format });
        assert.equal(made.ok, expected !== null, `${page} ${style} ${theme}: ${JSON.stringify(made.findings)}`);
        if (!made.ok) continue;
        assert.ok(Buffer.from(made.picture).equals(expected[style]), `${page} ${style} ${theme} ${format} differs`);
        same += 1;
        if (format === 'svg') {
          const small = core.render(bytes, { ...options, style, theme });
          assert.ok(small.ok && small.picture === made.picture, `${page} ${style} ${theme}: core differs`);
        }
      }
    }
  }
}
for (const page of ['delivery-group.md', 'digital-services.md', 'mountain-rescue.md', 'river-trust.yaml'].map((name) => path.join(root, 'examples', name))) {
  const expected = native(page, 'png', 'defra', ['--scale', '1']);
  for (const style of STYLES) {
    const made = full.render(readFileSync(page), { name: path.basename(page), style, theme: 'defra', format: 'png', scale: 1 });
    assert.ok(made.ok);
    const share = differing(Buffer.from(made.picture), expected[style]);
    worst = Math.max(worst, share);
    assert.ok(share <= MAY_DIFFER, `${page} ${style}: ${share * 100} % of the pixels differ`);
  }
}
rmSync(out, { recursive: true });
console.log(`${same} SVGs and PDFs of ${pages.length} pages are the program's; of PNGs at most ${worst * 100} % of the pixels differ`);
