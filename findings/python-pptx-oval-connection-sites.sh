#!/usr/bin/env bash
# python-pptx 1.0.2 takes every shape to have four connection sites, so an arrow glued to an oval ends elsewhere.
#
# Guess: `begin_connect(shape, site)` puts the end of the line where the format's own definition of that shape has the
# site; an oval has eight, counted from the top against the clock, a triangle six.
# Seen: on every shape site 1 is the middle of the left side. A line glued to the oval's site 1, its upper left, is
# drawn to the left and jumps once a program routes it anew; so does one glued to the triangle's site 1, which is the
# middle of the slanting side. Sites 4 and above raise KeyError.
# So: on shapes other than boxes set `begin_x` and `begin_y` oneself after `begin_connect`, whose glue is written even
# where it raises.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-pptx==1.0.2
"$work/python/bin/python" - <<'PYTHON'
from pptx import Presentation
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE

deck = Presentation()
shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
SIDE = 1_000_000


def end(kind, site):
    """Where a line glued to this site of a shape of one side starts, in the shape's sides from its upper left."""
    shape = shapes.add_shape(kind, SIDE, SIDE, SIDE, SIDE)
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 10, 10)
    try:
        line.begin_connect(shape, site)
    except KeyError:
        assert line._element.find(".//{*}stCxn").get("idx") == str(site), "the glue is not written where it raises"
        return None
    return line.begin_x / SIDE - 1, line.begin_y / SIDE - 1


LEFT = (0.0, 0.5)
for kind, site, seen in [
    (MSO_SHAPE.RECTANGLE, 1, LEFT),  # as defined
    (MSO_SHAPE.OVAL, 0, (0.5, 0.0)),  # as defined
    (MSO_SHAPE.OVAL, 1, LEFT),  # defined as upper left, about (0.15, 0.15)
    (MSO_SHAPE.OVAL, 2, (0.5, 1.0)),  # defined as left
    (MSO_SHAPE.OVAL, 6, None),  # defined as right
    (MSO_SHAPE.ISOSCELES_TRIANGLE, 1, LEFT),  # defined as (0.25, 0.5)
    (MSO_SHAPE.ISOSCELES_TRIANGLE, 5, None),  # defined as (0.75, 0.5)
]:
    print(f"python-pptx 1.0.2: {kind.name}, site {site}: {end(kind, site)}")
    assert end(kind, site) == seen, "lines are glued elsewhere now"
PYTHON
