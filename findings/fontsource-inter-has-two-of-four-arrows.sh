#!/usr/bin/env bash
# @fontsource/inter 5.3.0 has the arrows up and down and neither of those left and right, in any of its files.
#
# Guess: the files of a font package together have the font's letters and signs; Inter has all four arrows, so that
# "Board → Panel" is set in Inter.
# Seen: the files are cut by the web's usual ranges of scripts, whose Latin one names U+2191 and U+2193 only; no other
# file has U+2192 or U+2190, nor "≥", "≤" or "✓". A browser takes these from another font; what measures or embeds the
# file draws nothing or an empty box. inter-ui 4.1.1, the same font whole, has all of them.
# So: take the whole font for labels with signs, or draw arrows as shapes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @fontsource/inter@5.3.0 inter-ui@4.1.1 fontkit@2.0.4
cat > signs.mjs <<'JS'
import assert from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';

const SIGNS = '↑↓→←≥≤✓';
function found(folder, files) {
  const fonts = files.map((file) => fontkit.openSync(`${folder}/${file}`));
  return [...SIGNS].filter((sign) => fonts.some((font) => font.hasGlyphForCodePoint(sign.codePointAt(0)))).join('');
}

const cut = 'node_modules/@fontsource/inter/files';
const whole = 'node_modules/inter-ui/web';
const files = readdirSync(cut).filter((file) => file.endsWith('-400-normal.woff2'));
const seen = found(cut, files);
const all = found(whole, ['Inter-Regular.woff2']);
console.log(`inter-ui: ${all}; the ${files.length} files of @fontsource/inter 5.3.0: ${seen}`);
assert.strictEqual(all, SIGNS, 'the whole font lacks signs');
assert.strictEqual(seen, '↑↓', 'other signs are there now');
const sheet = readFileSync('node_modules/@fontsource/inter/400.css', 'utf8');
assert(sheet.includes('U+2191') && !/U\+2192|U\+2190/.test(sheet), 'the ranges are cut elsewhere now');
JS
node signs.mjs
