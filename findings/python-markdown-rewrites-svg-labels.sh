#!/usr/bin/env bash
# Python-Markdown 3.11.3 treats the words of a picture that is written into a page as prose, and so breaks the picture.
#
# Guess: an <svg> that starts a block is raw HTML like a <figure>, and what stands in it is left alone.
# Seen: it is wrapped in a paragraph and its labels are Markdown. Two asterisks in a label become an <em>, which ends
# the picture for an HTML parser: every box after it stands outside. An abbreviation from the page's list becomes an
# <abbr> in the label, and resvg draws nothing of that word. Inside a <figure> nothing of the kind happens.
# So: wrap a picture in a page in <figure>.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet markdown==3.11.3 html5lib==1.1 resvg-py==0.5.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import html5lib
import markdown
import resvg_py
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


def picture(label):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
        f'<text x="5" y="25" font-size="20">{label}</text><rect/></svg>'
    )


def outside(page):
    """How many boxes stand outside the picture once the page is parsed as a browser would."""
    tree = html5lib.parse(markdown.markdown(page))
    inside = len(tree.findall(f".//{SVG}svg//{SVG}rect"))
    return len(tree.findall(".//{http://www.w3.org/1999/xhtml}rect")), inside


for page, seen in [
    (picture("4 x 5 x 6"), (0, 1)),
    (picture("4*5*6"), (1, 0)),
    (f"<figure>\n{picture('4*5*6')}\n</figure>", (0, 1)),
]:
    print(f"markdown {markdown.__version__}: boxes outside and inside {outside(page)} of {page}")
    assert outside(page) == seen, "labels with asterisks are treated otherwise now"


def ink(wrapped):
    """Whether anything is drawn of a label that is an abbreviation, and whether it has become an <abbr>."""
    body = f"<figure>\n{picture('SRO')}\n</figure>" if wrapped else picture("SRO")
    html = markdown.markdown(f"{body}\n\n*[SRO]: senior responsible owner\n", extensions=["abbr"])
    svg = html[html.index("<svg") : html.index("</svg>") + 6]
    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96))))
    return image.getbbox() is not None, "<abbr" in svg


print("abbreviation, bare:", ink(False), "in a figure:", ink(True))
assert ink(True) == (True, False), "a label in a figure is touched now"
assert ink(False) == (False, True), "a label outside a figure is left alone or drawn now"
PYTHON
