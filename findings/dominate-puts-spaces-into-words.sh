#!/usr/bin/env bash
# dominate 2.9.1 writes parts of a line on lines of their own, and so puts spaces into words, on pages and in pictures.
#
# Guess: it knows which elements stand within a line and adds no white space around them, neither around an <em> in a
# <p> nor around a <tspan> in a <text>.
# Seen: each of them starts a new line of the file, which is a space to a reader: "co", "-" and "op" read "co -op" on
# the page and in the picture, where the line is longer than it was measured; "sub" and "committee" fall apart. It is
# the default of `render()` and of `str()`.
# So: write with `render(pretty=False)`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet dominate==2.9.1
"$work/python/bin/python" - <<'PYTHON'
import xml.etree.ElementTree as ET
from dominate import svg, tags


def words(xml):
    """The words of an element, white space counted as SVG and HTML count it."""
    return " ".join("".join(ET.fromstring(xml).itertext()).split())


page = tags.p("co", tags.em("-"), "op")
line = svg.text("co", svg.tspan("-"), "op", x=1)
parts = svg.text(svg.tspan("sub"), svg.tspan("committee"), x=1)
for element, pretty, seen in [
    (page, False, "co-op"),
    (page, True, "co -op"),
    (line, False, "co-op"),
    (line, True, "co -op"),
    (parts, False, "subcommittee"),
    (parts, True, "sub committee"),
]:
    got = words(element.render(pretty=pretty))
    print(f"dominate 2.9.1, <{type(element).__name__}> with pretty={pretty}: {got!r}")
    assert got == seen, "parts of a line are written otherwise now"
assert words(str(line)) == words(line.render()) == "co -op", "the default is another one now"
PYTHON
