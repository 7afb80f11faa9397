#!/usr/bin/env bash
# In a file merged by pypdf 7.1.1 a link within the second document leads to a page of the first; other tools lose it.
#
# Guess: a link from a page to another one of the same document still leads there when two documents are merged, or
# nowhere if that is not supported; the outline, too.
# Seen: documents made by WeasyPrint 70.0 link by names, such as "board", which are listed in the catalog. pypdf keeps
# one of two equal names, the first: "To Two" in the second document leads to the first one's page, while the outline's
# entry leads to the right one. pypdfium2 5.15.2 keeps links and leaves the names behind, so that none leads anywhere;
# PyMuPDF 2.0 leaves the links out. These report nothing. pikepdf 10.18.0 warns where pages are put into `pages`, and is
# right with `add_pages_from`.
# So: merge with pikepdf's `add_pages_from`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet weasyprint==70.0 pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 pypdfium2==5.15.2
"$work/python/bin/python" -W ignore - <<'PYTHON'
import io
import pikepdf
import pymupdf
import pypdf
import pypdfium2
import weasyprint


def document(word):
    """Two pages: a link to the heading, and the heading."""
    return weasyprint.HTML(
        string="<style>h1 { break-before: page }</style>"
        f'<p><a href="#board">To {word}</a></p><h1 id="board">{word}</h1>'
    ).write_pdf()


first, second = document("One"), document("Two")


def saved(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def by_pypdf():
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(first))
    writer.append(io.BytesIO(second))
    return saved(writer.write)


def by_pikepdf():
    merged = pikepdf.new()
    for one in (first, second):
        merged.pages.extend(pikepdf.open(io.BytesIO(one)).pages)
    return saved(merged.save)


def by_pikepdf_anew():
    merged = pikepdf.new()
    for one in (first, second):
        merged.add_pages_from(pikepdf.open(io.BytesIO(one)))
    return saved(merged.save)


def by_pymupdf():
    merged = pymupdf.open()
    for one in (first, second):
        merged.insert_pdf(pymupdf.open(stream=one, filetype="pdf"))
    return merged.tobytes()


def by_pypdfium2():
    merged = pypdfium2.PdfDocument.new()
    for one in (first, second):
        merged.import_pages(pypdfium2.PdfDocument(one))
    return saved(merged.save)


def links(data):
    """The words of the pages that links lead to (None for nowhere), and those that the outline leads to."""
    pdf = pymupdf.open(stream=data, filetype="pdf")
    words = [page.get_text().strip() for page in pdf]
    led = [link.get("page") for page in pdf for link in page.get_links()]
    outline = [words[entry[2] - 1] for entry in pdf.get_toc()]
    return [None if page in (None, -1) else words[page] for page in led], outline


for name, data, seen in [
    ("WeasyPrint 70.0, the second alone", second, (["Two"], ["Two"])),
    ("pypdf 7.1.1", by_pypdf(), (["One", "One"], ["One", "Two"])),
    ("pikepdf 10.18.0", by_pikepdf(), ([None, None], [])),
    ("pikepdf 10.18.0, add_pages_from", by_pikepdf_anew(), (["One", "Two"], ["One", "Two"])),
    ("pypdfium2 5.15.2", by_pypdfium2(), ([None, None], [])),
    ("PyMuPDF 2.0", by_pymupdf(), ([], [])),
]:
    print(f"{name}: links lead to {links(data)[0]}, the outline to {links(data)[1]}")
    assert links(data) == seen, "links lead elsewhere now"
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert [page.extract_text() for page in pages][-2:] == ["To Two", "Two"], "pages are others"
PYTHON
