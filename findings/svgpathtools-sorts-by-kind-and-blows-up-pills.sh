#!/usr/bin/env bash
# svgpathtools 1.8.0 hands over an SVG's shapes sorted by kind, and lets a box's round ends stick out of the box.
#
# Guess: `svg2paths` gives the shapes in the order in which the picture draws them; a box of 30 by 40 with rx="50" is
# drawn as SVG says, with the radius cut to half its sides: the common way to write a pill.
# Seen: all <path>s come first, then lines, circles, and boxes last. Written out in that order, a box that lay behind an
# arrow covers it. The pill's outline runs from -10 to 60 in a box that stands from 10 to 40, crossing itself. With
# rx="5" the outline is right.
# So: take the order from the file itself (by an XML reader), and cut radii before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet svgpathtools==1.8.0
"$work/python/bin/python" - <<'PYTHON'
from importlib.metadata import version
from svgpathtools import svgstr2paths


def read(shapes):
    return svgstr2paths(f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{shapes}</svg>')


def reach(radius):
    """From where to where the outline of a box from 10 to 40 reaches along x."""
    paths, _ = read(f'<rect x="10" y="20" width="30" height="40" rx="{radius}"/>')
    return tuple(round(float(end)) for end in paths[0].bbox()[:2])


_, attributes = read(
    '<rect id="1" x="0" y="0" width="9" height="9"/><circle id="2" cx="5" cy="5" r="3"/>'
    '<line id="3" x1="0" y1="0" x2="9" y2="9"/><path id="4" d="M0 0h9"/><rect id="5" x="0" y="0" width="5" height="5"/>'
)
order = "".join(shape["id"] for shape in attributes)
_, paths_only = read("".join(f'<path id="{name}" d="M0 0h9"/>' for name in "123"))
print("svgpathtools", version("svgpathtools"), "order:", order, "reach:", reach(5), reach(50))
assert "".join(shape["id"] for shape in paths_only) == "123", "paths come in another order"
assert order == "43215", "shapes come in another order now"
assert reach(5) == (10, 40), "plain boxes are read otherwise"
assert reach(50) == (-10, 60), "a box's round ends no longer stick out"
PYTHON
