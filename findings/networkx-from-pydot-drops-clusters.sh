#!/usr/bin/env bash
# networkx 3.6.1 reads a DOT file (by pydot 4.0.1) without what stands in clusters, and makes a box of each port.
#
# Guess: `from_pydot` and `read_dot` take the nodes and flows of clusters into the graph, since DOT itself does, and a
# flow to a port ends at the port's node.
# Seen: only nodes and flows that stand outside of all braces are there. In the same file with its clusters' braces
# taken off there are 5 boxes and 4 flows; with them, 3 boxes and 2 flows: a box of a cluster is there when a flow from
# outside names it, but without its label. A flow to `vault:in` ends at a new box "vault:in". Nothing is reported.
# So: read the cluster's content by pydot itself (`get_subgraphs`), and cut ports off names.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet networkx==3.6.1 pydot==4.0.1
"$work/python/bin/python" - <<'PYTHON'
import networkx
import pydot

INNER = 'board [label="The board"]; panel; board -> panel; panel -> jury;'
OUTER = "citizens -> board; board -> vault;"


def read(dot):
    (parsed,) = pydot.graph_from_dot_data(dot)
    return networkx.nx_pydot.from_pydot(parsed)


flat = read(f"digraph {{ {INNER} {OUTER} }}")
clustered = read(f"digraph {{ subgraph cluster_a {{ {INNER} }} {OUTER} }}")
port = read("digraph { vault; board -> vault:in; }")
for name, graph in [("flat", flat), ("clustered", clustered), ("port", port)]:
    print(f"networkx {networkx.__version__}, {name}: {dict(graph.nodes(data=True))} {list(graph.edges())}")
assert sorted(flat) == ["board", "citizens", "jury", "panel", "vault"] and flat.size() == 4, "all was read before"
assert flat.nodes["board"], "a label outside of clusters is read no longer"
assert sorted(clustered) == ["board", "citizens", "vault"] and clustered.size() == 2, "clusters are read now"
assert clustered.nodes["board"] == {}, "labels in clusters are read now"
assert sorted(port) == ["board", "vault", "vault:in"], "a port is no longer a box"
PYTHON
