#!/usr/bin/env bash
# paper-jsdom 0.12.18 takes every colour name in an SVG for black, `white` too, and drops linked and used shapes.
#
# Guess: Paper.js without a page (it is made for that) imports what Paper.js imports in one, colours at the least.
# Seen: "#fff" and "rgb(255, 255, 255)" are white, "white" is black, whether in an attribute, a style or on a group. A
# shape that says no colour, which SVG fills black, has none. A box with rx="3" alone, as drawing programs write it, has
# sharp corners; lines set by <tspan> are one line, "BoardAudit"; what stands in a link or is drawn by <use> is left
# out.
# So: let svgo or another tool write colours as numbers and shapes out before they are imported.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts paper-jsdom@0.12.18
cat > check.cjs <<'JS'
const assert = require('node:assert');
const paper = require('paper-jsdom');

paper.setup([100, 100]);

// The first shape or line of an imported picture.
function first(source) {
  const picture = paper.project.importSVG(`<svg xmlns="http://www.w3.org/2000/svg">${source}</svg>`);
  return picture.getItem({ match: (item) => /^(Shape|PointText)$/.test(item.className) });
}

const fill = (item) => item.fillColor?.toCSS() ?? 'none';
const box = (attributes) => `<rect width="10" height="10" ${attributes}/>`;
for (const [name, source, measure, seen] of [
  ['number', box('fill="#fff"'), fill, 'rgb(255,255,255)'],
  ['function', box('fill="rgb(255, 255, 255)"'), fill, 'rgb(255,255,255)'],
  ['name', box('fill="white"'), fill, 'rgb(0,0,0)'],
  ['name in a style', box('style="fill: white"'), fill, 'rgb(0,0,0)'],
  ['name on a group', `<g fill="white">${box('')}</g>`, fill, 'rgb(0,0,0)'],
  ['no colour', box(''), fill, 'none'],
  ['rx and ry', box('rx="3" ry="3"'), (item) => `${item.radius.width} ${item.radius.height}`, '3 3'],
  ['rx', box('rx="3"'), (item) => `${item.radius.width} ${item.radius.height}`, '3 0'],
  ['lines', '<text><tspan>Board</tspan><tspan x="0" dy="9">Audit</tspan></text>', (item) => item.content, 'BoardAudit'],
  ['link', `<a href="#x">${box('')}</a>`, (item) => item, null],
  ['use', `<defs>${box('id="x"')}</defs><use href="#x"/>`, (item) => item, null],
]) {
  const found = measure(first(source));
  console.log(`paper-jsdom 0.12.18, ${name}: ${found}`);
  assert.strictEqual(found ?? null, seen, `${name}: imported otherwise now`);
}
JS
node check.cjs
