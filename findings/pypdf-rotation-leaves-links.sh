#!/usr/bin/env bash
# pypdf 7.1.1 turns a page's content upright and leaves its links where they were.
#
# Guess: `transfer_rotation_to_content` turns all that is on the page, as `scale_by` scales all, links too.
# Seen: after `scale_by` a link lies on its word. After `transfer_rotation_to_content` the word has moved and the link's
# rectangle is what it was, somewhere else on the page.
# So: turn the rectangles of the annotations by the same matrix.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypdf==7.1.1 reportlab==5.1.0 pymupdf==2.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pymupdf
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas


def apart(change, turn=0):
    """How far a link's middle is from its word's after a change of the page, in whole points."""
    data = io.BytesIO()
    page = canvas.Canvas(data, (300, 200))
    page.drawString(50, 150, "Word")
    page.linkURL("https://example.org", (50, 147, 78, 161))
    if turn:
        page.setPageRotation(turn)
    page.save()
    writer = PdfWriter(clone_from=PdfReader(data))
    change(writer.pages[0])
    out = io.BytesIO()
    writer.write(out)
    page = pymupdf.open(stream=out.getvalue())[0]
    word, link = page.search_for("Word")[0], page.get_links()[0]["from"]
    assert page.rotation == 0, "the page is still turned"
    return round(abs((word.tl + word.br - link.tl - link.br) / 2))


scaled = apart(lambda page: page.scale_by(2))
turned = apart(lambda page: page.transfer_rotation_to_content(), 90)
print("pypdf 7.1.1: link and word apart by", scaled, "points after scaling,", turned, "after turning")
assert scaled < 10, "links no longer scale with the page"
assert turned > 50, "links turn with the page now"
PYTHON
