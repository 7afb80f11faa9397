#!/usr/bin/env bash
# Graphviz 16.1.0 (as @viz-js/viz 3.31.0 packs it) puts an SVG's margin on two sides only, and enlarges the drawing.
#
# Guess: `margin=1` leaves an inch of empty space on each side, as `pad=1` does, and the drawing keeps its size.
# Seen: width and height grow by two inches, but the viewBox begins where the drawing does and grows by one. So left and
# top have no margin at all, and a drawing 62 points wide is shown more than one and a half times as large.
# So: use pad.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @viz-js/viz@3.31.0
cat > check.js <<'JS'
const assert = require('assert');

import('@viz-js/viz').then(async ({ instance }) => {
  const viz = await instance();
  // The scale at which the SVG is shown, and the room beside its one ellipse, in units of the drawing.
  const room = (attribute) => {
    const svg = viz.renderString(`digraph { graph [${attribute}] a }`, { format: 'svg' });
    const [, shown] = svg.match(/<svg width="([\d.]+)pt"/);
    const [left, top, width, height] = svg.match(/viewBox="([^"]+)"/)[1].split(' ').map(Number);
    const [, x, y] = svg.match(/translate\(([-\d.]+) ([-\d.]+)\)/).map(Number);
    const [, cx, cy, rx, ry] = svg.match(/cx="([-\d.]+)" cy="([-\d.]+)" rx="([-\d.]+)" ry="([-\d.]+)"/).map(Number);
    const sides = [x + cx - rx - left, y + cy - ry - top, left + width - x - cx - rx, top + height - y - cy - ry];
    return { scale: Math.round((shown / width) * 100) / 100, sides: sides.map(Math.round) };
  };
  for (const [attribute, seen] of [
    ['pad="0"', { scale: 1, sides: [0, 0, 0, 0] }],
    ['pad="1"', { scale: 1, sides: [72, 72, 72, 72] }],
    ['pad="0" margin="1"', { scale: 1.57, sides: [0, 0, 72, 72] }],
  ]) {
    const got = room(attribute);
    console.log(`Graphviz ${viz.graphvizVersion}, ${attribute}: ${JSON.stringify(got)} (left, top, right, bottom)`);
    assert.deepStrictEqual(got, seen, 'the room around the drawing is made otherwise now');
  }
});
JS
node check.js
