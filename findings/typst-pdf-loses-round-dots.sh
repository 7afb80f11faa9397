#!/usr/bin/env bash
# typst 0.15.2 (from Python) loses dots of an SVG picture in a PDF that it draws in a PNG.
#
# Guess: a line of no length with round caps is a dot (the usual way to draw one in outline icons), and the two outputs
# of one document show the same.
# Seen: the PNG shows the dot. The PDF does not, in PDFium nor in MuPDF. A line a hundredth of a unit long is a dot in
# both.
# So: draw dots as circles, or give them a little length.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet typst==0.15.2 pypdfium2==5.15.2 pymupdf==1.26.3 pillow==11.3.0
"$work/python/bin/python" - "$work" <<'PYTHON'
import io
import sys
from importlib.metadata import version
import pymupdf
import pypdfium2
import typst
from PIL import Image


def dots(d):
    """Whether the dot's middle is black: in typst's PNG, and in its PDF as PDFium and MuPDF draw it."""
    with open(f"{sys.argv[1]}/dot.svg", "w") as file:
        file.write(
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
            f'<path d="{d}" fill="none" stroke="#000" stroke-width="40" stroke-linecap="round"/></svg>'
        )
    page = f"{sys.argv[1]}/page.typ"
    with open(page, "w") as file:
        file.write('#set page(width: 100pt, height: 100pt, margin: 0pt)\n#image("dot.svg", width: 100pt)\n')
    png = Image.open(io.BytesIO(typst.compile(page, format="png", ppi=72.0))).convert("L")
    pdf = typst.compile(page, format="pdf")
    pdfium = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    mupdf = pymupdf.open(stream=pdf, filetype="pdf")[0].get_pixmap(colorspace=pymupdf.csGRAY)
    return png.getpixel((50, 50)) < 60, pdfium.getpixel((50, 50)) < 60, mupdf.pixel(50, 50)[0] < 60


for d, seen in [
    ("M50 50h0.01", (True, True, True)),
    ("M50 50h0", (True, False, False)),
    ("M50 50L50 50", (True, False, False)),
    ("M50 50z", (True, False, False)),
]:
    print(f"typst {version('typst')}: {d} is drawn in {dots(d)} (PNG, PDFium, MuPDF)")
    assert dots(d) == seen, "a line of no length is drawn otherwise now"
PYTHON
