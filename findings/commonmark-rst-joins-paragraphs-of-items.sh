#!/usr/bin/env bash
# commonmark 0.9.2's writer of reStructuredText glues the paragraphs of a list item together and spoils code in lists.
#
# Guess: what it writes is reStructuredText that docutils reads as the same page.
# Seen: the second paragraph of a list item follows the first without so much as a space ("now.Later"). Code within an
# item is marked up so that docutils reads ".. code:" as words of the item. A list that starts at 3 starts at 1. What
# Markdown escapes is written bare, so that `\*x\*` is emphasis. A picture within a sentence cuts the sentence in two.
# Code that is a link is no link. commonmark's own tool writes all this with `-o rst`, and reports nothing.
# So: convert with pandoc.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet commonmark==0.9.2 docutils==0.22.4
"$work/python/bin/python" - <<'PYTHON'
import commonmark
import docutils.core
import docutils.nodes


def read(markdown):
    """The text of the page as docutils reads it, and the kinds of its elements."""
    text = commonmark.ReStructuredTextRenderer().render(commonmark.Parser().parse(markdown))
    tree = docutils.core.publish_doctree(text, settings_overrides={"report_level": 5})
    return " | ".join(tree.astext().split("\n\n")), {node.tagname for node in tree.findall(docutils.nodes.Element)}


for markdown, seen, kind, kept in [
    ("First now.\n\nLater.\n", "First now. | Later.", "paragraph", True),
    ("- First now.\n\n  Later.\n", "First now.Later.", "bullet_list", True),
    ("```\nx = 1\n```\n", "x = 1", "literal_block", True),
    ("- One\n\n  ```\n  x = 1\n  ```\n", "One\n.. code: | x = 1", "literal_block", True),
    ("a \\*b\\* c\n", "a b c", "emphasis", True),
    ("[plan](a.html)\n", "plan", "reference", True),
    ("[`plan`](a.html)\n", "`plan <a.html>`_", "reference", False),
    ("![plan](a.svg)\n", "plan", "image", True),
    ("See ![plan](a.svg) there.\n", "See .. image:: a.svg | alt | plan there.", "image", False),
]:
    found, kinds = read(markdown)
    print(f"commonmark: {markdown!r} is {found!r} for docutils, {kind}: {kind in kinds}")
    assert (found, kind in kinds) == (seen, kept), "the page is written otherwise now"
numbered = commonmark.ReStructuredTextRenderer().render(commonmark.Parser().parse("3. three\n4. four\n"))
assert "3" not in numbered, "numbers are kept now"
PYTHON
