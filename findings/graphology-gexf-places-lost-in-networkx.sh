#!/usr/bin/env bash
# networkx 3.6.1 finds no places, sizes or colours in a GEXF file that graphology-gexf 0.13.2 wrote.
#
# Guess: both write version 1.2 of the format and hand places over either way.
# Seen: from networkx to graphology they come over. The other way the nodes come without: graphology declares the
# drawing part of the format by an address with three slashes and an older version's number, which networkx does not
# look for, and reads over in silence. Corrected in the file, the places are there.
# So: replace that address in the file, or write places as plain attributes too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet networkx==3.6.1
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit graphology@0.26.0 graphology-gexf@0.13.2
cat > write.js <<'JS'
const Graph = require('graphology');
const { parse, write } = require('graphology-gexf');
const fs = require('fs');
const graph = new Graph({ type: 'directed' });
graph.addNode('board', { label: 'Board', x: 1, y: 2, size: 3, color: '#ff0000' });
fs.writeFileSync('graphology.gexf', write(graph));
const back = parse(Graph, fs.readFileSync('networkx.gexf', 'utf8'));
console.log('graphology-gexf 0.13.2 reads of networkx:', JSON.stringify(back.getNodeAttributes('board')));
if (back.getNodeAttribute('board', 'x') !== 1) throw new Error('graphology no longer reads the places of networkx');
JS
"$work/python/bin/python" -c '
import networkx
graph = networkx.DiGraph()
graph.add_node("board", label="Board", viz={"position": {"x": 1.0, "y": 2.0, "z": 0.0}})
networkx.write_gexf(graph, "networkx.gexf")'
node write.js
"$work/python/bin/python" - <<'PYTHON'
import io
import networkx

text = open("graphology.gexf").read()
declared = text.split('xmlns:viz="')[1].split('"')[0]
mended = text.replace(declared, "http://www.gexf.net/1.2draft/viz")
read, right = (networkx.read_gexf(io.BytesIO(data.encode())).nodes["board"] for data in (text, mended))
print("declared as", declared)
print("networkx 3.6.1 reads of graphology:", read, "mended:", right)
assert declared == "http:///www.gexf.net/1.1draft/viz", "the drawing part is declared otherwise now"
assert "viz" not in read and read["label"] == "Board", "networkx finds the places now"
assert right["viz"]["position"] == {"x": 1.0, "y": 2.0, "z": 0.0}, "places are not found in a mended file either"
PYTHON
