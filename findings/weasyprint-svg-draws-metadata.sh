#!/usr/bin/env bash
# WeasyPrint 70.0 draws what stands in an SVG picture's <metadata>, and takes other namespaces' elements for SVG's own.
#
# Guess: <metadata> is never drawn, and an element of another namespace is unknown and so is not drawn either; to carry
# a picture's source in it is harmless.
# Seen: a <record:text> and a <record:rect> of a namespace of one's own are drawn by their local names, in <metadata>
# and elsewhere; the same elements in <defs> are not.
# So: carry data as character data or attributes, or under local names that SVG does not have.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet weasyprint==70.0 pypdfium2==5.15.2 pypdf==5.9.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import base64
import io
import pypdf
import pypdfium2
import weasyprint

DATA = (
    '<record:page xmlns:record="https://example.org/record">'
    '<record:text x="10" y="40" font-size="24">data</record:text>'
    '<record:rect x="150" width="50" height="60"/></record:page>'
)


def drawn(content):
    """The words on the PDF's page, and whether the rectangle's place is black."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">{content}</svg>'
    source = base64.b64encode(svg.encode()).decode()
    sheet = "<style>@page{size:300px 60px;margin:0}body{margin:0}img{display:block}</style>"
    pdf = weasyprint.HTML(string=f'{sheet}<img src="data:image/svg+xml;base64,{source}">').write_pdf()
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=96 / 72).to_pil().convert("L")
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().strip(), image.getpixel((175, 30)) < 60


for content, seen, where in [
    (f"<metadata>{DATA}</metadata>", ("data", True), "in <metadata>"),
    (DATA, ("data", True), "among the drawing"),
    (f"<defs>{DATA}</defs>", ("", False), "in <defs>"),
]:
    print(f"weasyprint {weasyprint.__version__}, {where}: {drawn(content)}")
    assert drawn(content) == seen, f"an element of another namespace {where} is treated otherwise now"
PYTHON
