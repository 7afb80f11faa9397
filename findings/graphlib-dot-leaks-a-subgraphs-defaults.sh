#!/usr/bin/env bash
# graphlib-dot 0.6.4 lets the defaults of a subgraph out; its successor, @dagrejs/graphlib-dot 1.0.2, does not.
#
# Guess: `edge [color=red]` within a subgraph colours the edges in it and no others, as Graphviz has it, in the library
# and in its successor; a subgraph without a name gets one that is made up.
# Seen: in the older all edges after the subgraph are red too. In the newer they are not, but a subgraph without a name
# is called "[object Undefined]1", and is written so.
# So: take the newer, and give every subgraph a name.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit graphlib-dot@0.6.4 @dagrejs/graphlib-dot@1.0.2
cat > dot.js <<'JS'
const assert = require('assert');
const source = (name) => `digraph { a -> b; subgraph ${name} { edge [color=red]; c -> d } e -> f }`;
for (const [module, name, red, groups] of [
  ['graphlib-dot', 'inner', 'c d, e f', ['inner']],
  ['graphlib-dot', '', 'c d, e f', ['sg1']],
  ['@dagrejs/graphlib-dot', 'inner', 'c d', ['inner']],
  ['@dagrejs/graphlib-dot', '', 'c d', ['[object Undefined]1']],
]) {
  const graph = require(module).read(source(name));
  const found = graph.edges().filter((edge) => graph.edge(edge).color === 'red').map(({ v, w }) => `${v} ${w}`).join(', ');
  const parents = graph.nodes().filter((node) => graph.children(node).length);
  console.log(`${module}, subgraph named "${name}": red edges ${found}, subgraphs ${JSON.stringify(parents)}`);
  assert.deepStrictEqual([found, parents], [red, groups], 'subgraphs are read otherwise now');
}
JS
node dot.js
