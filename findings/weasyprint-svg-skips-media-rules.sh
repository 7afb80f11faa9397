#!/usr/bin/env bash
# WeasyPrint 70.0 skips every @media block of an SVG picture's own style sheet, `print` and `all` too.
#
# Guess: it is a print renderer and obeys `@media print` on a page, so it does in a picture's <style>: a picture that
# turns its colours to ink on paper there prints so.
# Seen: the page's block counts; the picture's does not, whether it says print or all, in an <img> or in the page.
# So: write the print colours as the plain rules, and put the screen's inside `@media screen`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet weasyprint==70.0 pypdfium2==5.15.2 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import base64
import pypdfium2
import weasyprint

SHEET = "@page{size:100px 100px;margin:0}body{margin:0}img,svg,div{display:block;width:100px;height:100px}"


def colour(body, sheet=""):
    """The colour in the middle of the page."""
    pdf = weasyprint.HTML(string=f"<style>{SHEET}{sheet}</style>{body}").write_pdf()
    return pypdfium2.PdfDocument(pdf)[0].render(scale=96 / 72).to_pil().convert("RGB").getpixel((50, 50))


def picture(media):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
        f"<style>rect{{fill:#f00}}@media {media}{{rect{{fill:#00f}}}}</style>"
        '<rect width="100" height="100"/></svg>'
    )


page = colour("<div></div>", "div{background:#f00}@media print{div{background:#00f}}")
print(f"weasyprint {weasyprint.__version__}: page {page}")
assert page == (0, 0, 255), "the page's own print block does not count"
for media in ["print", "all"]:
    image = base64.b64encode(picture(media).encode()).decode()
    seen = colour(f'<img src="data:image/svg+xml;base64,{image}">'), colour(picture(media))
    print(f"{media}: as an image {seen[0]}, in the page {seen[1]}")
    assert seen == ((255, 0, 0), (255, 0, 0)), f"a picture's @media {media} counts now"
PYTHON
