#!/usr/bin/env bash
# pandoc 3.9 writes tick boxes to DOCX as the signs of a list, so that other readers cannot tell open from done.
#
# Guess: `- [x] paid` becomes a box in the text, as it does in ODT (☒), so that every reader has it, as a sign at least.
# Seen: the box is the sign of a bullet list, one list for open and one for done. Word shows it and pandoc reads it
# back, but mammoth 1.13.0 and docx2python 3.7.1 read the same plain bullet for both, and python-docx 1.2.0 the words
# alone: what is paid and what is not are one. In PPTX the box stands in the text, and is kept.
# So: write the state into the words ("paid: ..."), or a sign of one's own in front.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet \
  pypandoc-binary==1.17 mammoth==1.13.0 docx2python==3.7.1 python-docx==1.2.0 python-pptx==1.0.2
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import docx
import docx2python
import mammoth
import pptx
import pypandoc

SOURCE = "- [ ] rent\n- [x] rent\n"
for suffix in ("docx", "pptx"):
    pypandoc.convert_text(SOURCE, suffix, format="gfm", outputfile=f"list.{suffix}")
with docx2python.docx2python("list.docx") as document:
    by_docx2python = document.text.split("\n\n")
with open("list.docx", "rb") as file:
    by_mammoth = mammoth.convert_to_html(file).value
shapes = [shape.text_frame for shape in pptx.Presentation("list.pptx").slides[0].shapes if shape.has_text_frame]
found = {
    "pandoc": pypandoc.convert_file("list.docx", "gfm").split("\n"),
    "mammoth": by_mammoth,
    "docx2python": [line.replace("\t", " ") for line in by_docx2python if line.strip()],
    "python-docx": [paragraph.text for paragraph in docx.Document("list.docx").paragraphs],
    "PPTX": [paragraph.text for frame in shapes for paragraph in frame.paragraphs if paragraph.text],
}
print("pandoc", pypandoc.get_pandoc_version(), found)
assert found["pandoc"][:2] == ["- [ ] rent", "- [x] rent"], "pandoc no longer reads its own boxes"
assert found["PPTX"] == ["☐ rent", "☒ rent"], "boxes stand otherwise in PPTX"
assert found["mammoth"] == "<ul><li>rent</li><li>rent</li></ul>", "mammoth reads boxes otherwise"
assert found["docx2python"] == ["-- rent", "-- rent"], "docx2python reads boxes otherwise"
assert found["python-docx"] == ["rent", "rent"], "python-docx reads boxes otherwise"
PYTHON
