#!/usr/bin/env bash
# pandoc 3.9 gives an SVG whose width is "100%" no width at all in DOCX, ODT and PPTX.
#
# Guess: a picture written for a page, width="100%" and a viewBox, counts as one that states no width: pandoc takes the
# viewBox then, as it does where the attribute is missing.
# Seen: the percentage becomes zero units, the height is the viewBox's, and the picture is there but cannot be seen.
# Nothing is reported. A width given where the picture is placed makes it worse: the height in DOCX then has
# three hundred digits.
# So: write pictures without a width or with one in pixels, or state both sizes where the picture is placed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import re
import zipfile
import pypandoc

SIZES = {
    "docx": ("word/document.xml", r'<wp:extent cx="(\d+)" cy="(\d+)"', 12700),
    "odt": ("content.xml", r'<draw:frame [^>]*svg:width="([\d.]+)pt" svg:height="([\d.]+)pt"', 1),
    "pptx": ("ppt/slides/slide1.xml", r'<p:pic>.*?<a:ext cx="(\d+)" cy="(\d+)"', 12700),
}


def size(width, form, place=""):
    """The size in points that a picture 400 by 100 has in a document."""
    with open("picture.svg", "w") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" {width} viewBox="0 0 400 100"><rect/></svg>')
    name = f"page.{form}"
    pypandoc.convert_text(f"![Words](picture.svg){place}", form, "markdown", outputfile=name, extra_args=["--quiet"])
    part, pattern, unit = SIZES[form]
    found = re.search(pattern, zipfile.ZipFile(name).read(part).decode(), re.S)
    return tuple("endless" if len(number) > 300 else round(float(number) / unit) for number in found.groups())


print("pandoc", pypandoc.get_pandoc_version())
for form in SIZES:
    none, percent = size("", form), size('width="100%"', form)
    print(f"{form}: no width {none}, width=\"100%\" {percent}")
    assert none[0] > 0 and abs(none[0] / none[1] - 4) < 0.1, "a picture without a width has another form now"
    assert percent[0] == 0 and percent[1] > 0, "a picture of 100% has a width now"
wide = size('width="100%"', "docx", "{width=200px}")
both = size('width="100%"', "docx", "{width=200px height=50px}")
print("docx, placed with a width:", wide, "with a width and a height:", both)
assert wide == (150, "endless"), "a width where the picture is placed is treated otherwise now"
assert both == (150, 38), "both sizes where the picture is placed no longer hold"
PYTHON
