#!/usr/bin/env bash
# networkx 3.6.1 reads a group of a yEd diagram as a box without a name, and forgets which boxes are in it.
#
# Guess: `read_graphml`, which takes the labels and places of yEd's boxes and flows into the graph, takes a group's
# label too, and says somehow what stands in it; or it leaves groups out.
# Seen: boxes and flows have their labels. The group is a box like others, without a label or any other attribute, and
# nothing says that it holds others: nodes of all depths stand side by side, so that a box too many is counted and
# drawn. An empty box of the same kind looks the same. Nothing is reported.
# So: read groups from the XML itself: a <node> that holds a <graph>.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet networkx==3.6.1 pyyed==1.5.0
"$work/python/bin/python" - <<'PYTHON'
import networkx
import pyyed

diagram = pyyed.Graph()
diagram.add_node("chair", label="The chair")
group = diagram.add_group("bodies", label="All bodies")
group.add_node("board", label="The board")
diagram.add_edge("chair", "board", label="leads")
text = diagram.get_graph()
graph = networkx.parse_graphml(text)

print("networkx 3.6.1:", dict(graph.nodes(data="label")), list(graph.edges(data="label")), graph.nodes["bodies"])
assert "All bodies" in text and text.count("<graph ") == 2, "the diagram has no group with a name"
assert graph.nodes["chair"]["label"] == "The chair" and graph.nodes["board"]["label"] == "The board"
assert list(graph.edges(data="label")) == [("chair", "board", "leads")], "flows are read otherwise"
assert graph.nodes["bodies"] == {}, "groups have their names now"
assert not [value for _, data in graph.nodes(data=True) for value in data.values() if "bodies" in str(value).lower()]
PYTHON
