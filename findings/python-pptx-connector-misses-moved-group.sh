#!/usr/bin/env bash
# python-pptx 1.0.2 glues a line to where a grouped box stood before its group was moved.
#
# Guess: `begin_connect` takes the line to the box as it is drawn on the slide.
# Seen: a box keeps its place in the group's own space when the group is moved or narrowed, and the line is put at that
# place as if it were one on the slide. It ends on the box only as long as the group stands where it was made.
# So: glue before the group is moved, or map the end through the group's `a:xfrm` oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-pptx==1.0.2
"$work/python/bin/python" - <<'PYTHON'
from pptx import Presentation
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE

INCH = 914400


def ends(change):
    """The left side of a grouped box as drawn and where a line glued to it starts, in inches, after a change."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    group = shapes.add_group_shape()
    for column in (0, 2):
        box = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, column * INCH, 0, INCH, INCH)
    change(group)
    frame = group._element.grpSpPr.find(".//{*}xfrm")
    inner, wide = int(frame.find("{*}chOff").get("x")), int(frame.find("{*}chExt").get("cx"))
    drawn = group.left + (box.left - inner) * group.width / wide
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 10, 10)
    line.begin_connect(box, 1)
    return drawn / INCH, line.begin_x / INCH


def narrow(group):
    group.width //= 2


for name, change, seen in [
    ("as made", lambda group: None, (2, 2)),
    ("moved by 5", lambda group: setattr(group, "left", 5 * INCH), (7, 2)),
    ("half as wide", narrow, (1, 2)),
]:
    print(f"python-pptx 1.0.2, group {name}: box drawn at {ends(change)[0]}, line starts at {ends(change)[1]}")
    assert ends(change) == seen, "lines find boxes in moved groups now, or boxes stand elsewhere"
PYTHON
