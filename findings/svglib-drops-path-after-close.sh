#!/usr/bin/env bash
# svglib 2.3.2 draws nothing of a path that goes on after `z` without a move.
#
# Guess: after `z` the pen is back at the subpath's start, and a line or curve may follow at once; at worst that part
# would be lost.
# Seen: the whole path is lost, the parts before the `z` too, without an exception. With the move that the format lets
# one leave out, the same shape is drawn.
# So: write the move; check what a path minifier makes of it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet svglib==2.3.2 pypdfium2==5.15.2 pillow==11.3.0
"$work/python/bin/python" - "$work" <<'PYTHON'
import sys
from importlib.metadata import version
import pypdfium2
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg


def drawn(d):
    """Whether the square at the lower right and the one at the upper left are black."""
    path = f"{sys.argv[1]}/path.svg"
    with open(path, "w") as file:
        root = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
        file.write(f'{root}<path d="{d}"/></svg>')
    page = pypdfium2.PdfDocument(renderPDF.drawToString(svg2rlg(path)))[0]
    image = page.render(scale=100 / page.get_width()).to_pil().convert("L")
    return image.getpixel((75, 75)) < 60, image.getpixel((25, 25)) < 60


square = "M50 50h50v50h-50z"
for d, seen in [
    (square, (True, False)),
    (f"{square}M50 50h-50v-50h50z", (True, True)),
    (f"{square}h-50v-50h50z", (False, False)),
    (f"{square}L0 50V0H50z", (False, False)),
]:
    print(f"svglib {version('svglib')}: {d} draws {drawn(d)}")
    assert drawn(d) == seen, "a path that goes on after z is drawn otherwise now"
PYTHON
