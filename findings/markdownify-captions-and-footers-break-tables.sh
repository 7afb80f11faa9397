#!/usr/bin/env bash
# markdownify 1.2.3 loses a table that has a caption, and writes a second head before a table's foot.
#
# Guess: a table whose first row is of header cells is a Markdown table; a caption goes above it, a foot's rows are its
# last rows.
# Seen: with a <caption> there is no line of dashes under the headers, and the table is a paragraph full of pipes. Before
# the rows of a <tfoot> an empty row and a row of dashes are written, which a reader shows.
# So: take captions and feet out of tables before they are converted, or wrap the headers in <thead>.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet markdownify==1.2.3 markdown-it-py==4.2.0
"$work/python/bin/python" - <<'PYTHON'
import re
from markdown_it import MarkdownIt
from markdownify import markdownify

HEAD, ROW = "<tr><th>Body</th><th>Held</th></tr>", "<tr><td>Board</td><td>monthly</td></tr>"


def rows(html):
    """The rows that a table has once it is written as Markdown and rendered."""
    page = MarkdownIt("gfm-like", {"linkify": False}).render(markdownify(html))
    return [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", page, re.S)]


PLAIN = [["Body", "Held"], ["Board", "monthly"]]
for name, table, seen in [
    ("plain", f"<table>{HEAD}{ROW}</table>", PLAIN),
    ("caption", f"<table><caption>Bodies</caption>{HEAD}{ROW}</table>", []),
    ("caption, thead", f"<table><caption>Bodies</caption><thead>{HEAD}</thead><tbody>{ROW}</tbody></table>", PLAIN),
    ("foot", f"<table>{HEAD}{ROW}<tfoot>{ROW}</tfoot></table>", [*PLAIN, ["", ""], ["---", "---"], PLAIN[1]]),
]:
    print(f"markdownify 1.2.3, {name}: {rows(table)}")
    assert rows(table) == seen, f"{name}: written otherwise now"
PYTHON
