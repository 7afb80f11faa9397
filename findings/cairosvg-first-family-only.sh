#!/usr/bin/env bash
# CairoSVG 2.8.2 reads the first name of a list of font families and drops the rest.
#
# Guess: `font-family="No Such Face, monospace"` falls back along the list, as in CSS, so that a picture which names its
# own face first and a common one of the same widths second keeps its line widths where the first is missing.
# Seen: the line has the width that the missing face alone gives (the system's default); the second name counts for
# nothing. A generic name counts only where it stands first.
# So: a fallback stack does not hold text in its boxes here; paths do.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet cairosvg==2.8.2 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import cairosvg
from PIL import Image


def width(families):
    """The width of twenty narrow letters' ink, in pixels."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><rect width="600" height="60" fill="#fff"/>'
        f'<text x="5" y="40" font-size="24" font-family="{families}">{"i" * 20}</text></svg>'
    )
    image = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg.encode()))).convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    return right - left


fixed, missing = width("monospace"), width("No Such Face")
first, second = width("monospace, No Such Face"), width("No Such Face, monospace")
print(f"cairosvg {cairosvg.VERSION}: monospace {fixed}, missing {missing}, first {first}, second {second}")
assert fixed > missing * 1.5, "this machine's faces do not tell the two apart"
assert first == fixed, "the first name is no longer used"
assert second == missing, "the second name is used now"
PYTHON
