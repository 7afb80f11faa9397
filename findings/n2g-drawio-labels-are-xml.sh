#!/usr/bin/env bash
# N2G 0.3.3 takes labels for XML in draw.io diagrams, and for text in yEd diagrams.
#
# Guess: a label is text for both: & is escaped, and a line's end parts two lines.
# Seen: for yEd it is so. For draw.io a label with & or a quotation mark raises a ParseError, and a line's end within it
# is read as a space. What is escaped by hand comes out right there, and escaped twice in yEd.
# So: escape labels for draw.io only, and write a line's end as &#10;.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet n2g==0.3.3
"$work/python/bin/python" - <<'PYTHON'
from xml.etree import ElementTree
from N2G import drawio_diagram, yed_diagram


def drawio(label):
    diagram = drawio_diagram()
    diagram.add_diagram("Page")
    try:
        diagram.add_node(id="a", label=label)
    except ElementTree.ParseError as error:
        return type(error).__name__
    return ElementTree.fromstring(diagram.dump_xml()).find(".//object").get("label")


def yed(label):
    diagram = yed_diagram()
    diagram.add_node("a", label=label)
    return next(e.text for e in ElementTree.fromstring(diagram.dump_xml()).iter() if e.tag.endswith("NodeLabel"))


for label, seen in [
    ("Board", ("Board", "Board")),
    ("Risk & Audit", ("ParseError", "Risk & Audit")),
    ('The "Board"', ("ParseError", 'The "Board"')),
    ("Risk\nAudit", ("Risk Audit", "Risk\nAudit")),
    ("Risk &amp; Audit", ("Risk & Audit", "Risk &amp; Audit")),
    ("Risk&#10;Audit", ("Risk\nAudit", "Risk&#10;Audit")),
]:
    print(f"N2G 0.3.3: {label!r} is in draw.io {drawio(label)!r}, in yEd {yed(label)!r}")
    assert (drawio(label), yed(label)) == seen, "labels are read otherwise now"
PYTHON
