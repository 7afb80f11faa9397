#!/usr/bin/env bash
# html2text 2025.4.15 moves a row with an empty first cell to the left, and a second paragraph out of its list item.
#
# Guess: an empty cell is an empty cell, and what belongs to a list item stays in it; a table's caption is a line above.
# Seen: rows have no pipe at their start, so that one with nothing in its first cell starts with the pipe that parts it
# from the second, which a reader takes for the border: the second cell's words are in the first column. The second
# paragraph of an item is not indented and ends the list. A caption is written into the first header.
# So: fill empty cells with a dash, write one paragraph an item, and take captions out before converting.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet html2text==2025.4.15 markdown-it-py==4.2.0
"$work/python/bin/python" - <<'PYTHON'
import re
import html2text
from markdown_it import MarkdownIt


def rendered(html):
    return MarkdownIt("gfm-like", {"linkify": False}).render(html2text.html2text(html))


def rows(table):
    page = rendered(f"<table>{table}</table>")
    return [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", page, re.S)]


HEAD = "<tr><th>Body</th><th>Held</th></tr>"
for table, seen in [
    (f"{HEAD}<tr><td>Board</td><td>monthly</td></tr>", [["Body", "Held"], ["Board", "monthly"]]),
    (f"{HEAD}<tr><td></td><td>monthly</td></tr>", [["Body", "Held"], ["monthly", ""]]),
    (f"<caption>Bodies</caption>{HEAD}", [["BodiesBody", "Held"]]),
]:
    print(f"html2text 2025.4.15: {table} is {rows(table)}")
    assert rows(table) == seen, "tables are written otherwise now"
for item, seen in [("<p>Board</p>", ["Board"]), ("<p>Board</p><p>meets</p>", ["Board"])]:
    page = rendered(f"<ol><li>{item}</li></ol>")
    held = re.findall(r"\w+", re.sub("<[^>]*>", " ", page[: page.index("</ol>")]))
    print(f"html2text 2025.4.15: of the item {item} the list holds {held}")
    assert held == seen, "list items are written otherwise now"
PYTHON
