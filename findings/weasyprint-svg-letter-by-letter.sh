#!/usr/bin/env bash
# WeasyPrint 70.0 sets the text of an SVG picture one code point at a time, so that a combining mark stands alone.
#
# Guess: words in a picture are shaped like words on the page around it: `e` followed by U+0301 (as file systems and
# some keyboards give it) is one letter with an accent, as wide as the ready-made one.
# Seen: on the page it is; in the picture the accent gets a place of its own beside its letter, on a dotted circle, and
# six letters take two and a half times their room.
# So: bring labels into composed form (NFC) before they go into a picture; scripts that have no composed form need
# paths.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet weasyprint==70.0 pypdfium2==5.15.2 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import base64
import pypdfium2
import weasyprint

SHEET = "<style>@page{size:600px 100px;margin:0}body{margin:20px;font:24px serif}img{display:block}</style>"


def width(body):
    """The width of a page's ink, in CSS pixels."""
    page = pypdfium2.PdfDocument(weasyprint.HTML(string=SHEET + body).write_pdf())[0]
    image = page.render(scale=96 / 72).to_pil().convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 160 else 0).getbbox()
    return right - left


def picture(words):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="60">'
        f'<text x="10" y="40" font-size="24" font-family="serif">{words}</text></svg>'
    )
    return f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


composed, apart = "\u00e9" * 6, "e\u0301" * 6
page = width(f"<p>{composed}</p>"), width(f"<p>{apart}</p>")
drawn = width(picture(composed)), width(picture(apart))
print(f"weasyprint {weasyprint.__version__}: page {page}, picture {drawn} (composed, apart)")
assert abs(page[0] - page[1]) <= 2, "the page's own text does not join the two either"
assert abs(page[0] - drawn[0]) <= 2, "page and picture do not use the same face"
assert drawn[1] > drawn[0] * 2, "the mark joins its letter in a picture now"
PYTHON
