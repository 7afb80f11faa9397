#!/usr/bin/env bash
# picosvg 0.23.0 turns a hidden shape into a visible one.
#
# Guess: it brings a picture down to filled paths that look the same: a shape with `display="none"`, with no paint or
# with `visibility="hidden"` is left out.
# Seen: the first two are left out. The third becomes a path without the attribute, and is drawn, the shape itself
# hidden or its group.
# So: take hidden shapes out first, or hide by `display`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet picosvg==0.23.0 resvg-py==0.5.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version
import resvg_py
from picosvg.svg import SVG
from PIL import Image

BOX = '<rect {} width="50" height="50"/>'


def is_drawn(svg):
    data = resvg_py.svg_to_bytes(svg_string=svg, dpi=96)
    return Image.open(io.BytesIO(bytes(data))).getbbox() is not None


for content, before, after in [
    (BOX.format(""), True, True),
    (BOX.format('display="none"'), False, False),
    (BOX.format('fill="none"'), False, False),
    (BOX.format('visibility="hidden"'), False, True),
    (f'<g visibility="hidden">{BOX.format("")}</g>', False, True),
]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">{content}</svg>'
    got = is_drawn(svg), is_drawn(SVG.fromstring(svg).topicosvg().tostring())
    print(f"picosvg {version('picosvg')}: {content} drawn before: {got[0]}, after: {got[1]}")
    assert got == (before, after), "hidden shapes are kept or left out otherwise now"
PYTHON
