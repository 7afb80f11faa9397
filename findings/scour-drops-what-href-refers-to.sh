#!/usr/bin/env bash
# scour 0.38.2 deletes definitions that a picture refers to as SVG 2 does.
#
# Guess: `href` and the old `xlink:href` are the same to it; a definition that either refers to is kept.
# Seen: with the default options the path behind <use href>, the line behind <textPath href> and the stops behind a
# gradient's href are deleted, and the box, the words and the colours with them; with `shorten_ids` a path that is not
# in <defs> keeps its place but gets another id than its <use> asks for. Written with `xlink:href` everything stays.
# So: write `xlink:href` into pictures that scour is to pass over.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet scour==0.38.2 resvg-py==0.5.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version
import resvg_py
from PIL import Image
from scour import scour

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def ink(svg):
    """How many pixels are drawn at all."""
    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96))))
    return sum(image.getchannel("A").histogram()[128:])


def is_kept(content, **chosen):
    """Whether the picture is drawn before and after."""
    svg = f'<svg {NAMES} width="100" height="100">{content}</svg>'
    options = scour.sanitizeOptions()
    for name, value in chosen.items():
        setattr(options, name, value)
    after = scour.scourString(svg, options)
    return ink(svg) > 0, ink(after) > 0


STOPS = '<linearGradient id="stops"><stop/><stop offset="1"/></linearGradient>'
LINE = '<defs><path id="line" d="M0 90h90"/></defs>'
for href, seen in [("xlink:href", (True, True)), ("href", (True, False))]:
    for content, chosen in [
        (f'<defs><path id="box" d="M0 0h50v50z"/></defs><use {href}="#box"/>', {}),
        (f'{LINE}<text font-size="30"><textPath {href}="#line">x</textPath></text>', {}),
        (f'{STOPS}<linearGradient id="own" {href}="#stops"/><path fill="url(#own)" d="M0 0h50v50z"/>', {}),
        (f'<g display="none"><path id="box" d="M0 0h50v50z"/></g><use {href}="#box"/>', {"shorten_ids": True}),
    ]:
        got = is_kept(content, **chosen)
        print(f"scour {version('scour')} {chosen}: {content} drawn before, after: {got}")
        assert got == seen, "definitions are kept or deleted otherwise now"
PYTHON
