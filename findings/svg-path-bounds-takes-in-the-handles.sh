#!/usr/bin/env bash
# svg-path-bounds 1.0.2 gives the box of a curve's handles, not of the curve, and refuses arcs as minifiers write them.
#
# Guess: the box is that of what is drawn, as it is for arcs: `M0 0Q5 20 10 0`, which rises to 10, is 10 high.
# Seen: it is 13.3 high, as the handles of the same curve written with C are; a C with handles at 20 is 20 high instead
# of 15. An arc whose flags stand without spaces raises "malformed path data", and one with a radius of 0, which is a
# line, ends where it starts. svg-path-commander 2.3.3 has the right box for all of these.
# So: measure with svg-path-commander.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svg-path-bounds@1.0.2 svg-path-commander@2.3.3
cat > boxes.mjs <<'JS'
import assert from 'node:assert';
import bounds from 'svg-path-bounds';
import Commander from 'svg-path-commander';

function given(path) {
  try {
    return bounds(path).map((one) => Math.round(one * 10) / 10);
  } catch (error) {
    return error.message;
  }
}

for (const [path, box, seen] of [
  ['M10 10H20V20', [10, 10, 20, 20], [10, 10, 20, 20]],
  ['M0 0A5 5 0 0 1 10 0', [0, -5, 10, 0], [0, -5, 10, 0]],
  ['M0 0Q5 20 10 0', [0, 0, 10, 10], [0, 0, 10, 13.3]],
  ['M0 0C0 20 10 20 10 0', [0, 0, 10, 15], [0, 0, 10, 20]],
  ['M0 0Q5 20 10 0T20 0', [0, -10, 20, 10], [0, -13.3, 20, 13.3]],
  ['M0 0a5 5 0 0110 0', [0, -5, 10, 0], 'malformed path data'],
  ['M0 0A0 0 0 0 1 10 10', [0, 0, 10, 10], [0, 0, 0, 0]],
]) {
  const { x, y, x2, y2 } = Commander.getPathBBox(path);
  const drawn = [x, y, x2, y2].map((one) => Math.round(one * 10) / 10 + 0);
  console.log(`${path}: ${drawn} in svg-path-commander, ${given(path)} in svg-path-bounds 1.0.2`);
  assert.deepStrictEqual(drawn, box, 'svg-path-commander gives another box');
  assert.deepStrictEqual(given(path), seen, 'svg-path-bounds gives another box now');
}
JS
node boxes.mjs
