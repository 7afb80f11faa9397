#!/usr/bin/env bash
# A stamp that pypdf 7.1.1, pikepdf 10.18.0 or PyMuPDF 2.0 puts on a tagged PDF page is read as part of its headings.
#
# Guess: a page from a tagged file that is laid over another one (a stamp, a letterhead) is decoration there: what reads
# the page by its structure, as screen readers do, finds the page's own words, and the stamp's nowhere or beside them.
# Seen: all three copy the stamp with the marks of its own structure, whose numbers are those of the page's: the stamp's
# heading "Draft" is in the page's heading, its paragraph in the first paragraph, to pdf.js 5.6.205 and to pdfplumber
# 0.11.10 alike, whether the stamp is written into the page's content (pypdf) or drawn as an object of its own.
# So: make stamps without tags, or take the marks (BDC and EMC) out of a stamp's content first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet typst==0.15.2 pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 pdfplumber==0.11.10
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pdfjs-dist@5.6.205
"$work/python/bin/python" - <<'PYTHON'
import io
import pdfplumber
import pikepdf
import pymupdf
import pypdf
import typst

SHEET = "#set page(width: 200pt, height: 200pt)\n"
page = typst.compile(f"{SHEET}= Board\nThe board votes.".encode(), format="pdf")
stamps = {
    "tagged": typst.compile(f"{SHEET}#v(99pt)\n= Draft\nNot agreed.".encode(), format="pdf"),
    "untagged": typst.compile(f"{SHEET}#v(99pt)\n= Draft\nNot agreed.".encode(), format="pdf", pdf_tags=False),
}


def by_pypdf(stamp):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(page))
    writer.pages[0].merge_page(pypdf.PdfReader(io.BytesIO(stamp)).pages[0])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def by_pikepdf(stamp):
    with pikepdf.open(io.BytesIO(page)) as target, pikepdf.open(io.BytesIO(stamp)) as source:
        target.pages[0].add_overlay(source.pages[0])
        file = io.BytesIO()
        target.save(file)
    return file.getvalue()


def by_pymupdf(stamp):
    target = pymupdf.open(stream=page, filetype="pdf")
    target[0].show_pdf_page(target[0].rect, pymupdf.open(stream=stamp, filetype="pdf"), 0)
    return target.tobytes()


def parts(data):
    """The words of each heading and paragraph, as pdfplumber finds them by the page's structure."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        letters = {}
        for letter in pdf.pages[0].chars:
            letters.setdefault(letter["mcid"], []).append(letter["text"])
        (document,) = pdf.pages[0].structure_tree
        return {part["type"]: "".join(sum((letters[one] for one in part["mcids"]), [])) for part in document["children"]}


for stamp, seen in [
    ("untagged", {"H1": "Board", "P": "The board votes."}),
    ("tagged", {"H1": "BoardDraft", "P": "The board votes.Not agreed."}),
]:
    for name, lay in [("pypdf", by_pypdf), ("pikepdf", by_pikepdf), ("pymupdf", by_pymupdf)]:
        data = lay(stamps[stamp])
        print(f"{name}, {stamp} stamp: pdfplumber reads {parts(data)}")
        assert parts(data) == seen, "stamps are read otherwise now"
        with open(f"{name}-{stamp}.pdf", "wb") as file:
            file.write(data)
PYTHON
cat > read.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

// The words of each heading and paragraph, as pdf.js finds them by the page's structure.
async function parts(file) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const page = await pdf.getPage(1);
  const words = new Map();
  const marks = [];
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if (item.type === 'endMarkedContent') marks.pop();
    else if (item.type) marks.push(item.id);
    else words.set(marks.at(-1), (words.get(marks.at(-1)) ?? '') + item.str);
  }
  const [document] = (await page.getStructTree()).children;
  return document.children.map((part) => [part.role, part.children.map((one) => words.get(one.id)).join('')]);
}

for (const [stamp, seen] of [
  ['untagged', [['H1', 'Board'], ['P', 'The board votes.']]],
  ['tagged', [['H1', 'BoardDraft'], ['P', 'The board votes.Not agreed.']]],
]) {
  for (const name of ['pypdf', 'pikepdf', 'pymupdf']) {
    const read = await parts(`${name}-${stamp}.pdf`);
    console.log(`${name}, ${stamp} stamp: pdf.js reads ${JSON.stringify(read)}`);
    assert.deepStrictEqual(read, seen, 'stamps are read otherwise now');
  }
}
JS
node read.mjs 2>/dev/null
