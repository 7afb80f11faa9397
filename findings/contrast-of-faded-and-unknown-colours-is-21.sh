#!/usr/bin/env bash
# Seven libraries give words that can hardly be seen the best contrast there is, and tinycolor2 any colour it cannot
# read.
#
# Guess: black with an opacity of a fifth on white is blended first, as it is seen, and has a contrast of 1.6; or a
# colour with an opacity is refused. A colour that a library does not know is refused too.
# Seen: culori 4.0.2, chroma-js 3.2.0, tinycolor2 1.6.0, polished 4.3.1, colorjs.io 0.7.1, wcag-contrast 3.0.0 and color
# 5.0.3 all leave the opacity out: 21, which passes every rule. So does "transparent" with the five that know the word.
# tinycolor2 takes what it cannot read, such as `hsl(210deg 50% 40%)` or `oklch(60% 0.1 240)`, for black, so that a
# light colour passes on white with 21 as well. Nothing is reported.
# So: blend with what is behind before measuring, and ask tinycolor2 `isValid()`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit culori@4.0.2 chroma-js@3.2.0 tinycolor2@1.6.0 polished@4.3.1 \
  colorjs.io@0.7.1 wcag-contrast@3.0.0 color@5.0.3
cat > contrast.mjs <<'JS'
import assert from 'node:assert';
import chroma from 'chroma-js';
import color from 'color';
import Color from 'colorjs.io';
import { wcagContrast } from 'culori';
import { getContrast } from 'polished';
import tinycolor from 'tinycolor2';
import wcag from 'wcag-contrast';

const libraries = {
  culori: wcagContrast,
  'chroma-js': chroma.contrast,
  tinycolor2: tinycolor.readability,
  polished: getContrast,
  'colorjs.io': (front, back) => new Color(front).contrast(back, 'WCAG21'),
  'wcag-contrast': wcag.hex,
  color: (front, back) => color(front).contrast(color(back)),
};
for (const [name, contrast] of Object.entries(libraries)) {
  // What is seen: a fifth of black and four fifths of white are #cccccc.
  const [plain, seen, faded] = ['#000000', '#cccccc', '#00000033'].map((front) => contrast(front, '#ffffff'));
  console.log(`${name}: black ${plain}, faded to a fifth ${faded}, as it is seen ${seen.toFixed(2)}`);
  assert.strictEqual(plain, 21);
  assert(Math.abs(seen - 1.6) < 0.02);
  assert.strictEqual(faded, 21, `${name} takes the opacity into account now`);
  if (name === 'colorjs.io' || name === 'wcag-contrast') continue;
  assert.strictEqual(contrast('transparent', '#ffffff'), 21, `${name} refuses what cannot be seen now`);
}

for (const [light, known] of [['hsl(60, 100%, 90%)', 1.03], ['hsl(60deg 100% 90%)', 21], ['oklch(98% 0.05 110)', 21]]) {
  const read = tinycolor.readability(light, '#fff');
  console.log(`tinycolor2 1.6.0: ${light} on white ${read.toFixed(2)}, valid: ${tinycolor(light).isValid()}`);
  assert(Math.abs(read - known) < 0.01, 'tinycolor2 reads this colour otherwise now');
  assert(wcagContrast(light, '#fff') < 1.1, 'the colour is no light one');
}
JS
node contrast.mjs
