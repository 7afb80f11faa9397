#!/usr/bin/env bash
# svg-path-reverse 1.7.0 shifts all but the first point of a path that starts with a small m, as Inkscape writes them.
#
# Guess: a path that is turned round goes through the same points from its end to its start.
# Seen: in `m 5,5 10,0 0,10 z` the pairs after the first are lines relative to it. The start is added to them twice, so
# that they end up as far again from the origin; only the first point stays. With the letter l between them, or after a
# large M, all is right. A line that goes on after z is taken to go on from the last corner, which loses the closing
# line. Nothing is reported.
# So: turn the path into absolute commands first (svgpath 2.6.0's `abs` does), and cut it after each z.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svg-path-reverse@1.7.0 svgpath@2.6.0
cat > check.cjs <<'JS'
const assert = require('node:assert');
const svgpath = require('svgpath');
const { reverse } = require('svg-path-reverse');

for (const [path, seen] of [
  ['m5 5l10 0 0 10z', 'M 15 15 L 15 5 L 5 5 Z'],
  ['M5 5 15 5 15 15', 'M 15 15 L 15 5 L 5 5 L 5 5'],
  ['m5 5 10 0 0 10z', 'M 20 20 L 20 10 L 10 10 L 5 5 Z'],
  [svgpath('m5 5 10 0 0 10z').abs().toString(), 'M 15 15 L 15 5 L 5 5 Z'],
  ['M0 0h9v9zl-9 9', 'M -9 9 L 9 9 L 9 0 L 0 0'],
]) {
  console.log(`svg-path-reverse: ${path} becomes ${reverse(path)}`);
  assert.strictEqual(reverse(path), seen, 'the path is turned round otherwise now');
}
JS
node check.cjs
