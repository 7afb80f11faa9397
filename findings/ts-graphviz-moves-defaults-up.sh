#!/usr/bin/env bash
# ts-graphviz 3.0.7 writes a graph's defaults before everything else, and so gives them to nodes that stood above them.
#
# Guess: a DOT file that is read and written draws the same picture; `node [...]` counts from where it stands.
# Seen: the defaults come out first, whatever stood above them: boxes that were declared as plain are red. Also, an id
# with a colon is one node when it is declared and a node with a port when an edge is drawn to it.
# So: put defaults first or into subgraphs in files that are to be edited so; use no colons in ids.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit ts-graphviz@3.0.7 @viz-js/viz@3.14.0
cat > dot.mjs <<'JS'
import assert from 'node:assert';
import { Digraph, fromDot, toDot } from 'ts-graphviz';
import { instance } from '@viz-js/viz';

const viz = await instance();
const objects = (dot) => viz.renderJSON(dot).objects;
const colours = (dot) => Object.fromEntries(objects(dot).map((node) => [node.name, node.color ?? 'plain']));
const above = 'digraph { node [color=red]; board; panel }';
const between = 'digraph { board; node [color=red]; panel }';
for (const [dot, given, written] of [
  [above, { board: 'red', panel: 'red' }, { board: 'red', panel: 'red' }],
  [between, { board: 'plain', panel: 'red' }, { board: 'red', panel: 'red' }],
]) {
  const got = colours(toDot(fromDot(dot)));
  console.log(`ts-graphviz 3.0.7: ${dot} is ${JSON.stringify(colours(dot))}, written again ${JSON.stringify(got)}`);
  assert.deepStrictEqual(colours(dot), given, 'Graphviz reads the file otherwise');
  assert.deepStrictEqual(got, written, 'defaults are written elsewhere now');
}
for (const [id, seen] of [['the board', ['the board', 'panel']], ['level:board', ['level:board', 'panel', 'level']]]) {
  const graph = new Digraph();
  graph.node(id);
  graph.edge(['panel', id]);
  const found = objects(toDot(graph)).map((node) => node.name);
  console.log(`a node "${id}" and an edge to it make the nodes`, JSON.stringify(found));
  assert.deepStrictEqual(found.sort(), seen.sort(), 'ids with colons are written otherwise now');
}
JS
node dot.mjs
