#!/usr/bin/env bash
# text-to-svg 3.1.5 kerns words in some fonts and not at all in others that have kerning, Inter and DejaVu Sans.
#
# Guess: `kerning`, which is on unless it is turned off, sets words as a browser sets them in the same font.
# Seen: Public Sans and DejaVu Serif are kerned as fontkit 2.0.4 kerns them. In Inter and DejaVu Sans, whose tables are
# built in another way, "AVATAR To" has the width of its letters one by one, with the option and without: at size 20 it
# is 8 units wider than in fontkit. Nothing is reported.
# So: measure and draw with fontkit, or compare `getMetrics` with and without `kerning` once for each font.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit text-to-svg@3.1.5 fontkit@2.0.4 dejavu-fonts-ttf@2.37.3 \
  @fontsource/inter@5.3.0 @fontsource/public-sans@5.3.0
cat > kern.cjs <<'JS'
const assert = require('assert');
const fontkit = require('fontkit');
const TextToSVG = require('text-to-svg');

const WORDS = 'AVATAR To';
for (const [name, path, kerned] of [
  ['DejaVu Serif', 'dejavu-fonts-ttf/ttf/DejaVuSerif.ttf', true],
  ['Public Sans', '@fontsource/public-sans/files/public-sans-latin-400-normal.woff', true],
  ['DejaVu Sans', 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf', false],
  ['Inter', '@fontsource/inter/files/inter-latin-400-normal.woff', false],
]) {
  const file = `node_modules/${path}`;
  const font = fontkit.openSync(file);
  const text = TextToSVG.loadSync(file);
  const expected = [true, false].map((kern) => (font.layout(WORDS, { kern }).advanceWidth / font.unitsPerEm) * 20);
  const seen = [true, false].map((kerning) => text.getMetrics(WORDS, { fontSize: 20, kerning }).width);
  const show = (widths) => widths.map((width) => width.toFixed(2)).join(' and ');
  console.log(`${name}: with and without kerning ${show(expected)} in fontkit, ${show(seen)} in text-to-svg 3.1.5`);
  assert(expected[1] - expected[0] > 5, 'the font has no kerning');
  assert(Math.abs(seen[1] - expected[1]) < 0.01, 'letters have other widths');
  assert(Math.abs(seen[0] - expected[kerned ? 0 : 1]) < 0.01, 'text-to-svg kerns this font otherwise now');
}
JS
node kern.cjs
