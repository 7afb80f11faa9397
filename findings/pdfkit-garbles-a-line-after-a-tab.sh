#!/usr/bin/env bash
# pdfkit 0.20.2 writes what follows a tab in a line as other letters, where the line is in one of PDF's own fonts.
#
# Guess: a tab, which those fonts have no sign for, is a space, a gap or left out, and the words after it stay.
# Seen: a letter's code is written as two digits, and a tab's as one (9). From there on all digits are read in other
# pairs, so that "Seats:<tab>nine" is shown and read (by PyMuPDF 2.0 and pypdf 7.1.1) as "Seats:" and signs that are no
# word. No error. With an embedded font (DejaVu Sans) the words stay.
# So: replace tabs before text is set, or set columns by place.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pdfkit@0.20.2 dejavu-fonts-ttf@2.37.3
python3 -m venv python
python/bin/pip install --quiet pymupdf==2.0 pypdf==7.1.1
cat > write.cjs <<'JS'
const fs = require('node:fs');
const PDFDocument = require('pdfkit');

const pdf = new PDFDocument({ compress: false });
pdf.pipe(fs.createWriteStream('lines.pdf'));
for (const font of ['Helvetica', 'Times-Roman', 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf']) {
  pdf.font(font).text('Seats: nine').text('Seats:\tnine');
}
pdf.end();
JS
node write.cjs
python/bin/python - <<'PYTHON'
import re

import pymupdf
import pypdf

with open("lines.pdf", "rb") as file:
    codes = re.findall(rb"<53656174733a([0-9a-f]+)>", file.read())
print("pdfkit 0.20.2, after the colon:", *codes)
assert codes.count(b"96e696e65") == 2, "a tab is written otherwise now"
for name, text in [
    (f"PyMuPDF {pymupdf.__version__}", pymupdf.open("lines.pdf")[0].get_text()),
    (f"pypdf {pypdf.__version__}", pypdf.PdfReader("lines.pdf").pages[0].extract_text()),
]:
    lines = text.splitlines()
    found = ["nine" in line for line in lines if line.startswith("Seats:")]
    print(f"{name}: {lines}")
    assert found == [True, False, True, False, True, True], f"{name}: lines are read otherwise now"
PYTHON
