#!/usr/bin/env bash
# rustworkx 0.18.1 puts quotation marks around node and edge attributes in DOT, but escapes none; a graph's gets none.
#
# Guess: `to_dot` either quotes and escapes, or leaves both to its caller, in the same way for nodes, edges and the
# graph.
# Seen: a label `Board` becomes `label="Board"`, so that one with a quotation mark in it breaks the file, and one that
# is quoted beforehand (as graph attributes must be) breaks it too. A graph's `label` of two words stands bare, so that
# the second word becomes a box of that name. A label in HTML is shown with its tags. Nothing is reported.
# So: escape nodes' and edges' labels (`replace('"', '\\"')`), and quote and escape the graph's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet rustworkx==0.18.1
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @viz-js/viz@3.31.0
"$work/python/bin/python" - > graphs.json <<'PYTHON'
import json
import rustworkx

graph = rustworkx.PyDiGraph()
graph.add_node("board")


def dot(label, of_graph=None):
    return graph.to_dot(lambda node: {"label": label}, None, of_graph and {"label": of_graph})


print(
    json.dumps(
        {
            "Board": dot("Board"),
            'The "Board"': dot('The "Board"'),
            '"The Board"': dot('"The Board"'),
            'The \\"Board\\"': dot('The \\"Board\\"'),
            "<<b>Board</b>>": dot("<<b>Board</b>>"),
            "graph of one word": dot("Board", "Bodies"),
            "graph of two words": dot("Board", "All bodies"),
            "graph of two words, quoted": dot("Board", '"All bodies"'),
        }
    )
)
PYTHON
cat > draw.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';

const viz = await instance();
const graphs = JSON.parse(readFileSync('graphs.json', 'utf8'));
for (const [name, expected] of [
  ['Board', 'Board'],
  ['The "Board"', null],
  ['"The Board"', null],
  ['The \\"Board\\"', 'The "Board"'],
  ['<<b>Board</b>>', '<<b>Board</b>>'],
  ['graph of one word', 'Board'],
  ['graph of two words', 'bodies, Board'],
  ['graph of two words, quoted', 'Board'],
]) {
  const made = viz.render(graphs[name], { format: 'json' });
  const boxes = made.status === 'success' ? JSON.parse(made.output).objects : [];
  const seen = boxes.map((box) => (box.label === '\\N' ? box.name : box.label)).join(', ') || null;
  console.log(`rustworkx 0.18.1, ${name}: Graphviz reads the boxes ${seen}`);
  assert.strictEqual(seen, expected, 'labels are quoted otherwise now');
}
const html = viz.renderString(graphs['<<b>Board</b>>'], { format: 'svg' });
assert(html.includes('&lt;b&gt;'), 'labels in HTML are read as HTML now');
JS
node draw.mjs
