#!/usr/bin/env bash
# Words with letter spacing from reportlab 5.1.0 fall apart in MuPDF, pdf.js and pdfminer, but not in PDFium and pypdf.
#
# Guess: character spacing (Tc) is a matter of looks. Readers tell a word's end by a space or by a gap beyond what the
# document itself declares as spacing, so that a heading with a sixth of its size between the letters is found as words.
# Seen: two points at size 12 and three readers return single letters: PyMuPDF 2.0 and pdfjs-dist 5.6.205 with one space
# after each, so that the words can no longer be told apart; pdfminer.six 20260107 with one space, and three between the
# words. pypdfium2 5.15.2 and pypdf 7.1.1 return the words. With one point all five do.
# So: space headings by no more than a twelfth of their size.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet \
  reportlab==5.1.0 pymupdf==2.0 pypdfium2==5.15.2 pypdf==7.1.1 pdfminer.six==20260107
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pdfjs-dist@5.6.205
cat > read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const document = await getDocument({ data: new Uint8Array(readFileSync('page.pdf')), verbosity: 0 }).promise;
const { items } = await (await document.getPage(1)).getTextContent();
process.stdout.write(items.map((item) => item.str).join(''));
JS
"$work/python/bin/python" - <<'PYTHON'
import subprocess
import pdfminer.high_level
import pymupdf
import pypdf
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

READERS = {
    "PyMuPDF": lambda path: pymupdf.open(path)[0].get_text(),
    "pdf.js": lambda path: subprocess.run(["node", "read.mjs"], stdout=subprocess.PIPE, check=True, text=True).stdout,
    "pdfminer": pdfminer.high_level.extract_text,
    "PDFium": lambda path: pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range(),
    "pypdf": lambda path: pypdf.PdfReader(path).pages[0].extract_text(),
}


def read(spacing):
    """What each reader makes of two words at size 12 with this many points between the letters."""
    canvas = Canvas("page.pdf", pagesize=(300, 100))
    text = canvas.beginText(20, 50)
    text.setFont("Helvetica", 12)
    text.setCharSpace(spacing)
    text.textOut("letters apart")
    canvas.drawText(text)
    canvas.save()
    return {name: reader("page.pdf").strip() for name, reader in READERS.items()}


for spacing, exceptions in [
    (0, {}),
    (1, {}),
    (2, dict.fromkeys(["PyMuPDF", "pdf.js"], "l e t t e r s a p a r t") | {"pdfminer": "l e t t e r s   a p a r t"}),
]:
    got = read(spacing)
    print(f"{spacing} points: {got}")
    assert got == dict.fromkeys(READERS, "letters apart") | exceptions, "spaced words are read otherwise now"
PYTHON
