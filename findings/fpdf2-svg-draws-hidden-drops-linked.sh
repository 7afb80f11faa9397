#!/usr/bin/env bash
# fpdf2 2.8.9 draws what an SVG picture hides, and drops a link within a line with all the words after it.
#
# Guess: display="none" and visibility="hidden" keep a shape or a line out of the PDF; of a link in a line, at least the
# words are there.
# Seen: hidden boxes and hidden words are drawn like all others, as attributes and as style. `See <a>rule 7</a> first.`
# is printed as "See" alone, though a <tspan> in its place keeps all three parts. Nothing is logged, though other things
# that fpdf2 cannot draw are.
# So: take hidden elements out of the picture, and put links around whole lines or none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet fpdf2==2.8.9 pypdf==7.1.1
"$work/python/bin/python" - <<'PYTHON'
import io
import logging
import fpdf
import pypdf

logged = []
handler = logging.Handler()
handler.emit = lambda record: logged.append(record.getMessage())
logging.getLogger("fpdf").addHandler(handler)


def words(inner):
    """The words that the PDF shows of the picture."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">{inner}</svg>'
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.image(io.BytesIO(svg.encode()), x=0, y=0, w=200, h=100)
    found = " ".join(pypdf.PdfReader(io.BytesIO(bytes(pdf.output()))).pages[0].extract_text().split())
    print(f"{found!r:22} {inner}")
    return found


print("fpdf2", fpdf.__version__)
assert words('<text x="10" y="50">Board</text>') == "Board", "plain words are drawn otherwise"
assert words('<defs><text x="10" y="50">Board</text></defs>') == "", "definitions are drawn now"
logged.clear()  # of words among the definitions, it says that it leaves them out
for hiding in ('display="none"', 'style="display:none"', 'visibility="hidden"'):
    assert words(f'<g {hiding}><text x="10" y="50">Board</text></g>') == "Board", "hidden words are left out now"
PARTS = '<text x="10" y="50">See <tspan>rule 7</tspan> first.</text>'
assert words(PARTS) == "See rule 7 first.", "a line of parts is drawn otherwise"
LINK = '<text x="10" y="50">See <a href="https://example.org">rule 7</a> first.</text>'
assert words(LINK) == "See", "the words of a link in a line are drawn now"
assert logged == [], f"something is said of it now: {logged}"
PYTHON
