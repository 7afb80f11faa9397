#!/usr/bin/env bash
# schemdraw 0.23 raises on a label with & in a flow chart drawn as SVG, and takes the money out of "Pay $5 and $6".
#
# Guess: a box's label is text: & is escaped as < is, and a dollar sign that is no formula is a dollar sign, or can be
# written with a backslash.
# Seen: "R&D" raises xml's ParseError when the box is added, since a label is measured as XML in which < is escaped and
# & is not; written as "R&amp;D" it is shown right. Two dollar signs make a formula of what stands between them and are
# dropped: "Pay 5 and 6"; a backslash before them is shown, and they are dropped all the same. One sign is kept.
# So: escape labels as XML, and write amounts with USD.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet schemdraw==0.23
"$work/python/bin/python" - <<'PYTHON'
import xml.etree.ElementTree as ET
import schemdraw
from schemdraw import flow

schemdraw.use("svg")


def shown(label):
    """The words of a box's label in the drawing, or the error that it raises."""
    try:
        drawing = schemdraw.Drawing(show=False)
        drawing += flow.Box(w=5, h=1).label(label)
        picture = ET.fromstring(drawing.get_imagedata("svg"))
    except ET.ParseError:
        return ET.ParseError
    return "".join(picture.find(".//{*}text").itertext())


for label, expected in [
    ("Pay < 5", "Pay < 5"),
    ("R&D", ET.ParseError),
    ("Pay & Audit", ET.ParseError),
    ("R&amp;D", "R&D"),
    ("Pay &lt; 5", "Pay < 5"),
    ("Pay $5", "Pay $5"),
    ("Pay $5 and $6", "Pay 5 and 6"),
    (r"Pay \$5 and \$6", r"Pay \5 and \6"),
]:
    print(f"schemdraw 0.23: {label} is shown as {shown(label)}")
    assert shown(label) == expected, "labels are written otherwise now"
PYTHON
