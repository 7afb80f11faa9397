#!/usr/bin/env bash
# m2r2 2.1.0 takes the backslash off an escaped mark of Markdown, and docutils reads the mark that is left.
#
# Guess: what is escaped in Markdown because it is no mark is escaped in reStructuredText where it would be one there.
# Seen: "\*" becomes a bare star, so that stars are gone and the words in italics; "\`" makes a citation of a word,
# "1986\. A year" and "\- none" become lists (as does "-" in a cell, which is an empty item there). A list from 3 starts
# at 1, `` ` `` becomes a line across the page.
# So: look for backslashes, and compare the words of both pages.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet m2r2==2.1.0 mistune==3.3.4 docutils==0.22.4
"$work/python/bin/python" - <<'PYTHON'
import re

import docutils
import m2r2
from docutils.core import publish_parts

for name, page, seen in [
    ("star", "see \\*below\\*", "<p>see <em>below</em></p>"),
    ("backtick", "see \\`below\\`", "<p>see <cite>below</cite></p>"),
    ("backslash", "C:\\new", "<p>C:\\new</p>"),
    ("pipe", "yes|no|", "<p>yes|no|</p>"),
    ("year", "1986\\. A year", "<ol><li><p>A year</p></li></ol>"),
    ("dash", "\\- none", "<ul><li><p>none</p></li></ul>"),
    ("start", "3. three\n4. four", "<ol><li><p>three</p></li><li><p>four</p></li></ol>"),
    ("code", "a\n\n`` ` ``\n\nb", "<p>a</p><hr><p>b</p>"),
]:
    written = m2r2.convert(page)
    html = publish_parts(written, writer="html5", settings_overrides={"report_level": 5})["body"]
    found = re.sub(r"(?<=<ol|<ul|<hr) [^>]*|\n", "", html)
    print(f"m2r2 2.1.0, docutils {docutils.__version__}, {name}: {page!r} -> {found}")
    assert found == seen, f"{name}: read otherwise now"
table = m2r2.convert("| a | b |\n|---|---|\n| - | c |\n")
print(f"m2r2 2.1.0, a dash in a cell: {table.split()}")
assert "* - -" in table, "a dash in a cell is written otherwise now"
PYTHON
