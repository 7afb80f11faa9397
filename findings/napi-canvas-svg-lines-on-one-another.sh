#!/usr/bin/env bash
# @napi-rs/canvas 1.1.1 draws an SVG picture's lines on one another, its arrows without heads, and no linked words.
#
# Guess: `loadImage` of an SVG draws what a browser draws, or fails; lines set by `dy="1.2em"` stand below one another.
# Seen: `dy` in em moves nothing: two lines take up the height of one (as `dy="15"` they take up 22 pixels, not 7). A
# path with `marker-end` ends without its head, and a word within a link inside a line is left out, while the same head
# as a shape and the same word in a <tspan> are drawn. Nothing is reported.
# So: set each line's `y` in numbers, draw heads as paths, and put links around whole <text> elements.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @napi-rs/canvas@1.1.1 dejavu-fonts-ttf@2.37.3
cat > check.js <<'JS'
const assert = require('assert');
const { createCanvas, GlobalFonts, loadImage } = require('@napi-rs/canvas');

GlobalFonts.registerFromPath('node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'Test');

// The width and the height of the picture's ink, and the number of inked pixels.
async function ink(inner) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" font-family="Test">${inner}</svg>`;
  const canvas = createCanvas(200, 100);
  const context = canvas.getContext('2d');
  context.drawImage(await loadImage(Buffer.from(svg)), 0, 0);
  const { data } = context.getImageData(0, 0, 200, 100);
  const places = [...Array(20000).keys()].filter((at) => data[4 * at + 3] > 100);
  const [xs, ys] = [places.map((at) => at % 200), places.map((at) => Math.floor(at / 200))];
  const found = [Math.max(...xs) - Math.min(...xs) + 1, Math.max(...ys) - Math.min(...ys) + 1, places.length];
  console.log(JSON.stringify(found), inner);
  return found;
}

(async () => {
  const first = '<text font-size="12" y="30"><tspan x="20">one</tspan>';
  const lines = (dy) => `${first}<tspan x="20" dy="${dy}">sea</tspan></text>`;
  const single = await ink('<text font-size="12" x="20" y="30">one</text>');
  assert((await ink(lines('15')))[1] >= single[1] + 14, 'lines moved by numbers stand otherwise');
  assert((await ink(lines('1.2em')))[1] <= single[1] + 1, 'a move in em is made now');

  const text = (words) => ink(`<text font-size="12" x="20" y="30">${words}</text>`);
  const see = await text('See');
  const spanned = await text('See <tspan>rule</tspan>');
  const linked = await text('See <a href="#rule">rule</a>');
  assert(spanned[0] > see[0] + 20, 'a word in a <tspan> is drawn otherwise');
  assert.strictEqual(linked[2], see[2], 'a linked word is drawn now');

  const head = '<path d="M0 0L10 5L0 10z"/>';
  const size = 'markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" refY="5"';
  const marker = `<defs><marker id="m" ${size}>${head}</marker></defs>`;
  const line = '<path d="M20 50H150" stroke="#000" stroke-width="2" marker-end="url(#m)"/>';
  const shape = `<g transform="translate(150 45)">${head}</g>`;
  assert((await ink(shape + line))[1] >= 9, 'a head as a shape is drawn otherwise');
  assert.deepStrictEqual((await ink(marker + line)).slice(0, 2), [130, 2], 'a marker is drawn now');
})();
JS
node check.js
