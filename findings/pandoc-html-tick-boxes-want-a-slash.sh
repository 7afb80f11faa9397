#!/usr/bin/env bash
# pandoc 3.9 reads a list in HTML as loose lines where an item starts with a tick box that is not closed as in XML.
#
# Guess: `<li><input type="checkbox"> Words` becomes an item of a task list, as `<li><input type="checkbox"/> Words`
# does: HTML knows no difference between the two.
# Seen: the first is no task. The whole list is no list any more, also its items without a box: they are lines one after
# another, and whether a box was ticked is not kept.
# So: write `/>` on tick boxes before pages are converted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17
"$work/python/bin/python" - <<'PYTHON'
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
for box, seen in [
    ("", ["- Set up", "- Meet"]),
    ('<input type="checkbox" checked=""/>', ["- [x] Set up", "- Meet"]),
    ('<input type="checkbox" checked="">', ["Set up", "Meet"]),
]:
    page = f"<ul><li>{box} Set up</li><li>Meet</li></ul>"
    lines = [line for line in pypandoc.convert_text(page, "gfm", "html").splitlines() if line]
    print(page, "is", lines)
    assert lines == seen, "lists are read otherwise now"
PYTHON
