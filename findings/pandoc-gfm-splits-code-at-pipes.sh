#!/usr/bin/env bash
# pandoc 3.9 writes a pipe within code in a GitHub-flavoured table as it stands, and so splits the cell.
#
# Guess: `a|b` as code in a cell is written with the pipe escaped, since the format splits rows before it reads code;
# pandoc's own reader and writer of the format agree on that.
# Seen: a pipe in plain words is escaped, one in code is not. Read back, by pandoc or by markdown-it-py 4.2.0, the cell
# is two cells of which each has half of the code, and the row's last cell is dropped.
# So: put code with pipes in HTML in tables, or use `rehype-remark`, which escapes it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 markdown-it-py==4.2.0
"$work/python/bin/python" - <<'PYTHON'
import re
import pypandoc
from markdown_it import MarkdownIt


def cells(html):
    return [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html, re.S)]


def there_and_back(cell):
    """The cells of a row with this cell first, as given and once pandoc has read and written it."""
    page = f"| Flow | Held |\n|---|---|\n| {cell} | monthly |\n"
    again = pypandoc.convert_text(page, "gfm", "gfm")
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(again)
    return [cells(html) for html in (pypandoc.convert_text(page, "html", "gfm"),
                                     pypandoc.convert_text(again, "html", "gfm"), rendered)]


print("pandoc", pypandoc.get_pandoc_version())
for cell, seen in [(r"up\|down", ["up|down", "monthly"]), (r"`up\|down`", ["`up", "down`"])]:
    given, pandoc, other = there_and_back(cell)
    print(f"{cell}: read {given}, written and read again {pandoc}, by markdown-it {other}")
    assert given == ["up|down", "monthly"], "the page itself is read otherwise"
    assert pandoc == other == seen, "pipes are written otherwise now"
PYTHON
