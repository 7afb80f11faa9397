#!/usr/bin/env bash
# vis-network 10.1.5's DOT import forgets node defaults at the next ones, and colours only the last arrow of a chain.
#
# Guess: `node [...]` adds to what earlier ones said; what stands behind `a -> b -> c` is said of both arrows; `a:west`
# is a place on the box a.
# Seen: a second `node` or `edge` statement throws away all that the first said: after `node [shape=box]` and
# `node [color=red]` boxes are red and no boxes. Of a chain only the last arrow gets the attributes. A port makes a
# second box, "a:west", to which the arrow goes, while a stands alone. A cluster's label is dropped. No error.
# So: say defaults in one statement, arrows one by one, and no ports; or send the file through `dot -Tdot` first, which
# writes every arrow out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit vis-network@10.1.5
cat > check.cjs <<'JS'
const assert = require('node:assert');
const { parseDOTNetwork } = require('vis-network/standalone/umd/vis-network.js');

// What is said of each box and of each arrow.
function read(dot) {
  const { nodes, edges } = parseDOTNetwork(`digraph { ${dot} }`);
  const colour = ({ color }) => color?.background ?? color?.color;
  return [
    nodes.map((node) => [node.id, node.shape, colour(node)].filter(Boolean).join(' ')).join(', '),
    edges.map((edge) => [`${edge.from}-${edge.to}`, edge.label, colour(edge)].filter(Boolean).join(' ')).join(', '),
  ];
}

for (const [dot, seen] of [
  ['node [shape=box color=red]; a', ['a box red', '']],
  ['node [shape=box]; node [color=red]; a', ['a red', '']],
  ['edge [label=asks]; edge [color=blue]; a -> b', ['a, b', 'a-b blue']],
  ['a -> {b c} [color=blue]', ['a, b, c', 'a-b blue, a-c blue']],
  ['a -> b -> c [color=blue label=asks]', ['a, b, c', 'a-b, b-c asks blue']],
  ['a -> b; a:west -> c', ['a, b, a:west, c', 'a-b, a:west-c']],
]) {
  const found = read(dot);
  console.log(`vis-network: ${dot} is read as ${JSON.stringify(found)}`);
  assert.deepStrictEqual(found, seen, 'the file is read otherwise now');
}
assert.ok(!JSON.stringify(parseDOTNetwork('digraph { subgraph cluster_x { label=Board; a } }')).includes('Board'));
JS
node check.cjs
