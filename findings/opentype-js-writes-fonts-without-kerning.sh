#!/usr/bin/env bash
# opentype.js 2.0.0 writes a font that it has read without its kerning, and sets no text at all in Inter.
#
# Guess: `toArrayBuffer` of a parsed font gives the same font, since it does keep its substitutions; a font that
# browsers and fontkit 2.0.4 set can be measured.
# Seen: of Public Sans the table of positions (GPOS) is gone, so that "AVATAR To" at size 20 is 109 wide where it was
# 100; the outlines come back as another kind (CFF). In Inter and DejaVu Sans `getAdvanceWidth` raises for any text, as
# one of their substitutions is of a kind that is not supported. Nothing is reported where tables are lost.
# So: change fonts with fonttools, and measure with fontkit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit opentype.js@2.0.0 fontkit@2.0.4 dejavu-fonts-ttf@2.37.3 \
  @fontsource/inter@5.3.0 @fontsource/public-sans@5.3.0
cat > fonts.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import opentype from 'opentype.js';

const bytes = (path) => readFileSync(`node_modules/${path}`);
const parsed = (file) => opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
const width = (file) => {
  const font = fontkit.create(file);
  return (font.layout('AVATAR To').advanceWidth / font.unitsPerEm) * 20;
};

const before = bytes('@fontsource/public-sans/files/public-sans-latin-400-normal.woff');
const after = Buffer.from(parsed(before).toArrayBuffer());
const tables = (file) => Object.keys(fontkit.create(file).directory.tables);
console.log(`Public Sans: ${tables(before).join(' ')}; written by opentype.js 2.0.0: ${tables(after).join(' ')}`);
console.log(`"AVATAR To" is ${width(before).toFixed(1)} wide, then ${width(after).toFixed(1)}`);
assert(tables(before).includes('GPOS') && tables(before).includes('glyf'), 'the font is another one');
assert(!tables(after).includes('GPOS') && tables(after).includes('GSUB'), 'other tables are kept now');
assert(tables(after).includes('CFF '), 'outlines are written as another kind now');
assert(Math.abs(width(before) - 100) < 1 && Math.abs(width(after) - 109.5) < 1, 'widths are others now');

for (const path of ['dejavu-fonts-ttf/ttf/DejaVuSans.ttf', '@fontsource/inter/files/inter-latin-400-normal.woff']) {
  assert(width(bytes(path)) > 100);
  let said = 'no error';
  try {
    parsed(bytes(path)).getAdvanceWidth('Board', 20);
  } catch (error) {
    said = error.message;
  }
  console.log(`${path}: ${said}`);
  assert(said.includes('not yet supported'), 'opentype.js measures text in this font now');
}
JS
node fonts.mjs
