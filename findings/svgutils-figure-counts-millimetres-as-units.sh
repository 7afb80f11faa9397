#!/usr/bin/env bash
# svgutils 0.3.4 gives a figure of 50 mm room for 50 units, and takes a picture of 50 mm for 177.
#
# Guess: a picture 50 mm wide fills a figure 50 mm wide: that is 189 units in both, 96 to the inch, as SVG has it.
# Seen: the figure's viewBox is 50 units wide, so that the picture is drawn nearly four times too large and only its
# upper left part is seen. The picture's own `width` is counted at 90 units to the inch. In units, all are the same.
# So: give sizes and places in units, or set the viewBox oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet svgutils==0.3.4 resvg-py==0.5.0 pillow==11.3.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import io
import resvg_py
from PIL import Image
from svgutils.compose import SVG, Figure


def composed(size, half, high):
    """Whether the right half of a picture is drawn in a figure of its size, the figure's units and the picture's."""
    with open("picture.svg", "w") as file:
        file.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{high}">'
            f'<rect width="{half}" height="{high}" fill="red"/><rect x="{half}" width="{half}" height="{high}"/></svg>'
        )
    picture = SVG("picture.svg")
    figure = Figure(size, high, picture).tostr().decode()
    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=figure, dpi=96)))).convert("RGB")
    drawn = image.getpixel((image.width * 3 // 4, image.height // 2)) == (0, 0, 0)
    return drawn, float(figure.split('viewBox="')[1].split()[2]), round(picture.width)


units, millimetres = composed("200", "100", "80"), composed("50mm", "25mm", "20mm")
print("svgutils 0.3.4: right half drawn, units of the figure and of the picture:", units, "for 50 mm:", millimetres)
assert units == (True, 200, 200), "a figure in units is composed otherwise"
assert millimetres == (False, 50, 177), "millimetres are counted otherwise now"
PYTHON
