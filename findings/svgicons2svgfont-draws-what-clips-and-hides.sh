#!/usr/bin/env bash
# svgicons2svgfont 15.0.1 draws the shapes that only clip, mask or define, and those that a style hides.
#
# Guess: a glyph has the shapes that the icon shows: a clip's or a mask's shape is no shape of the icon; `fill="none"`
# and `style="fill: none"` say the same; a nested <svg> moves what stands in it to its place.
# Seen: `display="none"` and `fill="none"` keep a shape out of the glyph, the same in a style do not. A <clipPath>'s, a
# <mask>'s and a <defs>' shapes are drawn as solid ones, so that an icon with a mask over the whole becomes a square.
# What stands in an <svg x="50"> stays at 0, and is five times too large where that <svg> has no size. Nothing is said.
# So: let picosvg or another tool make plain shapes of the icons first, and look at the font.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgicons2svgfont@15.0.1
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { Readable } from 'node:stream';
import { SVGIcons2SVGFontStream } from 'svgicons2svgfont';

// The outline of the glyph of an icon of 100 by 100 units, y upwards.
async function glyph(icon) {
  const font = new SVGIcons2SVGFontStream({ fontName: 'icons', fontHeight: 100, normalize: true, log() {} });
  const source = Readable.from([`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${icon}</svg>`]);
  source.metadata = { unicode: ['\uE001'], name: 'icon' };
  font.write(source);
  font.end();
  let written = '';
  for await (const part of font) written += part;
  return /<glyph [^>]*d="([^"]*)"/.exec(written)[1];
}

const DOT = 'M0 100H1V99z';
const SQUARE = 'M10 90H30V70H10z';
const dot = '<path d="M0 0h1v1z"/>';
const square = (attributes = '') => `<path d="M10 10h20v20h-20z" ${attributes}/>`;
for (const [name, icon, seen] of [
  ['shape', square() + dot, SQUARE + DOT],
  ['display attribute', square('display="none"') + dot, DOT],
  ['fill attribute', square('fill="none"') + dot, DOT],
  ['display in a style', square('style="display: none"') + dot, SQUARE + DOT],
  ['fill in a style', square('style="fill: none"') + dot, SQUARE + DOT],
  ['clip', `<clipPath id="c">${square()}</clipPath>${dot}`, SQUARE + DOT],
  ['mask', `<mask id="m">${square()}</mask>${dot}`, SQUARE + DOT],
  ['definition', `<defs>${square()}</defs>${dot}`, SQUARE + DOT],
  ['group', `<g transform="translate(50 0)">${square()}</g>`, 'M60 90H80V70H60z'],
  ['picture in a picture', `<svg x="50" width="100" height="100">${square()}</svg>`, SQUARE],
  ['one without a size', `<svg x="50">${square()}</svg>`, 'M50 50H150V-50H50z'],
]) {
  const found = await glyph(icon);
  console.log(`svgicons2svgfont 15.0.1, ${name}: ${found}`);
  assert.strictEqual(found, seen, `${name}: drawn otherwise now`);
}
JS
node check.mjs
