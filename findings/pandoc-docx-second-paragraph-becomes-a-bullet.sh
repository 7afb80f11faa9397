#!/usr/bin/env bash
# pandoc 3.9 writes a list item's second paragraph to DOCX as a bullet without a sign, and readers take it for a bullet.
#
# Guess: an item of two paragraphs comes back as one item of two paragraphs, in pandoc itself at least.
# Seen: pandoc writes the second paragraph as an item of another list, whose sign is a space. pandoc reads its own file
# back as an item "2." and a bullet after it; docx2python 3.7.1 reads a bullet too; mammoth 1.13.0 ends the numbered
# list at it, so that "3." starts anew as "1.". By way of ODT the paragraph comes back where it was.
# So: keep items to one paragraph (a line break within it is kept), or go by ODT.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 mammoth==1.13.0 docx2python==3.7.1
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import re
import docx2python
import mammoth
import pypandoc

ONE = "1. Call\n2. Vote\n3. Count\n"
TWO = "1. Call\n\n2. Vote\n\n    By hand.\n\n3. Count\n"
RIGHT = "<ol><li>Call</li><li>Vote</li><li>Count</li></ol>"


def squeeze(page):
    return re.sub(r"\s+|</?p>", "", re.sub("<ol[^>]*>", "<ol>", page))


def readings(source):
    for suffix in ("docx", "odt"):
        pypandoc.convert_text(source, suffix, format="md", outputfile=f"list.{suffix}")
    with open("list.docx", "rb") as file:
        by_mammoth = mammoth.convert_to_html(file).value
    with docx2python.docx2python("list.docx") as document:
        lines = [line.replace("\t", " ") for line in document.text.splitlines() if line.strip()]
    found = {
        "pandoc": squeeze(pypandoc.convert_file("list.docx", "html")),
        "by ODT": squeeze(pypandoc.convert_file("list.odt", "html")),
        "mammoth": squeeze(by_mammoth),
        "docx2python": lines,
    }
    print("pandoc", pypandoc.get_pandoc_version(), found)
    return found


one, two = readings(ONE), readings(TWO)
assert one["pandoc"] == one["by ODT"] == one["mammoth"] == RIGHT, "items of one paragraph are read otherwise"
assert one["docx2python"] == ["1) Call", "2) Vote", "3) Count"], "docx2python reads plain items otherwise"
assert two["by ODT"] == "<ol><li>Call</li><li>VoteByhand.</li><li>Count</li></ol>", "ODT is read otherwise"
assert "<ul><li>Byhand.</li></ul>" in two["pandoc"], "pandoc no longer reads its own paragraph as a bullet"
assert two["docx2python"][2:] == ["-- By hand.", "3) Count"], "docx2python no longer reads a bullet"
assert "</ol><ul><li>Byhand.</li></ul><ol><li>Count" in two["mammoth"], "mammoth no longer parts the list"
PYTHON
