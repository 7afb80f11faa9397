#!/usr/bin/env bash
# igraph 1.0.0 (from Python) writes an SVG that no program reads when a label has & or <, and cuts off the outer labels.
#
# Guess: `write_svg` escapes a label as its writers of GraphML and GML do, and leaves room for the labels of the boxes
# that stand outermost.
# Seen: "Pay & Audit" stands in the file with a bare &, so that it is not well-formed; "<none>" becomes an element. The
# outermost boxes' middles are a box's radius (10) from the edge, and a label is set to the middle of its box whatever
# its length, so that all of it that is longer than the box is cut off.
# So: escape labels before, and give the picture a wider viewBox afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet igraph==1.0.0
python/bin/python - <<'PYTHON'
import xml.etree.ElementTree as ET

import igraph

SVG = "{http://www.w3.org/2000/svg}"


def read(write, label):
    """The root of what is written of a graph with one label, or None where it is not XML."""
    graph = igraph.Graph([(0, 1)], directed=True)
    graph.vs["name"] = [label, "Board"]
    write(graph, "graph.xml")
    try:
        return ET.parse("graph.xml").getroot()
    except ET.ParseError as error:
        print(f"    {error}")
        return None


def svg(graph, path):
    graph.write_svg(path, layout=igraph.Layout([(0, 0), (1, 1)]), labels="name", width=200, height=100)


for label, seen in [("Pay", True), ("Pay & Audit", False), ("<none>", False)]:
    found = read(svg, label) is not None
    print(f"igraph {igraph.__version__}, {label!r}: SVG is well-formed {found}")
    assert found == seen, f"{label}: SVG is written otherwise now"
    assert read(igraph.Graph.write_graphml, label) is not None, f"{label}: GraphML is written otherwise now"
places = sorted(group.get("transform") for group in read(svg, "Pay").iter(f"{SVG}g") if group.get("transform"))
print(f"igraph {igraph.__version__}, a picture of 200 by 100: boxes at {places}")
assert places == ["translate(10.0,10.0)", "translate(190.0,90.0)"], "boxes are placed otherwise now"
PYTHON
