#!/usr/bin/env bash
# pypdf 7.1.1 in layout mode sets what follows a superscript above its line, so that the sentence is read from its end.
#
# Guess: `extract_text(extraction_mode="layout")` keeps a line in one line; a raised number stands in it or above it.
# Seen: of "As agreed<super>2</super> the board votes.", from reportlab 5.1.0, "2 the board votes." comes one line above
# "As agreed": the rest of the line goes up with the number, although it is set back on the line. Of H<sub>2</sub>O,
# "2O" goes down with the rest of its line. The same line without them stays one, and so do both in the plain mode.
# So: read files with footnote marks in the plain mode.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypdf==7.1.1 reportlab==5.1.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pypdf
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate


def read(words, mode):
    file = io.BytesIO()
    lines = f"The line above.<br/>{words}<br/>The line below."
    SimpleDocTemplate(file).build([Paragraph(lines, getSampleStyleSheet()["Normal"])])
    text = pypdf.PdfReader(file).pages[0].extract_text(extraction_mode=mode)
    found = [line.strip() for line in text.splitlines() if line.strip()]
    print(f"pypdf {pypdf.__version__}, {mode}:", found)
    assert (found[0], found[-1]) == ("The line above.", "The line below."), "plain lines are read otherwise"
    return found[1:-1]


RAISED, LOWERED = "As agreed<super>2</super> the board votes.", "So H<sub>2</sub>O is water."
assert read(RAISED, "plain") == ["As agreed2 the board votes."], "the plain mode reads superscripts otherwise"
assert read("As agreed <b>the</b> board votes.", "layout") == ["As agreed the board votes."], "a plain line is parted"
assert read(RAISED, "layout") == ["2 the board votes.", "As agreed"], "words after a superscript stay in their line now"
assert read(LOWERED, "layout") == ["So H", "2O is water."], "words after a subscript stay in their line now"
PYTHON
