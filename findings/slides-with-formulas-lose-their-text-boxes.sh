#!/usr/bin/env bash
# python-pptx 1.0.2, and so markitdown 0.1.9, and pandoc 3.9 skip a text box that has a formula in it.
#
# Guess: a text box with a formula is read as a text box, at most without the formula.
# Seen: PowerPoint writes such a box in two versions, one with the formula and one for programs that do not know it
# (mc:AlternateContent). python-pptx lists neither among the slide's shapes, so that all the words of the box are gone,
# the box can be neither found nor changed, and the tools that read slides by it leave them out; pandoc does the same.
# Nothing is reported.
# So: before reading, put the content of each mc:Choice in the place of its mc:AlternateContent; the other version may
# hold a picture of the words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-pptx==1.0.2 'markitdown[pptx]==0.1.9' pypandoc-binary==1.17
cd "$work"
cat > check.py <<'PYTHON'
import copy

import pptx
import pypandoc
from lxml import etree
from markitdown import MarkItDown

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def shapes(presentation):
    return [shape.text_frame.text for shape in presentation.slides[0].shapes]


def read(name):
    """The words that each reader finds."""
    return [
        " ".join(shapes(pptx.Presentation(name))),
        MarkItDown().convert(name).text_content,
        pypandoc.convert_file(name, "plain"),
    ]


presentation = pptx.Presentation()
slide = presentation.slides.add_slide(presentation.slide_layouts[6])
for words in ("Seats", "Quorum"):
    slide.shapes.add_textbox(0, 0, 999999, 99999).text_frame.text = words
box = slide.shapes[1]._element
presentation.save("plain.pptx")

# The same box as PowerPoint writes it where there is a formula in it.
both = etree.Element(MC + "AlternateContent", nsmap={"mc": MC[1:-1]})
choice, fallback = etree.SubElement(both, MC + "Choice"), etree.SubElement(both, MC + "Fallback")
choice.set("Requires", "a14")
etree.cleanup_namespaces(choice, top_nsmap={"a14": "http://schemas.microsoft.com/office/drawing/2010/main"})
box.addprevious(both)
fallback.append(copy.deepcopy(box))
choice.append(box)
presentation.save("formula.pptx")

for name, seen in [("plain.pptx", True), ("formula.pptx", False)]:
    for reader, text in zip(["python-pptx", "markitdown", "pandoc"], read(name)):
        print(f"{reader}, {name}: {text.split()}")
        assert "Seats" in text and ("Quorum" in text) == seen, f"{reader}: the box is read otherwise now"
PYTHON
python/bin/python check.py
