#!/usr/bin/env bash
# mdformat 1.0.0 deletes comments that are written as link definitions, and spoils abbreviations, without a word.
#
# Guess: it only sets a page in order; it checks that the page renders the same and fails if it does not.
# Seen: `[//]: # (Keep in step with the picture.)`, the usual way to write a comment that no renderer shows, is deleted,
# and so is every definition that nothing on the page refers to, such as one kept for pages that include it. A page of
# comments alone ends up empty. The check passes, as none of it is rendered. `*[DAO]: ...` is escaped, so that
# Python-Markdown 3.11.3 knows the abbreviation no longer and prints the line. Comments in `<!-- -->` stay.
# So: write comments as HTML, and keep such pages out of mdformat.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mdformat==1.0.0 markdown==3.11.3
cd "$work"
cat > page.md <<'MARKDOWN'
# Rules

[//]: # (Keep in step with the picture.)

<!-- An HTML comment. -->

The DAO votes by [rule 7].

[rule 7]: rules.md#7
[rule 8]: rules.md#8

*[DAO]: Organisation without a head
MARKDOWN
echo '[//]: # (Nothing here yet.)' > comment.md
cp page.md before.md
"$work/python/bin/mdformat" page.md comment.md
cat page.md
"$work/python/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path
import markdown

before, after = (Path(name).read_text() for name in ("before.md", "page.md"))
kept = [mark for mark in ("in step", "HTML comment", "[rule 7]: ", "[rule 8]: ") if mark in after]
abbreviations = ["<abbr" in markdown.markdown(text, extensions=["abbr"]) for text in (before, after)]
print("mdformat", version("mdformat"), "keeps", kept, "abbreviation before and after:", abbreviations)
assert kept == ["HTML comment", "[rule 7]: "], "comments or definitions are treated otherwise now"
assert Path("comment.md").read_text() == "", "a page of comments is kept now"
assert abbreviations == [True, False], "an abbreviation is kept now"
PYTHON
