#!/usr/bin/env bash
# Sphinx 9.0.4 writes a list or code that follows a diagram into the diagram's line of a man page, command and all.
#
# Guess: where a diagram of `graphviz` or of sphinxcontrib-mermaid 2.1.1 stands, a man page has its description or its
# source, as the text builder has, and goes on with the next block on a line of its own.
# Seen: "[graph: ...]" is written, and right after it, on the same line, the command that begins a list or a block of
# code: ".INDENT 0.0" is printed as words, and the block is not indented, while the command that ends it is there. A
# paragraph that follows is right. Nothing is reported, not even with -W. The text builder is right.
# So: set a paragraph after each diagram, or leave diagrams out of man pages (`.. only:: not man`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet sphinx==9.0.4 docutils==0.22.4 sphinxcontrib-mermaid==2.1.1
cd "$work"
mkdir page
cat > page/conf.py <<'PYTHON'
project = "bodies"
extensions = ["sphinx.ext.graphviz", "sphinxcontrib.mermaid"]
PYTHON
cat > page/index.rst <<'RST'
Bodies
======

.. graphviz::
   :alt: Board and panel

   digraph { board -> panel }

- one
- two

.. mermaid::
   :alt: Panel and board

   flowchart TD
     panel-->board

.. code-block:: none

   code

.. graphviz::
   :alt: All of it

   digraph { board }

A paragraph.
RST
python/bin/python -m sphinx -qW -b man page man
python/bin/python -m sphinx -qW -b text page text
python/bin/python - <<'PYTHON'
man = open("man/bodies.1").read().splitlines()
text = open("text/index.txt").read()
graphs = [line for line in man if "[graph" in line]
print("Sphinx 9.0.4, man:", graphs)
assert "[graph: Board and panel]\n\n" in text and "[graph: Panel and board]\n\n" in text, "text is written otherwise"
garbled = ["[graph: Board and panel].INDENT 0.0", "[graph: Panel and board].INDENT 0.0"]
assert graphs[:2] == garbled, "blocks begin on a line of their own now"
assert graphs[2] == "[graph: All of it]", "paragraphs after diagrams are others now"
begun = sum(line.startswith(".INDENT") for line in man)
assert begun == man.count(".UNINDENT") - 2, "blocks begin as often as they end now"
PYTHON
