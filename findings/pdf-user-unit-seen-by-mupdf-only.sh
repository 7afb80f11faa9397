#!/usr/bin/env bash
# The size of a PDF page with a /UserUnit is one to MuPDF and another to PDFium and pdfplumber.
#
# Guess: a large poster, 300 by 200 units of two points each, is 600 by 400 points to every reader; PDFium, which draws
# PDF in a browser, surely counts the unit.
# Seen: PyMuPDF 2.0 gives 600 by 400, pypdfium2 5.15.2 gives 300 by 200 and draws half as many pixels at the same scale,
# and pdfplumber 0.11.10 measures words in 300 by 200. pypdf 7.1.1 gives the unit beside the box.
# So: keep sheets below 200 inches and out of need of /UserUnit; where it is used, multiply by it oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pymupdf==2.0 pypdfium2==5.15.2 pdfplumber==0.11.10 pypdf==7.1.1 pikepdf==10.18.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pdfplumber
import pikepdf
import pymupdf
import pypdf
import pypdfium2


def sizes(unit):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    if unit != 1:
        page.UserUnit = unit
    data = io.BytesIO()
    pdf.save(data, force_version="1.6")
    box = pymupdf.open(stream=data.getvalue())[0].rect
    sheet = pypdfium2.PdfDocument(data.getvalue())[0]
    plumber = pdfplumber.open(data).pages[0]
    other = pypdf.PdfReader(data).pages[0]
    return {
        "PyMuPDF": (box.width, box.height),
        "PDFium": sheet.get_size(),
        "PDFium's picture": sheet.render(scale=1).to_pil().size,
        "pdfplumber": (plumber.width, plumber.height),
        "pypdf's unit": other.user_unit,
    }


plain, large = sizes(1), sizes(2)
print("unit 1:", plain)
print("unit 2:", large)
flat = (300, 200)
same = {"PDFium": flat, "PDFium's picture": flat, "pdfplumber": flat}
assert plain == {"PyMuPDF": flat, "pypdf's unit": 1, **same}, "a page without a unit has another size"
assert large == {"PyMuPDF": (600, 400), "pypdf's unit": 2, **same}, "the unit is counted by others now"
PYTHON
