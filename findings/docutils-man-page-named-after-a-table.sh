#!/usr/bin/env bash
# docutils 0.22.4, and so Sphinx 9.0.4, makes a table's title a section of the man page, or the name of the whole page.
#
# Guess: the title of a table stands over the table.
# Seen: it is taken for the title of a section. Below a heading the table starts a section, into which all that follows
# falls. Before the first heading it takes the place of the page's name in NAME, by which `apropos` and `whatis` find
# the page. Nothing is reported, not even with -W.
# So: no titles for tables in man pages; a paragraph before the table does as well.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet docutils==0.22.4 sphinx==9.0.4
cd "$work"
cat > write.py <<'PYTHON'
import pathlib

TABLE = """
.. table:: Seats by body

   ==== =====
   Body Seats
   ==== =====
   A    3
   ==== =====

"""
for name, before, after, title in [
    ("plain", False, False, True),
    ("untitled", True, True, False),
    ("before", True, False, True),
    ("after", False, True, True),
]:
    table = TABLE if title else TABLE.replace(" Seats by body", "")
    page = ["divide\n======\n", table if before else "", "\nSynopsis\n--------\n\ndivide FILE\n",
            table if after else "", "\nThis belongs to the synopsis.\n\nOptions\n-------\n\nNone.\n"]
    pathlib.Path(name).mkdir()
    pathlib.Path(name, "index.rst").write_text("".join(page))
    pathlib.Path(name, "conf.py").write_text("man_pages = [('index', 'divide', 'divides seats', 'Me', 1)]\n")
PYTHON
python/bin/python write.py
for name in plain untitled before after; do
  python/bin/sphinx-build -q -W -b man "$name" "$name/man"
done
python/bin/python - <<'PYTHON'
import pathlib
import re

import docutils.core

USUAL = ["NAME", "SYNOPSIS", "OPTIONS", "Author"]
for name, called, sections in [
    ("plain", "divide - divides seats", USUAL),
    ("untitled", "divide - divides seats", USUAL),
    ("before", "Seats by body - divides seats", USUAL),
    ("after", "divide - divides seats", ["NAME", "SYNOPSIS", "Seats by body", "OPTIONS", "Author"]),
]:
    page = pathlib.Path(name, "man", "divide.1").read_text()
    got = re.search(r"\.SH NAME\n(.*)", page)[1].strip().replace("\\-", "-"), re.findall(r"\.SH (.*)", page)
    print(f"Sphinx, {name}: {got}")
    other = docutils.core.publish_string(pathlib.Path(name, "index.rst").read_text(), writer="manpage").decode()
    inner = re.findall(r"\.SH (.*)", other)
    assert ("Seats by body \\-" in other) == (name == "before"), f"{name}: docutils names the page otherwise now"
    print(f"docutils, {name}: {inner}")
    assert got == (called, sections), f"{name}: the table's title is written otherwise now"
    assert ("Seats by body" in inner) == (name == "after"), f"{name}: docutils writes the title otherwise now"
PYTHON
