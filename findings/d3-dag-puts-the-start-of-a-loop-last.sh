#!/usr/bin/env bash
# d3-dag 1.2.2 puts the first step of a process at the end when the process has a way back to it.
#
# Guess: a cycle is broken at the flow that leads back, the one found last when one goes along the flows as they are
# given, as dagre and Graphviz do: apply, review, decide, done stand in that order, and the flow from decide to apply
# goes up.
# Seen: without the way back they do. With it, review stands first, decide second, and apply last beside done, so that
# the first flow is the one that goes up. A step before apply ends up beside decide. Nothing is reported.
# So: take flows back out before the layout, or turn them round for it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit d3-dag@1.2.2 @dagrejs/dagre@3.1.3 @viz-js/viz@3.31.0
cat > loops.mjs <<'JS'
import assert from 'node:assert';
import dagre from '@dagrejs/dagre';
import { instance } from '@viz-js/viz';
import { graphConnect, sugiyama } from 'd3-dag';

const viz = await instance();

// Names from top to bottom; those of one height in alphabetical order, joined by +.
function rows(places) {
  const byHeight = new Map();
  for (const [name, y] of places) byHeight.set(y, [...(byHeight.get(y) ?? []), name]);
  return [...byHeight.keys()].sort((a, b) => a - b).map((y) => byHeight.get(y).sort().join('+')).join(' ');
}

function d3dag(flows) {
  const graph = graphConnect()(flows);
  sugiyama().nodeSize([20, 10])(graph);
  return rows([...graph.nodes()].map((node) => [node.data, node.y]));
}

function dagres(flows) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({});
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of flows.flat()) graph.setNode(name, { width: 20, height: 10 });
  for (const [from, to] of flows) graph.setEdge(from, to);
  dagre.layout(graph);
  return rows(graph.nodes().map((name) => [name, graph.node(name).y]));
}

function graphviz(flows) {
  const dot = `digraph { ${flows.map(([from, to]) => `${from} -> ${to}`).join('; ')} }`;
  return rows(viz.renderJSON(dot).objects.map((node) => [node.name, -Number(node.pos.split(',')[1])]));
}

const process = [['apply', 'review'], ['review', 'decide'], ['decide', 'done']];
const back = [...process, ['decide', 'apply']];
for (const [flows, expected, seen] of [
  [process, 'apply review decide done', 'apply review decide done'],
  [back, 'apply review decide done', 'review decide apply+done'],
  [[['start', 'apply'], ...back], 'start apply review decide done', 'review decide+start apply+done'],
]) {
  console.log(`dagre 3.1.3: ${dagres(flows)}; Graphviz: ${graphviz(flows)}; d3-dag 1.2.2: ${d3dag(flows)}`);
  assert.strictEqual(dagres(flows), expected, 'dagre breaks the cycle elsewhere');
  assert.strictEqual(graphviz(flows), expected, 'Graphviz breaks the cycle elsewhere');
  assert.strictEqual(d3dag(flows), seen, 'd3-dag breaks the cycle elsewhere now');
}
JS
node loops.mjs
