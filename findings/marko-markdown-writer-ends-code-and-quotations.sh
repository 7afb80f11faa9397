#!/usr/bin/env bash
# marko 2.2.4's writer of Markdown ends code at the fence that it shows, and a quotation at its first paragraph.
#
# Guess: what its MarkdownRenderer writes of a page is the same page: a fence is longer than those within it, and the
# mark of a quotation stands before every line.
# Seen: code fenced by four backticks is fenced by three, whatever stands in it: an example of a fence ends there. The
# blank line between two paragraphs of a quotation has no mark, so that they are two quotations; between two paragraphs
# of a list item in one it ends item and list too. An address with a space loses its angle brackets, so that the link is
# no link. Nothing is reported.
# So: compare both pages' HTML before what is written replaces the page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet marko==2.2.4 markdown-it-py==4.2.0
"$work/python/bin/python" - <<'PYTHON'
import marko
from marko.md_renderer import MarkdownRenderer
from markdown_it import MarkdownIt

write = marko.Markdown(renderer=MarkdownRenderer)
for page, same in [
    ("```\ncode\n```\n", True),
    ("````\n```\ncode\n```\n````\n", False),
    ("- one\n\n  two\n", True),
    ("> one\n> two\n", True),
    ("> one\n>\n> two\n", False),
    ("> - one\n>\n>   two\n", False),
    ("[rules](rules.md)\n", True),
    ("[rules](<the rules.md>)\n", False),
]:
    written = write(page)
    print(f"marko 2.2.4 writes {page!r} as {written!r}")
    assert (MarkdownIt().render(written) == MarkdownIt().render(page)) is same, "pages are written otherwise now"
PYTHON
