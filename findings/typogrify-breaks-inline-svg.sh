#!/usr/bin/env bash
# typogrify 2.1.0 puts spans into the labels of an inline SVG, so that a browser takes the rest out of the drawing.
#
# Guess: a filter for prose leaves drawings alone, as it leaves code alone.
# Seen: it knows <pre>, <code>, <script> and the like, not <svg>. A label with "&" or with capitals ("ISO") gets a
# <span>, which HTML does not allow within SVG: a browser ends the drawing there, so that the word and every later box
# are elements of the page, which draw nothing. Pelican's setting TYPOGRIFY runs it over all articles.
# So: refer to drawings by <img>, or put "svg" among the ignored tags.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet typogrify==2.1.0 html5lib==1.1
"$work/python/bin/python" - <<'PYTHON'
import html5lib
from typogrify.filters import typogrify


def outside(html):
    """The elements of a drawing that a browser does not take for SVG."""
    names = [element.tag for element in html5lib.parse(html).find("{*}body").iter()][1:]
    return [name.split("}")[1] for name in names if "svg" not in name]


for label, ignored, seen in [
    ("Risk and Audit", [], []),
    ("Risk &amp; Audit", [], ["span", "rect"]),
    ("ISO 9001", [], ["span", "rect"]),
    ("ISO 9001", ["svg"], []),
]:
    drawing = f'<svg viewBox="0 0 9 9"><text>{label}</text><rect width="5" height="5"/></svg>'
    assert outside(drawing) == []
    found = outside(typogrify(drawing, ignored))
    print(f"typogrify: of a drawing with {label!r} and {ignored} ignored, outside of the SVG is {found}")
    assert found == seen, "labels are changed otherwise now"
PYTHON
