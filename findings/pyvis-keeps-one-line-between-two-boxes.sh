#!/usr/bin/env bash
# pyvis 0.3.2 keeps one line between two boxes where the network is not directed, whatever the others say.
#
# Guess: `add_edge` adds a line, and `from_nx` all lines of the graph, in a directed network or not.
# Seen: `Network()` is not directed unless told so. There a second line between the same two boxes is dropped, with its
# label, its colour and its arrow, and so is one back: of "reports to", "pays" and "asks" the first is drawn. A directed
# network has all three. `from_nx` also writes into the graph it is given: every node gets a `size`, every edge a
# `width`, which other exports then carry on. Nothing is reported.
# So: pass `directed=True` (and `arrows=""` per line, if need be), and a copy of the graph.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pyvis==0.3.2 networkx==3.6.1
"$work/python/bin/python" - <<'PYTHON'
import networkx
from pyvis.network import Network

graph = networkx.MultiDiGraph()
graph.add_edge("Board", "Bank", label="reports to")
graph.add_edge("Board", "Bank", label="pays", color="red")
graph.add_edge("Bank", "Board", label="asks")
before = list(graph.nodes(data=True)), list(graph.edges(data=True))
assert before[0] == [("Board", {}), ("Bank", {})]
for directed, seen in [(False, ["reports to"]), (True, ["reports to", "pays", "asks"])]:
    network = Network(directed=directed)
    network.from_nx(graph.copy())
    alone = Network(directed=directed)
    alone.add_nodes(["Board", "Bank"])
    for source, target, data in graph.edges(data=True):
        alone.add_edge(source, target, **data)
    found = [[edge["label"] for edge in each.edges] for each in (network, alone)]
    print(f"pyvis, {'directed' if directed else 'not directed'}: lines {found[0]}")
    assert found == [seen, seen], "lines are kept or dropped otherwise now"
Network().from_nx(graph)
after = graph.nodes["Board"], [data.get("width") for _, _, data in graph.edges(data=True)]
print(f"pyvis: the graph has afterwards {after}")
assert after == ({"size": 10}, [1, 1, 1]), "the graph is left alone now"
PYTHON
