#!/usr/bin/env bash
# drawsvg 2.4.2 does not escape what it writes into attributes: a quoted font family or a label with & breaks the file.
#
# Guess: attributes are escaped as text is, so that `font_family='"Public Sans", sans-serif'` is a family.
# Seen: text and titles are escaped. In attributes a quotation mark ends the value and & stands bare: the file is no XML
# and no program reads it. Nothing is reported when it is written.
# So: quote families with single marks, and escape labels oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet drawsvg==2.4.2
"$work/python/bin/python" - <<'PYTHON'
from xml.etree import ElementTree
import drawsvg


def reads(element):
    """Whether a drawing with this element is XML."""
    drawing = drawsvg.Drawing(100, 50)
    drawing.append(element)
    try:
        ElementTree.fromstring(drawing.as_svg())
    except ElementTree.ParseError:
        return False
    return True


for name, element, seen in [
    ("text", drawsvg.Text('Risk & "Audit"', 10, 5, 20), True),
    ("family in single marks", drawsvg.Text("Risk", 10, 5, 20, font_family="'Public Sans', sans-serif"), True),
    ("family in double marks", drawsvg.Text("Risk", 10, 5, 20, font_family='"Public Sans", sans-serif'), False),
    ("label with &", drawsvg.Text("Risk", 10, 5, 20, aria_label="Risk & Audit"), False),
    ("label with &amp;", drawsvg.Text("Risk", 10, 5, 20, aria_label="Risk &amp; Audit"), True),
]:
    print(f"drawsvg 2.4.2, {name}: the file is XML: {reads(element)}")
    assert reads(element) == seen, f"{name}: written otherwise now"
PYTHON
