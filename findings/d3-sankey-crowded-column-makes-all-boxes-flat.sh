#!/usr/bin/env bash
# d3-sankey 0.12.3 makes all boxes and flows of a drawing 0 high once one column has too many boxes for its padding.
#
# Guess: where the padding does not fit, it is made smaller until boxes and flows have a share of the height.
# Seen: it is made no smaller than what lets the padding alone fill the height. With the padding of 8 and a height of
# 100, a column of 13 boxes leaves 4 for all of them; with one of 14, every box and every flow of the whole drawing is 0
# high, in the other columns too. Places are still given, so that labels stand beside nothing. No error, no NaN.
# So: set `nodePadding` by the fullest column, such as half the height shared among its boxes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit d3-sankey@0.12.3
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { sankey } from 'd3-sankey';

// How high the one source is, how high the first target is and how wide its flow.
function layOut(count, padding) {
  const targets = Array.from({ length: count }, (_, index) => `target ${index}`);
  const nodes = ['source', ...targets].map((id) => ({ id }));
  const links = targets.map((target) => ({ source: 'source', target, value: 1 }));
  const layout = sankey().nodeId(({ id }) => id).extent([[0, 0], [200, 100]]);
  const drawing = (padding ? layout.nodePadding(padding) : layout)({ nodes, links });
  const [source, target] = drawing.nodes.map(({ y0, y1 }) => y1 - y0);
  const sizes = [source, target, drawing.links[0].width];
  return sizes.map((size) => Math.abs(Number(size.toFixed(2))));
}

for (const [count, padding, seen] of [
  [3, undefined, [84, 28, 28]],
  [13, undefined, [4, 0.31, 0.31]],
  [14, undefined, [0, 0, 0]],
  [40, undefined, [0, 0, 0]],
  [40, 100 / 2 / 40, [51.25, 1.28, 1.28]],
]) {
  const found = layOut(count, padding);
  console.log(`${count} targets, padding ${padding ?? 8}: source, target and flow are ${found.join(', ')} high`);
  assert.deepStrictEqual(found, seen, 'the padding is fitted in otherwise now');
}
JS
node check.mjs
