#!/usr/bin/env bash
# pandoc 3.9 reads a presentation without the shapes that are grouped.
#
# Guess: the words of boxes in a group are read like those of boxes that stand alone, in the group's place.
# Seen: of a slide with two boxes, one of them in a group, only the box outside is there; pictures in groups are gone
# too. Nothing is reported.
# So: ungroup before reading, or read the words with python-pptx.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 python-pptx==1.0.2 pillow==11.3.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import pypandoc
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE

INCH = 914400
Image.new("RGB", (60, 30), "red").save("picture.png")


def words(grouped):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Bodies"
    home = slide.shapes.add_group_shape().shapes if grouped else slide.shapes
    for shapes, name, row in [(slide.shapes, "Board", 2), (home, "Panel", 3)]:
        shapes.add_shape(MSO_SHAPE.RECTANGLE, INCH, row * INCH, INCH, INCH).text_frame.text = name
    home.add_picture("picture.png", INCH, 5 * INCH)
    deck.save("deck.pptx")
    page = pypandoc.convert_file("deck.pptx", "html")
    return [name for name in ("Bodies", "Board", "Panel", "<img") if name in page]


print("pandoc", pypandoc.get_pandoc_version(), "alone:", words(False), "grouped:", words(True))
assert words(False) == ["Bodies", "Board", "Panel", "<img"], "shapes that stand alone are read otherwise"
assert words(True) == ["Bodies", "Board"], "grouped shapes are read now"
PYTHON
