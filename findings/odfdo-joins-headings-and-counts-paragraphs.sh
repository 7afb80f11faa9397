#!/usr/bin/env bash
# odfdo 3.27.3 joins an ODT heading to the words below it, or counts a list item's second paragraph as an item.
#
# Guess: `get_formatted_text` and `to_markdown` give the same words in the same order, parted as in the document.
# Seen: `get_formatted_text` writes no line end after a heading: "BodiesThe board votes.", while paragraphs are parted.
# `to_markdown` parts them, but gives an item's second paragraph a number of its own, so that "2. Vote / By hand. / 3.
# Count" comes as 2, 3 and 4, and "see step 3" means another step. pandoc 3.9, which wrote the file, reads it right.
# So: add the line end after headings oneself, and read lists by pandoc.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet odfdo==3.27.3 pypandoc-binary==1.17
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
from importlib.metadata import version
import odfdo
import pypandoc


def read(source):
    """The lines with words of a document, as odfdo's two ways and pandoc read them."""
    pypandoc.convert_text(source, "odt", format="md", outputfile="page.odt")
    document = odfdo.Document("page.odt")
    texts = document.get_formatted_text(), document.to_markdown(), pypandoc.convert_file("page.odt", "plain")
    found = [[" ".join(line.split()) for line in text.splitlines() if line.strip()] for text in texts]
    print("odfdo", version("odfdo"), "formatted text, Markdown; pandoc:", *found)
    return found


text, markdown, _ = read("The board votes.\n\nThe panel asks.\n")
assert text == markdown == ["The board votes.", "The panel asks."], "plain paragraphs are read otherwise"
text, markdown, _ = read("# Bodies\n\nThe board votes.\n")
assert markdown == ["# Bodies", "The board votes."], "Markdown is written otherwise"
assert text == ["BodiesThe board votes."], "a heading is parted from the words below now"
_, markdown, _ = read("1. Call\n2. Vote\n3. Count\n")
assert markdown == ["1. Call", "2. Vote", "3. Count"], "a plain list is written otherwise"
_, markdown, right = read("1. Call\n\n2. Vote\n\n    By hand.\n\n3. Count\n")
assert right == ["1. Call", "2. Vote", "By hand.", "3. Count"], "pandoc reads the list otherwise"
assert markdown == ["1. Call", "2. Vote", "3. By hand.", "4. Count"], "a second paragraph no longer counts"
PYTHON
