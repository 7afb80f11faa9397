#!/usr/bin/env bash
# A layer that a PDF keeps switched off is shown once the page is taken into another file by pypdf 7.1.1, pikepdf
# 10.18.0, PyMuPDF 2.0, pypdfium2 5.15.2 or pdf-lib 1.17.1.
#
# Guess: a page looks in the merged file as it did in its own; what is on a layer that is off stays hidden.
# Seen: which layers are off stands in the catalog, not on the page. All five copy the page with its layers and leave
# the catalog's /OCProperties behind, so that the page still names the layer and nothing switches it off: a draft's
# stamp or another language's labels are drawn. Both renderers here agree. Only a copy of the whole file (`clone_from`
# in pypdf) keeps them hidden. Nothing is reported.
# So: look for /OCProperties before merging; start from the file that has them, or take hidden layers out first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 pypdfium2==5.15.2 numpy==2.2.6
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pdf-lib@1.17.1
cat > merge.mjs <<'JS'
import fs from 'node:fs';
import { PDFDocument } from 'pdf-lib';

const merged = await PDFDocument.create();
const [page] = await merged.copyPages(await PDFDocument.load(fs.readFileSync('layers.pdf')), [0]);
merged.addPage(page);
fs.writeFileSync('pdf-lib.pdf', await merged.save());
JS
cat > check.py <<'PYTHON'
import io
import subprocess
import pikepdf
import pymupdf
import pypdf
import pypdfium2

document = pymupdf.open()
page = document.new_page(width=100, height=100)
final, draft = document.add_ocg("final", on=True), document.add_ocg("draft", on=False)
page.draw_rect((0, 0, 50, 50), fill=(0, 1, 0), color=None, oc=final)
page.draw_rect((50, 50, 100, 100), fill=(1, 0, 0), color=None, oc=draft)
source = document.tobytes()


def saved(writer, method="write"):
    file = io.BytesIO()
    getattr(writer, method)(file)
    return file.getvalue()


def by_pypdf_append():
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(source))
    return saved(writer)


def by_pikepdf():
    merged = pikepdf.new()
    merged.pages.extend(pikepdf.open(io.BytesIO(source)).pages)
    return saved(merged, "save")


def by_pymupdf():
    merged = pymupdf.open()
    merged.insert_pdf(pymupdf.open(stream=source))
    return merged.tobytes()


def by_pdfium():
    merged = pypdfium2.PdfDocument.new()
    merged.import_pages(pypdfium2.PdfDocument(source))
    return saved(merged, "save")


def by_pdf_lib():
    with open("layers.pdf", "wb") as file:
        file.write(source)
    subprocess.run(["node", "merge.mjs"], check=True)
    with open("pdf-lib.pdf", "rb") as file:
        return file.read()


for name, pdf, seen in [
    ("the file itself", source, False),
    ("pypdf's clone", saved(pypdf.PdfWriter(clone_from=io.BytesIO(source))), False),
    ("pypdf's append", by_pypdf_append(), True),
    ("pikepdf's pages.extend", by_pikepdf(), True),
    ("PyMuPDF's insert_pdf", by_pymupdf(), True),
    ("pypdfium2's import_pages", by_pdfium(), True),
    ("pdf-lib's copyPages", by_pdf_lib(), True),
]:
    mupdf = pymupdf.open(stream=pdf)[0].get_pixmap().pixel(75, 75) == (255, 0, 0)
    pdfium = pypdfium2.PdfDocument(pdf)[0].render(rev_byteorder=True).to_numpy()[75, 75].tolist() == [255, 0, 0]
    print(f"{name}: the hidden layer is {'drawn' if mupdf else 'hidden'}")
    assert (mupdf, pdfium) == (seen, seen), f"{name}: shows or hides the layer otherwise now"
PYTHON
python/bin/python check.py
