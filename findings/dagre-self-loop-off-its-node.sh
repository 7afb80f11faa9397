#!/usr/bin/env bash
# @dagrejs/dagre 3.1.3 draws a flow from a box to itself beside the box, without touching it.
#
# Guess: the points of such an edge start and end on the box's side, as they do in dagre 0.8.5 and as other edges do.
# Seen: the box reaches from 0 to 30, the points lie between 55 and 85, come and go, and end where no box is: the
# nearest is 25 away. In 0.8.5 the first and the last stand at 30.
# So: draw loops oneself from the node's place and the room left beside it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @dagrejs/dagre@3.1.3 dagre@0.8.5
cat > check.js <<'JS'
const assert = require('assert');

// The right side of the box, and the places along x of the points of its loop.
function loop(dagre) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({});
  graph.setDefaultEdgeLabel(() => ({}));
  graph.setNode('a', { width: 30, height: 20 });
  graph.setEdge('a', 'a');
  dagre.layout(graph);
  const { x, width } = graph.node('a');
  return { side: x + width / 2, points: graph.edge('a', 'a').points.map((point) => point.x) };
}

const old = loop(require('dagre'));
const now = loop(require('@dagrejs/dagre'));
console.log('dagre 0.8.5:', JSON.stringify(old));
console.log('@dagrejs/dagre 3.1.3:', JSON.stringify(now));
assert.strictEqual(old.points[0], old.side, 'the older loop no longer starts at its box');
assert.strictEqual(old.points.at(-1), old.side, 'the older loop no longer ends at its box');
assert.strictEqual(Math.min(...now.points) - now.side, 25, 'the loop stands otherwise beside its box now');
JS
node check.js
