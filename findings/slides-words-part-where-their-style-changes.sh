#!/usr/bin/env bash
# pandoc 3.9 and pptx2md 2.0.6 read a slide with a space wherever the style changes, within a word too.
#
# Guess: runs of one paragraph are joined as they are shown: H₂O written as "H", a lowered "2" and "O" is read as H2O.
# Seen: pandoc puts a space between all runs, of the same style too: "Panel of H2O (see), note." comes as "Pan el of H 2
# O ( see ), no te." pptx2md does so around bold words: "__Pan__ el". markitdown 0.1.9 reads the same slide right, and
# pandoc reads the same line from DOCX right. So words split by a spelling checker or an edit are split for good.
# So: read slides by python-pptx (`paragraph.text`) or markitdown.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet \
  pypandoc-binary==1.17 pptx2md==2.0.6 "markitdown[pptx]==0.1.9" python-pptx==1.0.2 python-docx==1.2.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import subprocess
import sys
from pathlib import Path
import docx
import markitdown
import pptx
import pypandoc

RUNS = [("Pan", True), ("el of H", False), ("2", True), ("O (", False), ("see", True), ("), no", False), ("te.", False)]
deck, page = pptx.Presentation(), docx.Document()
slide = deck.slides.add_slide(deck.slide_layouts[1])
slide.shapes.title.text = "Bodies"
for paragraph in (slide.placeholders[1].text_frame.paragraphs[0], page.add_paragraph()):
    for words, bold in RUNS:
        run = paragraph.add_run()
        run.text, run.font.bold = words, bold
deck.save("slide.pptx")
page.save("page.docx")


def line(text):
    """The line of the runs."""
    return next(line for line in text.splitlines() if "Pan" in line)


converter = str(Path(sys.executable).with_name("pptx2md"))
subprocess.run([converter, "slide.pptx", "-o", "slide.md", "--disable-image"], check=True, capture_output=True)
found = {
    "markitdown": line(markitdown.MarkItDown().convert("slide.pptx").text_content),
    "pandoc, DOCX": line(pypandoc.convert_file("page.docx", "plain")),
    "pandoc": line(pypandoc.convert_file("slide.pptx", "plain")),
    "pptx2md": line(Path("slide.md").read_text()),
}
print("pandoc", pypandoc.get_pandoc_version(), found)
assert found["markitdown"] == found["pandoc, DOCX"] == "Panel of H2O (see), note.", "others read runs otherwise"
assert found["pandoc"] == "Pan el of H 2 O ( see ), no te.", "pandoc joins runs otherwise now"
assert found["pptx2md"].startswith("__Pan__ el of H __2__ O"), "pptx2md joins runs otherwise now"
PYTHON
