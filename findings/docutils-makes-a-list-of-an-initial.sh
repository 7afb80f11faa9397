#!/usr/bin/env bash
# docutils 0.22.4 makes a list item of a name with an initial, and Sphinx 9.0.4's text builder writes it as a number.
#
# Guess: in a `csv-table` the cells are data, so that "C. Smith" is a name and "-" is a dash for "none".
# Seen: a cell, and any paragraph of one line, is read as text with markup. "C. Smith" becomes a list with the item
# "Smith" that is numbered by letters from C on; "-" becomes a list with an empty item. HTML looks almost right. Text
# has "3. Smith" and an empty cell. "D.E. Smith" and "Smith, C." are kept. Nothing is reported, not even with -W.
# So: write `\C. Smith` and `\-`, also where a program fills in the table.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet docutils==0.22.4 sphinx==9.0.4
cd "$work"
mkdir pages
touch pages/conf.py
cat > pages/index.rst <<'RST'
Members
=======

.. csv-table::

   C. Smith, -
   D.E. Smith, x
   "Smith, C.", \-
   \C. Smith, x

Chaired by

J. Jones
RST
python/bin/sphinx-build -q -W -b text pages text
python/bin/python - <<'PYTHON'
import docutils.core
import docutils.nodes

with open("pages/index.rst") as file:
    tree = docutils.core.publish_doctree(file.read())
lists = []
for node in tree.findall(docutils.nodes.enumerated_list):
    lists.append((node["enumtype"], node["start"], node.astext()))
dashes = len(list(tree.findall(docutils.nodes.bullet_list)))
print(f"docutils {docutils.__version__}: numbered lists {lists}, other lists {dashes}")
assert lists == [("upperalpha", 3, "Smith"), ("upperalpha", 10, "Jones")] and dashes == 1, "names are read as names now"
with open("text/index.txt") as file:
    text = file.read()
rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
print(f"Sphinx's text: {rows}, {text.split()[-2:]}")
assert rows == [["3. Smith", ""], ["D.E. Smith", "x"], ["Smith, C.", "-"], ["C. Smith", "x"]], "cells are kept now"
assert text.split()[-2:] == ["10.", "Jones"], "the paragraph is kept now"
PYTHON
