#!/usr/bin/env bash
# WeasyPrint 70.0 sets an SVG's text letter by letter, from the left.
#
# Guess: text in an SVG is shaped and ordered as text in HTML is, by Pango, so that Arabic joins and runs from the right.
# Seen: each letter is laid out alone and put to the right of the one before, whatever its direction: "اب" is drawn as it
# would be if its two letters were no neighbours, the first at the left.
# So: outlines for Arabic and Hebrew.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet weasyprint==70.0 pypdfium2==5.1.0 pillow
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import pypdfium2
import weasyprint


def ink(body):
    """The dark pixels of a page, from its left edge to its right."""
    page = f"<style>@page {{ size: 300px 80px; margin: 0 }} body {{ margin: 0 }}</style>{body}"
    weasyprint.HTML(string=page).write_pdf("page.pdf")
    image = pypdfium2.PdfDocument("page.pdf")[0].render(scale=2).to_pil().convert("L")
    box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    return box[2] - box[0]


style = 'font-family="DejaVu Sans" font-size="40"'
in_svg = ink(f'<svg width="300" height="80"><text x="20" y="50" {style}>ببببب</text></svg>')
in_html = ink('<span style="font: 40px DejaVu Sans">ببببب</span>')
print(f"weasyprint {weasyprint.__version__}: five letters that join are {in_html} px wide in HTML, {in_svg} px in an SVG")
assert in_svg > 1.3 * in_html, "letters are joined now"
PYTHON
