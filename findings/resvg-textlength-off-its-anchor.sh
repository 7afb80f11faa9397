#!/usr/bin/env bash
# resvg-js 2.6.2 and resvg-py 0.5.0 push a line with `textLength` off its anchor.
#
# Guess: `textLength` holds a line to its box wherever it is anchored: 80 units wide in the middle of 100, it stands
# from 10 to 90, as it does when it starts at 10.
# Seen: the last letter's share of the added room is counted before the anchor is applied, though it is not drawn. Four
# letters stretched to 80 stand from 4 to 82 around the middle, and run out at the left edge when anchored by their end
# at 90. The same with `lengthAdjust="spacingAndGlyphs"` stands right.
# So: anchor by the start where a line is held by `textLength`, or stretch glyphs too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet resvg-py==0.5.0 pillow==11.3.0
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @resvg/resvg-js@2.6.2
cat > draw.js <<'JS'
const { Resvg } = require('@resvg/resvg-js');
process.stdout.write(new Resvg(require('fs').readFileSync(0, 'utf8')).render().asPng());
JS
"$work/python/bin/python" - <<'PYTHON'
import io
import subprocess
import resvg_py
from PIL import Image


def by_resvg_js(svg):
    return subprocess.run(["node", "draw.js"], input=svg.encode(), stdout=subprocess.PIPE, check=True).stdout


RENDERERS = {
    "resvg-js": by_resvg_js,
    "resvg-py": lambda svg: bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96)),
}


def edges(renderer, x, anchor, adjust):
    """The left and the right edge of four letters stretched to 80 pixels."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60"><rect width="100" height="60" fill="#fff"/>'
        f'<text x="{x}" y="40" font-size="12" font-family="sans-serif" text-anchor="{anchor}" textLength="80" '
        f'lengthAdjust="{adjust}">HHHH</text></svg>'
    )
    image = Image.open(io.BytesIO(RENDERERS[renderer](svg))).convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 160 else 0).getbbox()
    return left, right


def is_right(left, right):
    return abs(left - 10) <= 3 and abs(right - 90) <= 3


for renderer in RENDERERS:
    for x, anchor in [(10, "start"), (50, "middle"), (90, "end")]:
        spaced, stretched = edges(renderer, x, anchor, "spacing"), edges(renderer, x, anchor, "spacingAndGlyphs")
        print(f"{renderer}, {anchor} at {x}: letters apart {spaced}, letters wider {stretched}")
        assert is_right(*stretched), "glyphs stretched with their room no longer stand between 10 and 90"
        assert is_right(*spaced) == (anchor == "start"), f"a line anchored by its {anchor} stands otherwise now"
PYTHON
