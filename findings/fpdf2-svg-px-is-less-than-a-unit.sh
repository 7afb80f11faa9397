#!/usr/bin/env bash
# fpdf2 2.8.9 draws `px` in an SVG picture at three quarters of a unit, and `mm` at three quarters of its length.
#
# Guess: within a picture one px is one user unit, as SVG and CSS say: `font-size: 12px` and `font-size="12"` are one.
# Seen: words with `font-size="12"` are 27 wide, with `font-size: 12px` 21. A box `width="40px"` is 30 beside one of
# `width="40"`, and one of 10mm takes up 28 or 29 units, not 38. So words written as CSS wants them shrink beside boxes.
# So: write every length without a unit; in a style, too, fpdf2 takes `font-size: 12`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet fpdf2==2.8.9 pypdfium2==5.15.2 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import fpdf
import pypdfium2


def width(inner):
    """The width of the ink of a picture of 200 by 100 that fills a page of 200 by 100 points."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">{inner}</svg>'
    pdf = fpdf.FPDF(unit="pt", format=(200, 100))
    pdf.set_margin(0)
    pdf.add_page()
    pdf.image(io.BytesIO(svg.encode()), x=0, y=0, w=200, h=100)
    page = pypdfium2.PdfDocument(bytes(pdf.output()))[0]
    image = page.render(scale=1).to_pil().convert("L")
    left, _, right, _ = image.point(lambda value: 255 if value < 250 else 0).getbbox()
    return right - left


RECT = '<rect x="10" y="10" width="{}" height="40"/>'
TEXT = '<text x="10" y="50" {}>Hello</text>'
plain, px, mm = (width(RECT.format(length)) for length in ("40", "40px", "10mm"))
SIZES = ('font-size="12"', 'style="font-size:12px"', 'style="font-size:12"')
attribute, css, bare = (width(TEXT.format(size)) for size in SIZES)
print(f"fpdf2 {fpdf.__version__}: box of 40: {plain}, of 40px: {px}, of 10mm: {mm}")
print(f"words at 12: {attribute}, at 12px in a style: {css}, at 12 in a style: {bare}")
assert plain == 40 and abs(attribute - bare) <= 1, "lengths without a unit are drawn otherwise"
assert px == 30, "a px is no longer three quarters of a unit"
assert mm in (28, 29), "a millimetre is no longer counted in points"
assert abs(css - 0.75 * attribute) <= 1.5, "words in px are no longer smaller"
PYTHON
