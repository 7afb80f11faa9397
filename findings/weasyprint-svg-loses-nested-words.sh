#!/usr/bin/env bash
# WeasyPrint 70.0 leaves out the words that follow an element inside a <tspan> of an SVG picture.
#
# Guess: a <tspan> is mixed content like a <text>: what stands before, in and after an element inside it is all drawn.
# Seen: what follows a <tspan> or an <a> in a <text> is drawn, but one level deeper it is lost without a word of
# warning: of "a(b(c)d)e" the d is missing, and a <title> (a tooltip) at the start of a <tspan> takes all of its words
# with it.
# So: never nest parts of a line; put tooltips on the <text> or the group.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet weasyprint==70.0 pypdf==5.9.0
"$work/python/bin/python" - <<'PYTHON'
import base64
import io
import pypdf
import weasyprint


def drawn(words):
    """The letters that reach the PDF, without white space."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
        f'<text x="10" y="40" font-size="24">{words}</text></svg>'
    )
    source = base64.b64encode(svg.encode()).decode()
    pdf = weasyprint.HTML(string=f'<img src="data:image/svg+xml;base64,{source}">').write_pdf()
    return "".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


for words, seen, why in [
    ("a<tspan>b</tspan>c", "abc", "a part of a line"),
    ('a<a href="https://example.org/">b</a>c', "abc", "a link in a line"),
    ("a<tspan>b<tspan>c</tspan>d</tspan>e", "abce", "a part of a part"),
    ('<tspan>a<a href="https://example.org/">b</a>c</tspan>', "ab", "a link in a part"),
    ("<tspan><title>t</title>a</tspan>", "", "a tooltip in a part"),
]:
    print(f"weasyprint {weasyprint.__version__}, {why}: {drawn(words)!r}")
    assert drawn(words) == seen, f"{why} is drawn otherwise now"
PYTHON
