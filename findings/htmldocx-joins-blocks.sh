#!/usr/bin/env bash
# htmldocx 0.0.6 writes blocks other than paragraphs into one another, and raises on a header over two columns.
#
# Guess: a <div>, a <section>, a term and its definition are paragraphs, and cells over several columns are merged.
# Seen: only <p>, headings and list items start a paragraph: "Chair" and "Leads" in two <div>, or in <dt> and <dd>, come
# out as "ChairLeads". `rowspan` and `colspan` are not read: a table whose first row has a wide header is made with too
# few columns, and the next row raises IndexError.
# So: put a <p> into every block, and split merged cells before converting.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet htmldocx==0.0.6 python-docx==1.2.0 beautifulsoup4==4.13.4
"$work/python/bin/python" - <<'PYTHON'
import docx
from htmldocx import HtmlToDocx


def written(html):
    document = docx.Document()
    try:
        HtmlToDocx().add_html_to_document(html, document)
    except IndexError as error:
        return type(error).__name__
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return rows or [paragraph.text for paragraph in document.paragraphs if paragraph.text]


for html, seen in [
    ("<p>Chair</p><p>Leads</p>", ["Chair", "Leads"]),
    ("<div>Chair</div><div>Leads</div>", ["ChairLeads"]),
    ("<section>Chair</section><section>Leads</section>", ["ChairLeads"]),
    ("<dl><dt>Chair</dt><dd>Leads</dd></dl>", ["ChairLeads"]),
    ("<table><tr><th>Chair</th><th>Leads</th></tr><tr><td>1</td><td>2</td></tr></table>", [["Chair", "Leads"], ["1", "2"]]),
    ('<table><tr><th colspan="2">Chair</th></tr><tr><td>1</td><td>2</td></tr></table>', "IndexError"),
]:
    print(f"htmldocx 0.0.6: {html} is {written(html)}")
    assert written(html) == seen, "blocks or tables are written otherwise now"
PYTHON
