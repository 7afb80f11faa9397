#!/usr/bin/env bash
# svgwrite 1.4.3 checks what it writes, and refuses a valid arc while it lets a negative radius by.
#
# Guess: the check is that of SVG 1.1's grammar: what it refuses is wrong, and what it lets by is right.
# Seen: an arc whose flags stand without spaces, as minifiers write them, raises TypeError; with spaces it is
# written. So does a colour with hsl(), which CSS has. A circle of radius -5, which is an error in SVG 1.1, is written.
# So: space paths out before they are handed over, or set `debug=False`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet svgwrite==1.4.3
"$work/python/bin/python" - <<'PYTHON'
import svgwrite


def written(make, debug=True):
    drawing = svgwrite.Drawing(debug=debug)
    try:
        drawing.add(make(drawing))
        return bool(drawing.tostring())
    except TypeError:
        return False


for name, make, seen in [
    ("arc with spaces", lambda d: d.path(d="M0 0a5 5 0 0 1 5 5"), True),
    ("compact arc", lambda d: d.path(d="M0 0a5 5 0 015 5"), False),
    ("rgb()", lambda d: d.rect(fill="rgb(0, 128, 0)"), True),
    ("hsl()", lambda d: d.rect(fill="hsl(120, 100%, 25%)"), False),
    ("no colour", lambda d: d.rect(fill="rgb(no)"), False),
    ("negative radius", lambda d: d.circle((1, 1), -5), True),
]:
    print(f"svgwrite 1.4.3, {name}: written {written(make)}, without the check {written(make, debug=False)}")
    assert written(make) == seen, f"{name}: checked otherwise now"
    assert written(make, debug=False), f"{name}: refused without the check too"
PYTHON
