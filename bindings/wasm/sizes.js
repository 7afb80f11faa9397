// Says how large each part is, and fails where a module is larger than it may be.
import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import path from 'node:path';

const [npm, packages] = process.argv.slice(2);
// half a megabyte of each is fonts, 0.35 MB the tables of what packs the pictures' own fonts, 0.28 MB hyphenation, 0.11 MB words
const MOST = { 'core_bg.wasm': 3_000_000, 'full_bg.wasm': 3_550_000 };
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
let isOver = false;
for (const [name, most] of Object.entries(MOST)) {
  const bytes = readFileSync(path.join(npm, 'wasm', name));
  const packed = brotli(bytes);
  console.log(`${name}: ${bytes.length} bytes, ${packed} by brotli, at most ${most}`);
  if (packed > most) isOver = true;
}
// read from a disk, and so as large as it is
console.log(`govdraw.wasm: ${readFileSync(path.join(npm, 'wasm/govdraw.wasm')).length} bytes`);
for (const name of readdirSync(packages)) {
  if (!/\.(tgz|html)$/.test(name)) continue;
  console.log(`${name}: ${readFileSync(path.join(packages, name)).length} bytes`);
}
if (isOver) {
  console.error('a module is larger than it may be');
  process.exitCode = 1;
}
