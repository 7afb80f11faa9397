#!/usr/bin/env bash
# tomlkit 0.15.2 removes the comment above the next table with a table that is removed, and keeps the table's own.
#
# Guess: a comment right above a table's header belongs to that table, as one above a key stays where it is when the
# key is removed: nothing is lost but the table.
# Seen: comments belong to the table in whose lines they stand, the one before. Removing the first of two tables takes
# the second one's comment away; removing the second leaves its comment behind. In an array of tables it is the same.
# So: move comments below the headers, or take them out and set them again around the removal.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet tomlkit==0.15.2
"$work/python/bin/python" - <<'PYTHON'
import tomlkit


def comments(source, remove):
    """The comments that are left once something is removed."""
    document = tomlkit.parse(source)
    remove(document)
    return [line for line in tomlkit.dumps(document).splitlines() if line.startswith("#")]


KEYS = "# first\na = 1\n# second\nb = 2\n"
TABLES = "# first\n[a]\nx = 1\n\n# second\n[b]\nx = 2\n"
ARRAY = "[[a]]\nx = 1\n\n# second\n[[a]]\nx = 2\n"
for name, source, remove, seen in [
    ("first key", KEYS, lambda d: d.remove("a"), ["# first", "# second"]),
    ("first table", TABLES, lambda d: d.remove("a"), ["# first"]),
    ("second table", TABLES, lambda d: d.remove("b"), ["# first", "# second"]),
    ("first of an array", ARRAY, lambda d: d["a"].pop(0), []),
]:
    print(f"tomlkit 0.15.2, without the {name}: {comments(source, remove)}")
    assert comments(source, remove) == seen, "comments are kept or removed otherwise now"
PYTHON
