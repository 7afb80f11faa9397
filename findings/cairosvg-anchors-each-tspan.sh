#!/usr/bin/env bash
# CairoSVG 2.8.2 anchors every part of a line by itself.
#
# Guess: `text-anchor="middle"` on a <text> centres the whole line, as SVG 2 says of a text chunk; to make one word of
# it a <tspan> without a place of its own moves nothing.
# Seen: the parts are anchored one by one, so that the line keeps neither its middle nor its end. The same words that
# stand from 170 to 429 around x = 300 stand from 273 to 494 as soon as the second of them is a <tspan>; anchored by
# their end, they reach 437 instead of 299.
# So: give each part its own start, and leave the anchor to lines of one part.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet cairosvg==2.8.2 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import cairosvg
from PIL import Image


def edges(words, anchor):
    """The left and the right edge of a line's ink, in pixels, anchored at x = 300."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><rect width="600" height="60" fill="#fff"/>'
        f'<text x="300" y="40" font-size="24" text-anchor="{anchor}">{words}</text></svg>'
    )
    image = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg.encode()))).convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    return left, right


for anchor, is_right in [
    ("middle", lambda left, right: abs((left + right) / 2 - 300) <= 3),
    ("end", lambda left, right: abs(right - 300) <= 3),
]:
    whole = edges("wide words and more", anchor)
    parted = edges("wide <tspan>words</tspan> and more", anchor)
    print(f"cairosvg {cairosvg.VERSION}, {anchor}: one part {whole}, three parts {parted}")
    assert is_right(*whole), "a line of one part is no longer anchored at its place"
    assert not is_right(*parted), "a line of parts is anchored as a whole now"
PYTHON
