#!/usr/bin/env bash
# resvg-py 0.5.0 takes every length in mm, cm, in and pt for nothing unless it is told a resolution.
#
# Guess: the resolution's default of 0 is said to mean SVG's own default, so that an inch is 96 pixels, as in resvg.
# Seen: a rectangle 20 mm wide is not drawn, text of 15pt is not drawn, and a picture whose own size is in mm (as print
# programs write it) is refused as having no valid size. With `dpi=96` all three are right.
# So: always pass dpi=96.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet resvg-py==0.5.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import resvg_py
from PIL import Image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{content}</svg>'


def ink(size, content, **options):
    """The size of the picture and the box of what is drawn in it, in pixels."""
    data = resvg_py.svg_to_bytes(svg_string=SVG.format(size=size, content=content), **options)
    image = Image.open(io.BytesIO(bytes(data)))
    return image.size, image.getbbox()


mm = '<rect width="20mm" height="50"/>'
pt = '<text x="5" y="50" font-size="15pt">words</text>'
print("20mm:", ink("100", mm), "with a resolution:", ink("100", mm, dpi=96))
assert ink("100", mm, dpi=96)[1] == (0, 0, 76, 50), "20 mm are no longer 76 pixels at 96 dpi"
assert ink("100", mm)[1] is None, "a length in mm counts now"
print("15pt:", ink("100", pt), "with a resolution:", ink("100", pt, dpi=96))
assert ink("100", pt, dpi=96)[1] is not None, "this machine has no face for the words"
assert ink("100", pt)[1] is None, "a size in pt counts now"
assert ink("100mm", "", dpi=96)[0] == (378, 378), "100 mm are no longer 378 pixels at 96 dpi"
try:
    size = ink("100mm", "")[0]
except ValueError as error:
    print("100mm:", error)
else:
    raise AssertionError(f"a picture 100 mm wide is drawn now, at {size}")
PYTHON
