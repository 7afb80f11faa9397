#!/usr/bin/env bash
# PyMuPDF 2.0 draws nothing of an SVG that stands in a link or in a <switch>, and no area within a <polyline>.
#
# Guess: it reads a plain picture as a page: what it does not know (a link's address) is lost, the shapes are not.
# Seen: a box in an <a> is missing, the same box in a <g> is there; a <switch> without conditions is empty; a filled
# <polyline> is missing, the same <polygon> is there, and a stroked <polyline> too. No message says so.
# So: render pictures whose boxes are links with something else, or take the links out first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pymupdf==2.0
"$work/python/bin/python" - <<'PYTHON'
from importlib.metadata import version
import pymupdf

BOX = '<rect width="100" height="100"/>'
CORNERS = 'points="0,0 100,0 100,100 0,100"'
for content, seen in [
    (f"<g>{BOX}</g>", True),
    (f'<a href="https://example.org/">{BOX}</a>', False),
    (f"<switch>{BOX}</switch>", False),
    (f"<polygon {CORNERS}/>", True),
    (f"<polyline {CORNERS}/>", False),
    ('<polyline points="0,50 100,50" stroke="#000" stroke-width="60" fill="none"/>', True),
]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">{content}</svg>'
    picture = pymupdf.open(stream=svg.encode(), filetype="svg")[0].get_pixmap(colorspace=pymupdf.csGRAY)
    drawn = picture.pixel(picture.width // 2, picture.height // 2)[0] < 60
    print(f"pymupdf {version('pymupdf')}: {content} is {'drawn' if drawn else 'missing'}")
    assert drawn == seen, "shapes are drawn or left out otherwise now"
PYTHON
