#!/usr/bin/env bash
# sphinx-markdown-builder 0.6.11 writes Markdown without figures' captions, in which sentences are lists and cells are
# two.
#
# Guess: what it writes of a page has the page's words, and what is no mark in reStructuredText is none in Markdown.
# Seen: a figure's caption and legend are gone (a warning speaks of an unknown node). "1986. A year", "- none" and "# of
# seats", escaped on the page, are a list, another list and a heading. A pipe parts its cell in two, in code as well. A
# list from 5 starts at 1. A picture after a table has no blank line before it, and so stands in a row of the table.
# Code that shows a fence ends at it. Of all but the captions nothing is reported.
# So: go by way of HTML, or compare the words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet sphinx==9.0.4 docutils==0.22.4 sphinx-markdown-builder==0.6.11 \
  markdown-it-py==4.2.0
cd "$work"
mkdir page
echo "extensions = ['sphinx_markdown_builder']" > page/conf.py
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' > page/bodies.svg
cat > page/index.rst <<'RST'
Board
=====

1986\. A year

\- none

# of seats

5. five
6. six

===== =======
Body  Vote
===== =======
Board yes|no
Panel ``a|b``
===== =======

.. image:: bodies.svg
   :alt: All bodies

Words between.

.. figure:: bodies.svg
   :alt: Some bodies

   The caption.

   The legend.

.. code-block:: md

   ```
   fenced
   ```
   after
RST
"$work/python/bin/python" -m sphinx -q -b markdown page out 2>/dev/null
"$work/python/bin/python" - <<'PYTHON'
import re
from markdown_it import MarkdownIt

text = open("out/index.md").read()
html = MarkdownIt().enable("table").render(text)
print(text)
for part in ["1986. A year</p>", "- none</p>", "# of seats</p>", "The caption", "The legend", 'start="5"', "fenced\n```"]:
    assert part not in html, f"{part} is kept now"
assert re.findall(r"<li>(?:<p>)?(.*?)(?:</p>)?</li>", html) == ["A year", "none", "five", "six"], "lists are others now"
assert "<h1>of seats</h1>" in html, "a sentence with # in front is no heading now"
rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)][1:]
picture = '<img src="bodies.svg" alt="All bodies">'
assert rows == [["Board", "yes"], ["Panel", "`a"], [picture.replace(">", " />"), ""]], f"rows are others now: {rows}"
PYTHON
