#!/usr/bin/env bash
# svgdom 0.1.25 measures an ellipse as a circle and a tooltip as words, and takes a compact arc for nothing.
#
# Guess: SVG.js on svgdom gives a shape's box as in a browser, but for the letters' exact widths: what is drawn counts,
# and what is not drawn does not.
# Seen: an ellipse of 10 by 4 is 10 by 10; an arc whose flags stand without spaces, as minifiers write them, is 0 by 0;
# a <use x="50"> stands at 0. A <title> in a line makes the line as long as both, a shape that is not displayed and one
# that only clips widen their group. Groups, transforms, curves and anchors are measured right.
# So: measure without titles, clips and hidden shapes, and write ellipses and arcs as curves.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgdom@0.1.25 @svgdotjs/svg.js@3.2.8
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { SVG, registerWindow } from '@svgdotjs/svg.js';
import { createSVGWindow } from 'svgdom';

const window = createSVGWindow();
registerWindow(window, window.document);

// The box of the first element with the id "x".
function box(source) {
  const picture = SVG(window.document.documentElement);
  picture.clear();
  picture.svg(source);
  const { x, y, w, h } = picture.findOne('#x').bbox();
  return [x, y, w, h].map((length) => Number(length.toFixed(2))).join(' ');
}

const rect = '<rect width="10" height="10"/>';
for (const [name, source, seen] of [
  ['moved shape', `<g id="x"><g transform="translate(50 0)">${rect}</g></g>`, '50 0 10 10'],
  ['circle', '<circle id="x" cx="5" cy="5" r="5"/>', '0 0 10 10'],
  ['ellipse', '<ellipse id="x" cx="5" cy="5" rx="5" ry="2"/>', '0 0 10 10'],
  ['arc', '<path id="x" d="M0 0a5 5 0 0 1 5 5"/>', '0 0 5 5'],
  ['compact arc', '<path id="x" d="M0 0a5 5 0 015 5"/>', '0 0 0 0'],
  ['used shape', `<defs><g id="a">${rect}</g></defs><g id="x"><use href="#a" x="50"/></g>`, '0 0 10 10'],
  ['hidden shape', `<g id="x">${rect}<rect x="90" width="10" height="10" display="none"/></g>`, '0 0 100 10'],
  ['clip', `<g id="x"><clipPath><rect width="100" height="10"/></clipPath>${rect}</g>`, '0 0 100 10'],
]) {
  const found = box(source);
  console.log(`svgdom 0.1.25, ${name}: ${found}`);
  assert.strictEqual(found, seen, `${name}: measured otherwise now`);
}
const width = (title) => Number(box(`<text id="x" font-size="10">${title}Chair</text>`).split(' ')[2]);
const widths = [width(''), width('<title>Elected each year</title>')];
console.log(`svgdom 0.1.25, a line without and with a tooltip: ${widths.join(' and ')} wide`);
assert.ok(widths[1] > 2 * widths[0], 'tooltips are measured otherwise now');
JS
node check.mjs
