#!/usr/bin/env bash
# scour 0.38.2 lets a class's rule beat the colour that a shape says itself.
#
# Guess: where it writes `style="fill:blue"` as the shorter attribute `fill="blue"`, it has seen to it that no rule of
# the picture's style sheet stands in the way.
# Seen: it does so with every `style`, and an attribute loses against any rule: a blue box whose class is red turns red,
# and one whose element's name has a rule too. Without a rule the two are the same.
# So: set `style_to_xml` to false (`--disable-style-to-xml`) for pictures with a style sheet.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet scour==0.38.2 resvg-py==0.5.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version
import resvg_py
from PIL import Image
from scour import scour


def colour(svg):
    """The colour in the middle of the picture."""
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96)))).convert("RGB").getpixel((5, 5))


BLUE, RED = (0, 0, 255), (255, 0, 0)
BOX = '<rect class="box" width="10" height="10" style="fill:#00f"/>'
for sheet, chosen, seen in [
    ("", {}, (BLUE, BLUE)),
    ("<style>.box{fill:#f00}</style>", {}, (BLUE, RED)),
    ("<style>rect{fill:#f00}</style>", {}, (BLUE, RED)),
    ("<style>.box{fill:#f00}</style>", {"style_to_xml": False}, (BLUE, BLUE)),
]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{sheet}{BOX}</svg>'
    options = scour.sanitizeOptions()
    for name, value in chosen.items():
        setattr(options, name, value)
    got = colour(svg), colour(scour.scourString(svg, options))
    print(f"scour {version('scour')} {chosen}, sheet {sheet!r}: {got[0]}, afterwards {got[1]}")
    assert got == seen, "colours are kept or lost otherwise now"
PYTHON
