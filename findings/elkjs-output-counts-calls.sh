#!/usr/bin/env bash
# elkjs 0.12.1 writes into the graph that it is given, and leaves numbers there that differ from call to call.
#
# Guess: `layout` hands back a new graph, as a worker must, and the same input gives the same JSON.
# Seen: it hands back the input itself with the places filled in, and each node has a member `$H` too, a number that
# counts on through the process: two equal inputs give JSON that differs, though every coordinate is the same. A layout
# kept under version control, or compared as text, changes when another diagram is laid out first.
# So: pass in a copy, and strike out `$H` before the result is kept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit elkjs@0.12.1
cat > check.js <<'JS'
const assert = require('assert');
const ELK = require('elkjs');

const graph = () => ({
  id: 'root',
  layoutOptions: { 'elk.algorithm': 'layered' },
  children: ['a', 'b'].map((id) => ({ id, width: 30, height: 20 })),
  edges: [{ id: 'flow', sources: ['a'], targets: ['b'] }],
});

(async () => {
  const elk = new ELK();
  const input = graph();
  const first = await elk.layout(input);
  const second = await elk.layout(graph());
  const counts = [first, second].map((result) => result.children.map((child) => child.$H));
  console.log(`elkjs 0.12.1: same object ${first === input}, numbers ${JSON.stringify(counts)}`);
  assert.strictEqual(first, input, 'the result is a new object now');
  assert.notDeepStrictEqual(counts[0], counts[1], 'the numbers no longer differ');
  assert.notStrictEqual(JSON.stringify(first), JSON.stringify(second), 'equal inputs give equal JSON now');
  const plain = (result) => JSON.stringify(result, (key, value) => (key === '$H' ? undefined : value));
  assert.strictEqual(plain(first), plain(second), 'the layouts themselves differ');
})();
JS
node check.js
