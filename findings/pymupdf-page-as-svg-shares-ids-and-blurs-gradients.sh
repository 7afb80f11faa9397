#!/usr/bin/env bash
# PyMuPDF 2.0 gives the letters of every page's SVG the same ids, draws a gradient as a few pixels, and drops links.
#
# Guess: `get_svg_image` makes of a PDF page a drawing that stays sharp at any size, with the page's links, and that can
# stand in an HTML page beside another page's.
# Seen: letters are shapes with ids that count the page's fonts anew: on a page that starts with a bold word `font_1_1`
# is a bold letter, on another a plain one, so that side by side in one HTML page all pages are set in the first one's
# letters. A box of 20 by 10 points filled with a gradient is an image of 21 by 11 pixels, which is blurred when the
# drawing is enlarged. A link leaves nothing. Nothing is reported.
# So: refer to each SVG by <img>, or put a prefix before the ids (svgo's prefixIds does).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pymupdf==2.0 typst==0.15.2 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import base64
import io
import re
import pymupdf
import typst
from PIL import Image

SOURCE = """#set page(width: 200pt, height: 100pt)
Board #link("https://example.org/")[rules]
#rect(width: 20pt, height: 10pt, fill: gradient.linear(red, blue))
#pagebreak()
*Board* Board
"""
pdf = pymupdf.open(stream=typst.compile(SOURCE.encode(), format="pdf"), filetype="pdf")
svgs = [page.get_svg_image() for page in pdf]
letters = [dict(re.findall(r'<path id="(font_\w+)" d="([^"]+)"', svg)) for svg in svgs]
shared = [one for one in letters[0] if one in letters[1]]
print(f"PyMuPDF 2.0: ids on both pages: {shared}")
assert shared, "ids are told apart now"
assert all(letters[0][one] != letters[1][one] for one in shared), "the same id is the same letter now"

(picture,) = re.findall(r'href="data:image/png;base64,([^"]+)"', svgs[0])
size = Image.open(io.BytesIO(base64.b64decode(picture))).size
print(f"a gradient of 20 by 10 points is an image of {size} pixels; a gradient element: {'Gradient' in svgs[0]}")
assert max(size) < 30 and "Gradient" not in svgs[0], "gradients are drawn otherwise now"

print(f"links of the page: {len(pdf[0].get_links())}, links in its SVG: {svgs[0].count('<a ')}")
assert len(pdf[0].get_links()) == 1 and "example.org" not in svgs[0], "links are kept now"
PYTHON
