#!/usr/bin/env bash
# igraph 1.0.0 (from Python) gives the edges of a GraphML file the ids of its nodes.
#
# Guess: the attribute "id" that igraph sets on nodes and edges holds the ids that the file has for each.
# Seen: edges "asks" and "answers" come as "board" and "panel", the ids of the first and the second node. networkx 3.6.1
# reads the same file right. Without ids in the file, edges have no such attribute, so that it looks trustworthy.
# So: write an edge's name as <data> of its own, and look flows up by that.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet igraph==1.0.0 networkx==3.6.1
cd "$work"
cat > graph.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k" for="edge" attr.name="name" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="board"/>
    <node id="panel"/>
    <node id="treasury"/>
    <edge id="asks" source="board" target="panel"><data key="k">asks</data></edge>
    <edge id="answers" source="panel" target="board"><data key="k">answers</data></edge>
  </graph>
</graphml>
XML
"$work/python/bin/python" - <<'PYTHON'
import igraph
import networkx

right = {edge["id"] for *_, edge in networkx.read_graphml("graph.graphml").edges(data=True)}
graph = igraph.Graph.Read_GraphML("graph.graphml")
print("networkx", networkx.__version__, "edges:", sorted(right))
print("igraph", igraph.__version__, "nodes:", graph.vs["id"], "edges:", graph.es["id"], "by data:", graph.es["name"])
assert right == {"asks", "answers"}, "networkx reads the ids of edges otherwise"
assert graph.vs["id"] == ["board", "panel", "treasury"], "the ids of nodes are read otherwise"
assert graph.es["name"] == ["asks", "answers"], "the data of edges is read otherwise"
assert graph.es["id"] == ["board", "panel"], "edges no longer get the ids of nodes"
PYTHON
