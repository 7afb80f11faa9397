#!/usr/bin/env bash
# point-at-length 1.1.0 takes every arc of an SVG path to have no length: a circle is 0 long.
#
# Guess: length and points are those that a browser's getTotalLength and getPointAtLength give, as the package says,
# for arcs too.
# Seen: an arc adds nothing. A circle of two arcs has the length 0 and all its points at the start; on a route with
# rounded corners the point half way is a good way off, and only the ends are right. Curves (C, Q) are measured. Nothing
# is reported.
# So: turn arcs into curves first (`normalize-svg-path`), or measure with svg-path-properties.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit point-at-length@1.1.0 svg-path-properties@1.3.0
cat > check.cjs <<'JS'
const assert = require('node:assert');
const points = require('point-at-length');
const { svgPathProperties } = require('svg-path-properties');

for (const [name, path, seen, right] of [
  ['a route with sharp corners', 'M0 0H30V50', [80, '30,10'], [80, '30,10']],
  ['a curve', 'M0 0C0 10 10 20 20 20', [31, '6,14'], [31, '6,14']],
  ['a route with a round corner', 'M0 0H10A20 20 0 0 1 30 20V50', [64, '18,20'], [71, '29,14']],
  ['a circle', 'M0 0A5 5 0 0 1 10 0A5 5 0 0 1 0 0', [0, '0,0'], [31, '10,0']],
]) {
  const [a, b] = [points(path), new svgPathProperties(path)];
  const half = b.getPointAtLength(b.getTotalLength() / 2);
  const near = (list) => list.map((n) => Math.round(n) + 0).join();
  const found = [Math.round(a.length()), near(a.at(a.length() / 2))];
  const other = [Math.round(b.getTotalLength()), near([half.x, half.y])];
  console.log(`${name}: point-at-length ${found.join(' at ')}, svg-path-properties ${other.join(' at ')}`);
  assert.deepStrictEqual([found, other], [seen, right], `${name} is measured otherwise now`);
}
JS
node check.cjs
