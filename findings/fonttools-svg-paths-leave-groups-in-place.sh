#!/usr/bin/env bash
# fonttools 4.68.0 reads an SVG's outlines without the transforms of its groups, and with the shapes that only clip.
#
# Guess: SVGPath, which draws a picture's shapes to a pen (to make glyphs of them), puts them where the picture has
# them, or raises as it does for a shape's own transform that it does not know.
# Seen: `translate` on a shape raises NotImplementedError and `matrix` is obeyed; either one on a group is passed over.
# A nested <svg> is not moved, a <use> is not drawn, and what stands in <defs> or <clipPath> or is hidden is drawn.
# So: flatten a picture with picosvg first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet fonttools==4.68.0
"$work/python/bin/python" - <<'PYTHON'
from fontTools import version
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib import SVGPath


def bounds(picture):
    """The box of all that is drawn, or the name of the error."""
    pen = BoundsPen(None)
    try:
        SVGPath.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{picture}</svg>'.encode()).draw(pen)
    except NotImplementedError as error:
        return type(error).__name__
    return pen.bounds


SHAPE = '<path id="a" d="M0 0h10v10z"/>'
FAR = '<path d="M90 0h10v10z"/>'
HERE, BOTH = (0, 0, 10, 10), (0, 0, 100, 10)
for name, picture, seen in [
    ("shape", SHAPE, HERE),
    ("shape with a matrix", SHAPE.replace("/>", ' transform="matrix(1 0 0 1 50 0)"/>'), (50, 0, 60, 10)),
    ("shape with translate", SHAPE.replace("/>", ' transform="translate(50 0)"/>'), "NotImplementedError"),
    ("group with a matrix", f'<g transform="matrix(1 0 0 1 50 0)">{SHAPE}</g>', HERE),
    ("group with translate", f'<g transform="translate(50 0)">{SHAPE}</g>', HERE),
    ("nested picture", f'<svg x="50">{SHAPE}</svg>', HERE),
    ("used shape", f'{SHAPE}<use href="#a" x="50"/>', HERE),
    ("definition", f"{SHAPE}<defs>{FAR}</defs>", BOTH),
    ("clip", f"{SHAPE}<clipPath>{FAR}</clipPath>", BOTH),
    ("hidden group", f'{SHAPE}<g display="none">{FAR}</g>', BOTH),
]:
    found = bounds(picture)
    print(f"fonttools {version}, {name}: {found}")
    assert found == seen, f"{name}: drawn otherwise now"
PYTHON
