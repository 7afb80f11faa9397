#!/usr/bin/env bash
# svgelements 1.9.6 counts the place of a nested <svg> twice, and takes symbols and markers for drawn.
#
# Guess: the boxes of a parsed picture are where a renderer draws the shapes, as they are for <use>, transforms and the
# outer viewBox; <symbol> and <marker> give shapes only where they are used.
# Seen: a square in a nested <svg> at 10, 10 is said to lie at 110, 110: its place counts once as it is and once more
# times the nested scale, ten. A <symbol> that nothing uses gives a shape, one that is used gives two, neither of them
# in the size that its <use> asks for, and a marker's arrow head lies at the origin. <defs>, <pattern> and <clipPath>
# give none.
# So: resolve nested pictures and symbols first, or take the boxes from a renderer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet svgelements==1.9.6
"$work/python/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version
import svgelements

UNIT = '<rect width="1" height="1"/>'
NESTED = f'<svg x="10" y="10" width="10" height="10" viewBox="0 0 1 1">{UNIT}</svg>'
SYMBOL = f'<symbol id="s" viewBox="0 0 1 1">{UNIT}</symbol>'


def boxes(content):
    """The boxes (left, top, right, bottom) of all shapes of a picture of 100 by 100."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">{content}</svg>'
    picture = svgelements.SVG.parse(io.StringIO(svg))
    return [tuple(map(round, shape.bbox())) for shape in picture.elements() if isinstance(shape, svgelements.Shape)]


for content, seen, why in [
    (f'<g transform="translate(10 10) scale(10)">{UNIT}</g>', [(10, 10, 20, 20)], "a transform"),
    (f'<defs><g id="d">{UNIT}</g></defs><use href="#d" x="10" y="10"/>', [(10, 10, 11, 11)], "a definition, used"),
    (NESTED, [(110, 110, 120, 120)], "a nested picture"),
    (SYMBOL, [(0, 0, 1, 1)], "a symbol, not used"),
    (f'{SYMBOL}<use href="#s" width="50" height="50"/>', [(0, 0, 1, 1), (0, 0, 1, 1)], "a symbol, used in size 50"),
    (f'<marker id="m">{UNIT}</marker>', [(0, 0, 1, 1)], "a marker"),
    (f'<pattern id="p">{UNIT}</pattern><clipPath id="c">{UNIT}</clipPath>', [], "a pattern and a clip path"),
]:
    print(f"svgelements {version('svgelements')}, {why}: {boxes(content)}")
    assert boxes(content) == seen, f"{why}: the boxes are otherwise now"
PYTHON
