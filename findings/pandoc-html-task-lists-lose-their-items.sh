#!/usr/bin/env bash
# pandoc 3.9 reads a list in HTML as loose lines where an item starts with a tick box.
#
# Guess: `<li><input type="checkbox"> Words` becomes an item of a task list, or an item without the box.
# Seen: where one item of a list starts so, the whole list is no list any more: its items are lines one after another,
# and whether a box was ticked is not kept. Only a list of the class `task-list` of nothing but such items, as pandoc
# itself writes it, is one.
# So: set that class on such lists, and take boxes out of mixed ones, before they are converted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17
"$work/python/bin/python" - <<'PYTHON'
import pypandoc

BOX, PLAIN = '<li><label><input type="checkbox" checked> Set up</label></li>', "<li>Meet</li>"
print("pandoc", pypandoc.get_pandoc_version())
for page, seen in [
    (f"<ul>{PLAIN}{PLAIN}</ul>", ["- Meet", "- Meet"]),
    (f"<ul>{BOX}{PLAIN}</ul>", ["Set up", "Meet"]),
    (f'<ul class="task-list">{BOX}{PLAIN}</ul>', ["Set up", "Meet"]),
    (f"<ul>{BOX}{BOX}</ul>", ["Set up", "Set up"]),
    (f'<ul class="task-list">{BOX}{BOX}</ul>', ["- [x] Set up", "- [x] Set up"]),
]:
    lines = [line for line in pypandoc.convert_text(page, "gfm", "html").splitlines() if line]
    print(page, "is", lines)
    assert lines == seen, "lists are read otherwise now"
PYTHON
