#!/usr/bin/env bash
# networkx 3.6.1 sets the layers of a multipartite layout in the order of their names, not in the order given.
#
# Guess: layers handed over as a dict stand in the dict's order, as Python's dicts keep theirs: the first at one end,
# the last at the other.
# Seen: they are sorted by name, so that Strategic, Tactical, Operational are laid out with Operational first and
# Strategic in the middle; layers numbered by strings stand as 1, 10, 9. Only names that cannot be compared keep the
# given order.
# So: number the layers with integers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet networkx==3.6.1 numpy==2.2.6
"$work/python/bin/python" - <<'PYTHON'
import networkx


def order(layers):
    """The names of the layers by their place in the layout."""
    graph = networkx.DiGraph()
    nodes = {name: [f"box {name}"] for name in layers}
    for boxes in nodes.values():
        graph.add_nodes_from(boxes)
    places = networkx.multipartite_layout(graph, subset_key=nodes)
    return sorted(layers, key=lambda name: places[f"box {name}"][0])


for given, seen in [
    ([0, 1, 2], [0, 1, 2]),
    (["Strategic", "Tactical", "Operational"], ["Operational", "Strategic", "Tactical"]),
    (["1", "9", "10"], ["1", "10", "9"]),
    (["Strategic", 2, "Operational"], ["Strategic", 2, "Operational"]),
]:
    print(f"networkx {networkx.__version__}: {given} are laid out as {order(given)}")
    assert order(given) == seen, "layers are set in another order now"
PYTHON
