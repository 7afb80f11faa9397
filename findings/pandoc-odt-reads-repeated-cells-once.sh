#!/usr/bin/env bash
# pandoc 3.9 reads a cell or a row of an ODT table that is written once and counted as many once only.
#
# Guess: two cells of the same words side by side, which the format writes as one with a count, are two cells, and three
# rows of the same words are three.
# Seen: the count is not read. Cells behind a repeated one stand in the wrong columns, the last are empty, and one of the
# rows is there. Empty cells, which office programs write so, shift a row in the same way.
# So: write repeated cells out before reading.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 odfpy==1.4.1
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import re
import pypandoc
from odf import table, text
from odf.opendocument import OpenDocumentText


def read(*rows):
    """The rows that are found of a table of three columns, given as counts and cells of counts and words."""
    document, grid = OpenDocumentText(), table.Table()
    grid.addElement(table.TableColumn(numbercolumnsrepeated=3))
    for times, cells in rows:
        row = table.TableRow(**({"numberrowsrepeated": times} if times > 1 else {}))
        for count, words in cells:
            cell = table.TableCell(**({"numbercolumnsrepeated": count} if count > 1 else {}))
            if words:
                cell.addElement(text.P(text=words))
            row.addElement(cell)
        grid.addElement(row)
    document.text.addElement(grid)
    document.save("page.odt")
    html = pypandoc.convert_file("page.odt", "html")
    found = [re.findall("<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in re.findall("<tr.*?</tr>", html, re.S)]
    return [[re.sub("<[^>]*>", "", cell).strip() for cell in row] for row in found]


TITLES, HEAD = ["Body", "First", "Second"], (1, [(1, "Body"), (1, "First"), (1, "Second")])
for name, row, seen in [
    ("written out", (1, [(1, "Board"), (1, "held"), (1, "held")]), [["Board", "held", "held"]]),
    ("repeated cell", (1, [(1, "Board"), (2, "held")]), [["Board", "held", ""]]),
    ("repeated empty cell", (1, [(2, ""), (1, "held")]), [["", "held", ""]]),
    ("repeated row", (3, [(1, "Board"), (1, "held"), (1, "held")]), [["Board", "held", "held"]]),
]:
    got = read(HEAD, row)
    print(f"pandoc {pypandoc.get_pandoc_version()}, {name}: {got[1:]}")
    assert got == [TITLES, *seen], f"{name}: read otherwise now"
PYTHON
