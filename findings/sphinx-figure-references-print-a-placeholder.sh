#!/usr/bin/env bash
# Sphinx 9.0.4 writes "Fig. %s" for a reference to a figure in its text, man and texinfo output.
#
# Guess: `:numref:` gives "Fig. 2" in every output once `numfig` is set, or the caption where an output has no numbers.
# Seen: HTML, one-page HTML and EPUB say "Fig. 2", LaTeX has a reference of its own. The text builder, the man pages and
# texinfo print the pattern with its placeholder, and the figures are not numbered there. Nothing is reported, not even
# with -W. The text builder drops the address of every link, too.
# So: use `:ref:`, which gives the caption, in pages that are published as text or as man pages.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet sphinx==9.0.4
cd "$work"
mkdir pages
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h5v5z"/></svg>' > pages/bodies.svg
cat > pages/conf.py <<'CONF'
numfig = True
version = copyright = "1"
root_doc = "index"
CONF
cat > pages/index.rst <<'RST'
Bodies
======

.. figure:: bodies.svg
   :alt: One

   First

.. _second:

.. figure:: bodies.svg
   :alt: Two

   Second

See :numref:`second`, or :ref:`second`, or `the charter <https://example.org/charter>`__.
RST
for builder in html singlehtml text man texinfo; do
  python/bin/sphinx-build -q -W -b "$builder" pages "$builder"
done
python/bin/python - <<'PYTHON'
import glob
import re

for builder, pattern, number, link in [
    ("html", "index.html", "Fig. 2", True),
    ("singlehtml", "index.html", "Fig. 2", True),
    ("text", "index.txt", "Fig. %s", False),
    ("man", "*.1", "Fig. %s", True),
    ("texinfo", "*.texi", "Fig. %s", True),
]:
    [name] = glob.glob(f"{builder}/{pattern}")
    with open(name) as file:
        text = re.sub(r"<[a-z/][^>]*href[^>]*charter[^>]*>", "example.org", file.read())
    text = re.sub(r"<[^>]*>", "", text) if "html" in builder else text
    found = re.search(r"See\s+(Fig\. (?:\d|%s))", text)[1]
    print(f"Sphinx's {builder}: {found!r}, the link's address is {'there' if 'example' in text else 'gone'}")
    assert (found, "example" in text) == (number, link), f"{builder}: the reference or link is written otherwise now"
PYTHON
