#!/usr/bin/env bash
# pandoc 3.9 moves a row of a DOCX table that starts in the second column to the first, and joins two texts to a caption.
#
# Guess: a row that leaves its first columns out (w:gridBefore) has empty cells there; a table's title is its caption
# and its description for readers who cannot see it is no text of the page.
# Seen: the row's cells stand in the first columns, under the wrong headers; mammoth 1.13.0 does the same. Title and
# description become one caption, without so much as a space between them.
# So: put empty cells into such rows, and give tables a title or a description, not both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 mammoth==1.13.0 python-docx==1.2.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import re
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cell(words):
    return f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def read(last, properties=""):
    """The cells of the last row of a table, as pandoc and mammoth find them, and pandoc's caption."""
    document = docx.Document()
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    first = f"<w:tr>{cell('Body')}{cell('Held')}</w:tr>"
    table = f"<w:tbl {W}><w:tblPr>{properties}</w:tblPr>{grid}{first}<w:tr>{last}</w:tr></w:tbl>"
    document.element.body.insert(0, parse_xml(table))
    document.save("page.docx")
    with open("page.docx", "rb") as file:
        pages = pypandoc.convert_file("page.docx", "html"), mammoth.convert_to_html(file).value
    rows = []
    for page in pages:
        row = re.findall("<tr.*?</tr>", page, re.S)[-1]
        rows.append([re.sub("<[^>]*>", "", td) for td in re.findall("<t[dh][^>]*>.*?</t[dh]>", row, re.S)])
    return *rows, re.findall("<caption>(.*?)</caption>", pages[0], re.S)


LATE = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("monthly")}'
FULL = cell("") + cell("monthly")
TITLE, WORDS = '<w:tblCaption w:val="Bodies"/>', '<w:tblDescription w:val="Three bodies"/>'
for name, got, seen in [
    ("full row", read(FULL), (["", "monthly"], ["", "monthly"], [])),
    ("late row", read(LATE), (["monthly", ""], ["monthly"], [])),
    ("title", read(FULL, TITLE), (["", "monthly"], ["", "monthly"], ["Bodies"])),
    ("title and description", read(FULL, TITLE + WORDS), (["", "monthly"], ["", "monthly"], ["BodiesThree bodies"])),
]:
    print(f"{name}: pandoc {pypandoc.get_pandoc_version()} {got[0]}, mammoth 1.13.0 {got[1]}, caption {got[2]}")
    assert got == seen, f"{name}: read otherwise now"
PYTHON
