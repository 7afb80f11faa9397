#!/usr/bin/env bash
# pandoc 3.9 does not escape quotes in the title of a picture or a link, and so writes Markdown in which there is none.
#
# Guess: a title with quotation marks is escaped, or quoted by the other kind of mark.
# Seen: it stands as it is between two more such marks. In CommonMark and GitHub's flavour that is no picture but plain
# text, to markdown-it-py 4.2.0 and to pandoc's own readers of both; only its reader of its own flavour finds it.
# So: take quotation marks out of titles before pandoc writes them, or put the words into the alternative text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 markdown-it-py==4.2.0
"$work/python/bin/python" - <<'PYTHON'
import pypandoc
from markdown_it import MarkdownIt

print("pandoc", pypandoc.get_pandoc_version())
for title, seen in [("the whole", (True, True)), ("the &quot;whole&quot;", (False, False))]:
    page = f'<p><img src="board.png" alt="Board" title="{title}"></p>'
    for form in ("gfm", "commonmark"):
        written = pypandoc.convert_text(page, form, "html")
        found = "<img" in MarkdownIt().render(written), "<img" in pypandoc.convert_text(written, "html", form)
        print(f"{form}: {written.strip()} is a picture to markdown-it and pandoc: {found}")
        assert found == seen, f"titles are written otherwise in {form} now"
    own = pypandoc.convert_text(pypandoc.convert_text(page, "markdown", "html"), "html", "markdown")
    assert "<img" in own, "pandoc no longer finds the picture in its own flavour"
PYTHON
