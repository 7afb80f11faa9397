#!/usr/bin/env bash
# svglib 2.3.2 prints a tooltip inside a <text> as words of the line, and draws a group that a style rule hides.
#
# Guess: <title> is never drawn, and `display: none` hides a group however it is said, since a rule does hide a shape.
# Seen: a <title> in a <text> or <tspan> is drawn with its words, though one in a group is not; and of `display` as an
# attribute, in `style` and in a rule, only the rule is lost on a group, while the same rule hides a lone rectangle.
# So: put tooltips on the group, and hide by attribute.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet svglib==2.3.2 pypdf==5.9.0
"$work/python/bin/python" - "$work" <<'PYTHON'
import io
import sys
from importlib.metadata import version
import pypdf
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg


def drawn(content):
    """The words that reach the PDF, without white space."""
    path = f"{sys.argv[1]}/words.svg"
    with open(path, "w") as file:
        file.write(
            '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
            f"<style>.off{{display:none}}</style>{content}</svg>"
        )
    page = pypdf.PdfReader(io.BytesIO(renderPDF.drawToString(svg2rlg(path)))).pages[0]
    return "".join(page.extract_text().split())


for content, seen, why in [
    ('<g><title>tip</title><text x="10" y="40">words</text></g>', "words", "a tooltip in a group"),
    ('<text x="10" y="40"><title>tip</title>words</text>', "tipwords", "a tooltip in a text"),
    ('<text x="10" y="40"><tspan><title>tip</title>words</tspan></text>', "tipwords", "a tooltip in a part"),
    ('<g display="none"><text x="10" y="40">words</text></g>', "", "a group hidden by attribute"),
    ('<g style="display:none"><text x="10" y="40">words</text></g>', "", "a group hidden by its style"),
    ('<text class="off" x="10" y="40">words</text>', "", "a text hidden by a rule"),
    ('<g class="off"><text x="10" y="40">words</text></g>', "words", "a group hidden by a rule"),
]:
    print(f"svglib {version('svglib')}, {why}: {drawn(content)!r}")
    assert drawn(content) == seen, f"{why} is drawn otherwise now"
PYTHON
