#!/usr/bin/env bash
# mistletoe 1.6.0 wraps Markdown so that a line starts with a word that is then a heading, a list or a quotation.
#
# Guess: its writer of Markdown, told to keep lines short, breaks where the page stays the same: not before "-" or "#".
# Seen: it breaks at any space. "as agreed - not before May" becomes a paragraph and a list, "see # 4" a heading, "a >
# b" a quotation. Without wrapping, a title with quotation marks loses their escapes, so that the link is no link, and
# `&amp;lt;` is written as `&lt;`. flowmark 0.8.0 wraps the same sentences right.
# So: wrap with flowmark, or compare both pages' HTML.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mistletoe==1.6.0 flowmark==0.8.0 markdown-it-py==4.2.0
"$work/python/bin/python" - <<'PYTHON'
import re
import flowmark
import mistletoe
from markdown_it import MarkdownIt
from mistletoe.markdown_renderer import MarkdownRenderer


def written(page, **options):
    with MarkdownRenderer(**options) as renderer:
        return renderer.render(mistletoe.Document(page))


def shown(page):
    """The page's HTML, white space counted as HTML counts it."""
    return " ".join(MarkdownIt().render(page).split())


def tags(page):
    return re.findall(r"<(\w+)", shown(page))


words = "The members keep to what was"
for rest, seen in [
    ("agreed (not before May).", ["p"]),
    ("agreed - not before May.", ["p", "ul", "li"]),
    ("agreed + all the rest.", ["p", "ul", "li"]),
    ("agreed # in the fourth part.", ["p", "h1"]),
    ("agreed > refused before.", ["p", "blockquote", "p"]),
]:
    page = f"{words} {rest}"
    wrapped = written(page, max_line_length=len(f"{words} agreed"))
    print(f"mistletoe 1.6.0 wraps {rest!r} into {tags(wrapped)}: {wrapped!r}")
    assert tags(wrapped) == seen, "lines are broken elsewhere now"
    filled = flowmark.fill_markdown(f"{words} {words} {words} {rest}")
    assert tags(filled) == ["p"], "flowmark breaks lines elsewhere now"

for page, same in [
    ('[rules](rules.md "The rules")', True),
    ('[rules](rules.md "The \\"rules\\"")', False),
    ("R&amp;D", True),
    ("&amp;lt;", False),
]:
    print(f"mistletoe 1.6.0 writes {page!r} as {written(page)!r}")
    assert (shown(written(page)) == shown(page)) is same, "titles and entities are written otherwise now"
PYTHON
