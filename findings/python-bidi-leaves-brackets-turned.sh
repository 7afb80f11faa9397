#!/usr/bin/env bash
# python-bidi 0.6.12 has two functions of one name, and the newer leaves brackets and arrows facing the wrong way.
#
# Guess: `bidi.get_display` is the old `bidi.algorithm.get_display` made faster, and turns `(`, `[` and `>` round in a
# right-to-left run, as rule L4 of the bidirectional algorithm has it and as a renderer without bidi of its own needs.
# Seen: both put the letters in the same order, but the newer one turns nothing: a note in brackets comes out as
# ")note(".
# So: call the one in bidi.algorithm where lines with brackets are drawn glyph by glyph.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-bidi==0.6.12
"$work/python/bin/python" - <<'PYTHON'
from importlib.metadata import version
import bidi
import bidi.algorithm

LETTERS = "\u05d0\u05d1"
TURNED = LETTERS[::-1]
for line, newer, older in [
    (LETTERS, TURNED, TURNED),
    (f"({LETTERS})", f"){TURNED}(", f"({TURNED})"),
    (f"[{LETTERS}]", f"]{TURNED}[", f"[{TURNED}]"),
    (f"{LETTERS} -> {LETTERS}", f"{TURNED} >- {TURNED}", f"{TURNED} <- {TURNED}"),
]:
    got = bidi.get_display(line), bidi.algorithm.get_display(line)
    print(f"python-bidi {version('python-bidi')}: {line!a} newer {got[0]!a}, older {got[1]!a}")
    assert got == (newer, older), "brackets are turned or left otherwise now"
PYTHON
