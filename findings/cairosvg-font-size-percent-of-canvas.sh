#!/usr/bin/env bash
# CairoSVG 2.9.1 measures a font size in per cent by the canvas, not by the size around it.
#
# Guess: `font-size="80%"` is four fifths of the parent's size, as in CSS; `em`, which says the same, is.
# Seen: it is four fifths of the picture's size (of its diagonal over the root of two, as lengths without a direction
# are measured). In a square of 300 units, 10% of a parent's 240 is drawn at 30 instead of 24; in one of 600 the very
# same words are twice as large. `0.1em` is right.
# So: write font sizes as plain numbers or em.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet cairosvg==2.9.1 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import cairosvg
from PIL import Image


def ink(width, size):
    """The width of the words' ink in pixels, at `size` inside a parent of 240."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}" viewBox="0 0 {width} {width}">'
        f'<g font-size="240"><text x="10" y="80" font-size="{size}">HHHH</text></g></svg>'
    )
    image = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg.encode(), background_color="white"))).convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 160 else 0).getbbox()
    return right - left


for width, size in [(300, 30), (600, 60)]:
    plain, em, percent, shown = ink(width, "24"), ink(width, "0.1em"), ink(width, "10%"), ink(width, str(size))
    print(f"cairosvg {cairosvg.VERSION}, canvas {width}: 24 is {plain} wide, 0.1em {em}, 10% {percent}, {size} {shown}")
    assert em == plain, "0.1em is no longer a tenth of the parent's size"
    assert percent == shown != plain, "10% is no longer a tenth of the canvas"
PYTHON
