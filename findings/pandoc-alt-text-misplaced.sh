#!/usr/bin/env bash
# pandoc 3.9 writes a picture's own alternative text to HTML and DOCX, but not to ODT, PPTX and Typst.
#
# Guess: `![Caption](picture.png){alt="Words"}` is described by "Words" in every format that has a place for it, as
# each of these five has.
# Seen: in HTML and DOCX it is. In ODT the frame has neither title nor description, and the call in Typst has no `alt`,
# which pandoc does read. In PPTX the description is the file's name, and the words meant for it are the caption on the
# slide, where the caption itself is lost.
# So: write the descriptions into ODT and PPTX afterwards, or say in the text what the picture says.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 pillow==11.3.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import zipfile
import pypandoc
from PIL import Image

Image.new("RGB", (60, 30), "red").save("picture.png")
PARTS = {"docx": "word/document.xml", "odt": "content.xml", "pptx": "ppt/slides/slide1.xml"}


def written(form):
    """The document with one picture in this format, or the part of it that holds the picture."""
    source = '![Caption](picture.png){alt="Words"}'
    if form not in PARTS:
        return pypandoc.convert_text(source, form, "markdown")
    pypandoc.convert_text(source, form, "markdown", outputfile=f"page.{form}")
    return zipfile.ZipFile(f"page.{form}").read(PARTS[form]).decode()


print("pandoc", pypandoc.get_pandoc_version())
for form, seen in [
    ("html", (True, True)),
    ("docx", (True, True)),
    ("odt", (False, True)),
    ("typst", (False, True)),
    ("pptx", (True, False)),
]:
    page = written(form)
    found = "Words" in page, "Caption" in page
    print(f"{form}: description written {found[0]}, caption written {found[1]}")
    assert found == seen, f"descriptions and captions are treated otherwise in {form} now"
slide = written("pptx")
assert 'descr="picture.png"' in slide and "<a:t>Words" in slide, "the description in PPTX is where it belongs now"
assert "svg:title" not in written("odt") and "svg:desc" not in written("odt"), "the frame in ODT is described now"
read = pypandoc.convert_text('#image("picture.png", alt: "Words")', "html", "typst")
assert 'alt="Words"' in read, "pandoc no longer reads descriptions from Typst"
PYTHON
