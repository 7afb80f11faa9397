#!/usr/bin/env bash
# The page that a PDF's viewers label BB is AB for PyMuPDF 2.0, pikepdf 10.18.0 and pdfminer.six 20260107.
#
# Guess: the label of a page is the same whoever reads the file; after Z comes what the format says, AA, BB, CC to ZZ,
# then AAA.
# Seen: pypdf 7.1.1 and pypdfium2 5.15.2 count so. The other three count as columns of a spreadsheet do: AA, AB, AC. For
# an annex of more than 27 lettered pages they name every later page otherwise, and labels mean other pages: AB to AZ do
# not exist in the file, and AAA is the 53rd page for one side and the 703rd for the other. Roman numbers, prefixes and
# starts agree.
# So: refer to pages by index; take labels for the reader from pypdf or pypdfium2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 pypdfium2==5.15.2 \
  pdfminer.six==20260107
cd "$work"
python/bin/python - <<'PYTHON'
import io
import itertools

import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

COUNT = 60
document = pikepdf.new()
for _ in range(COUNT):
    document.add_blank_page(page_size=(99, 99))
document.Root.PageLabels = pikepdf.Dictionary(
    Nums=[
        0, pikepdf.Dictionary(S=pikepdf.Name.A),
        57, pikepdf.Dictionary(S=pikepdf.Name.r, St=4),
        58, pikepdf.Dictionary(S=pikepdf.Name.D, P=pikepdf.String("Annex ")),
    ]
)
file = io.BytesIO()
document.save(file)
pdf = file.getvalue()
other = pypdfium2.PdfDocument(pdf)
miner = PDFDocument(PDFParser(io.BytesIO(pdf)))
FORMAT = ["A", "Z", "AA", "BB", "ZZ", "AAA", "iv", "Annex 1"]
SPREADSHEET = ["A", "Z", "AA", "AB", "AZ", "BA", "iv", "Annex 1"]
for name, labels, seen in [
    ("pypdf", pypdf.PdfReader(io.BytesIO(pdf)).page_labels, FORMAT),
    ("pypdfium2", [other.get_page_label(index) for index in range(COUNT)], FORMAT),
    ("PyMuPDF", [page.get_label() for page in pymupdf.open(stream=pdf)], SPREADSHEET),
    ("pikepdf", [page.label for page in pikepdf.open(io.BytesIO(pdf)).pages], SPREADSHEET),
    ("pdfminer.six", [*itertools.islice(miner.get_page_labels(), COUNT)], SPREADSHEET),
]:
    found = [labels[index] for index in (0, 25, 26, 27, 51, 52, 57, 58)]
    print(f"{name}: {found}")
    assert found == seen, f"{name}: labels are counted otherwise now"
PYTHON
