#!/usr/bin/env bash
# The words of drawings that a PDF page refers to are left out by pypdf 7.1.1's layout mode, and put last by pdfminer.
#
# Guess: words in a form XObject, as every program makes one that embeds a drawing or stamps pages, are read with the
# words around them, or by both modes of one library alike.
# Seen: of a page with "Above", a drawing that says "Board", and one that says "Panel", and "Below", pypdf's plain mode,
# pdfplumber and PDFium read all four in order. pypdf's layout mode reads "Above" and "Below" only. pdfminer's
# `extract_text` (20260107) writes drawings after all else, "BoardPanel" in one word. Nothing is reported.
# So: read pages with drawings by pdfplumber or PDFium, and never check for words by the layout mode.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet \
  pypdf==7.1.1 reportlab==5.1.0 pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2
"$work/python/bin/python" - <<'PYTHON'
import io
import pdfminer.high_level
import pdfplumber
import pypdf
import pypdfium2
from reportlab.pdfgen import canvas

file = io.BytesIO()
page = canvas.Canvas(file, pagesize=(300, 200))
for name in ("Board", "Panel"):
    page.beginForm(name)
    page.drawString(0, 0, name)
    page.endForm()
page.drawString(10, 160, "Above")
for name, height in (("Board", 120), ("Panel", 80)):
    page.saveState()
    page.translate(10, height)
    page.doForm(name)
    page.restoreState()
page.drawString(10, 40, "Below")
page.showPage()
page.save()

first = pypdf.PdfReader(file).pages[0]
found = {
    "pypdf, plain": first.extract_text(),
    "pypdf, layout": first.extract_text(extraction_mode="layout"),
    "pdfplumber": pdfplumber.open(file).pages[0].extract_text(),
    "PDFium": pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_range(),
    "pdfminer": pdfminer.high_level.extract_text(io.BytesIO(file.getvalue())),
}
found = {name: text.split() for name, text in found.items()}
print(found)
for name in ("pypdf, plain", "pdfplumber", "PDFium"):
    assert found[name] == ["Above", "Board", "Panel", "Below"], f"{name} reads the page otherwise"
assert found["pypdf, layout"] == ["Above", "Below"], "the layout mode reads drawings now"
assert found["pdfminer"] == ["Above", "Below", "BoardPanel"], "pdfminer sets the words of drawings elsewhere now"
PYTHON
