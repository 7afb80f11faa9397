#!/usr/bin/env bash
# Without a page, cytoscape 3.35.0's breadthfirst layout puts boxes 10^49 apart if any layout was run before it.
#
# Guess: a layout depends on the boxes, the lines and its options, and gives the same when it is run again.
# Seen: every layout ends by fitting the drawing into the window, even `preset`, which only takes places over. With
# `headless` the window is one unit wide, so that the zoom falls to 1e-50, and breadthfirst then lays out within what
# the window shows at that zoom: as a first layout it puts the boxes 87 from the middle, as a second one 3e49. grid,
# circle, concentric and cose do not care. random puts all boxes within one unit, also as the first. No error.
# So: pass `fit: false` and a `boundingBox` to every layout that is run without a page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit cytoscape@3.35.0
cat > check.cjs <<'JS'
const assert = require('node:assert');
const cytoscape = require('cytoscape');

// How far from one another the outermost boxes are after the layouts have been run one after the other.
function spread(...layouts) {
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [{ selector: 'node', style: { width: 100, height: 40 } }],
    elements: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { source: 'a', target: 'b' }, { source: 'a', target: 'c' }].map(
      (data) => ({ data }),
    ),
  });
  for (const [name, options] of layouts) cy.layout({ name, animate: false, ...options }).run();
  const places = cy.nodes().map((node) => node.position('x'));
  cy.destroy();
  return Math.max(...places) - Math.min(...places);
}

const boundingBox = { x1: 0, y1: 0, w: 400, h: 300 };
for (const [name, seen, ...layouts] of [
  ['breadthfirst', (n) => n > 100 && n < 1000, ['breadthfirst']],
  ['breadthfirst twice', (n) => n > 1e49, ['breadthfirst'], ['breadthfirst']],
  ['preset, breadthfirst', (n) => n > 1e49, ['preset'], ['breadthfirst']],
  ['preset without fit, breadthfirst', (n) => n > 100 && n < 1000, ['preset', { fit: false }], ['breadthfirst']],
  ['preset, breadthfirst in a box', (n) => n > 100 && n < 1000, ['preset'], ['breadthfirst', { boundingBox }]],
  ['grid, circle', (n) => n > 100 && n < 1000, ['grid'], ['circle']],
  ['random', (n) => n <= 1, ['random']],
]) {
  const found = spread(...layouts);
  console.log(`cytoscape, ${name}: the boxes are up to ${Number(found.toPrecision(3))} apart`);
  assert.ok(seen(found), `${name}: boxes stand otherwise now`);
}
process.exit();
JS
node check.cjs
