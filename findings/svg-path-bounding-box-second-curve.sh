#!/usr/bin/env bash
# svg-path-bounding-box 1.0.4 gives a wrong box for two quadratic curves in a row.
#
# Guess: the box is that of the curves themselves, not of their handles: it is right for one quadratic curve and for
# cubic ones in a row.
# Seen: a wave of two quadratic curves between -10 and 10 is said to lie between about -2 and 12, the second curve
# written with Q or with T; with a third curve the box reaches 27. As cubic curves the same wave is right.
# So: turn quadratic curves into cubic ones first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svg-path-bounding-box@1.0.4
cat > check.js <<'JS'
const assert = require('assert');
const boundingBox = require('svg-path-bounding-box');

for (const [path, top, bottom] of [
  ['M0 0Q10 20 20 0', 0, 10],
  ['M0 0C6.667 13.333 13.333 13.333 20 0C26.667 -13.333 33.333 -13.333 40 0', -10, 10],
  ['M0 0Q10 20 20 0Q30 -20 40 0', -2.47, 12.26],
  ['M0 0Q10 20 20 0T40 0', -2.47, 12.26],
  ['M0 0Q10 20 20 0T40 0T60 0', -2.47, 26.95],
]) {
  const { minY, maxY } = boundingBox(path);
  console.log(`svg-path-bounding-box 1.0.4: ${path} lies between ${minY} and ${maxY}`);
  assert.ok(Math.abs(minY - top) < 0.01 && Math.abs(maxY - bottom) < 0.01, 'the box is another one now');
}
JS
node check.js
