#!/usr/bin/env bash
# xhtml2pdf 0.2.28 takes the <title> of a picture in a page for the page's title, with the words before it.
#
# Guess: an <svg> in a page is drawn or left out, its <title> is not text of the page, and what stands around it stays.
# Seen: nothing of the picture is drawn, which is as may be. The words of the paragraph before a picture with a <title>
# are gone from the page too: they and the title are the document's title, in place of the page's own. A heading's words
# on both sides of a <br> are one word in the outline.
# So: refer to pictures with <img>, and take <title> out of those that stand in the page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet xhtml2pdf==0.2.28 pypdf==7.1.1 reportlab==5.1.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pypdf
from xhtml2pdf import pisa


def made(body):
    """The words on the page, the document's title and the names in its outline."""
    data = io.BytesIO()
    pisa.CreatePDF(f"<html><head><title>Minutes</title></head><body>{body}</body></html>", dest=data)
    pdf = pypdf.PdfReader(data)
    return pdf.pages[0].extract_text().split(), pdf.metadata.title, [item.title for item in pdf.outline]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}<rect width="9" height="9"/></svg>'
for name, body, seen in [
    ("picture", f"<p>before {SVG.format('')} after</p>", (["before", "after"], "Minutes", [])),
    ("picture with a title", f"<p>before {SVG.format('<title>Bodies</title>')} after</p>", (["after"], "before Bodies", [])),
    ("heading", "<h1>Audit<br/>Committee</h1>", (["Audit", "Committee"], "Minutes", ["AuditCommittee"])),
]:
    words, title, outline = made(body)
    print(f"xhtml2pdf 0.2.28, {name}: words {words}, title {title!r}, outline {outline}")
    assert (words, title, outline) == seen, f"{name}: written otherwise now"
PYTHON
