#!/usr/bin/env bash
# pandoc 3.9 reads an ODT file without the words in its boxes and without its pictures' descriptions.
#
# Guess: the words of a text box are read like those of the page; a picture's description (svg:desc) is its alternative
# text and its title (svg:title) its title.
# Seen: a text box and a drawn shape are left out with their words, while the paragraph that holds them is kept. The
# description is not read at all, so that the picture has no alternative text, and the title "Three Bodies" comes out
# as "three-bodies", as if it were to be an id.
# So: say in the text what boxes say, and write the alternative texts anew.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 odfpy==1.4.1 pillow==11.3.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import re
import pypandoc
from odf import draw, svg, text
from odf.opendocument import OpenDocumentText
from PIL import Image

Image.new("RGB", (60, 30), "red").save("picture.png")


def read(make):
    """A page with a paragraph that holds what is made, as HTML without the picture's address and size."""
    document = OpenDocumentText()
    paragraph = text.P(text="before ")
    for element in make(document):
        paragraph.addElement(element)
    paragraph.addText(" after")
    document.text.addElement(paragraph)
    document.save("page.odt")
    page = pypandoc.convert_file("page.odt", "html")
    return re.sub(r' (src|style)="[^"]*"', "", re.sub(r"\s+", " ", page)).strip()


def boxed(document):
    frame, box = draw.Frame(width="3cm", height="1cm", anchortype="paragraph"), draw.TextBox()
    box.addElement(text.P(text="Boxed"))
    frame.addElement(box)
    return [frame]


def shape(document):
    drawn = draw.CustomShape(width="3cm", height="1cm", anchortype="paragraph")
    drawn.addElement(text.P(text="Boxed"))
    return [drawn]


def picture(title=None, words=None):
    def make(document):
        frame = draw.Frame(width="2cm", height="1cm", anchortype="as-char")
        frame.addElement(draw.Image(href=document.addPicture("picture.png")))
        for kind, value in ((svg.Title, title), (svg.Desc, words)):
            if value:
                frame.addElement(kind(text=value))
        return [frame]

    return make


for name, make, seen in [
    ("span", lambda document: [text.Span(text="Boxed")], "<p>before Boxed after</p>"),
    ("text box", boxed, "<p>before after</p>"),
    ("drawn shape", shape, "<p>before after</p>"),
    ("picture", picture(), "<p>before <img /> after</p>"),
    ("description", picture(words="Three Bodies"), "<p>before <img /> after</p>"),
    ("title", picture(title="Three Bodies"), '<p>before <img title="three-bodies" /> after</p>'),
]:
    print(f"pandoc {pypandoc.get_pandoc_version()}, {name}: {read(make)}")
    assert read(make) == seen, f"{name}: read otherwise now"
PYTHON
