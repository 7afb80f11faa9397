#!/usr/bin/env bash
# rst-to-myst 0.4.0 joins the paragraphs of a cell without a space, and writes a cell's list so that it ends the table.
#
# Guess: a table that Markdown has no form for stays reStructuredText in an {eval-rst} block, as tables with captions,
# with cells over two columns or without a head do.
# Seen: cells with blocks are written as Markdown all the same. Two paragraphs, "Chair" and "Clerk", become
# "ChairClerk", so do the lines of a line block; a list in a cell is written with its line ends, so that the rest of the
# list stands below the table. Lists by letters or Roman numbers become lists by numbers, and a term loses its
# classifier.
# So: leave such tables as they are (an {eval-rst} block by hand), and compare the words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet 'rst-to-myst[sphinx]==0.4.0' sphinx==6.2.1 docutils==0.19 mdformat==0.7.22 \
  mdformat-myst==0.1.5 mdformat-tables==1.0.0
"$work/python/bin/python" - <<'PYTHON'
from rst_to_myst import rst_to_myst


def table(*lines):
    rule = "+-------+-------+\n"
    rows = "".join(f"| {'' if number else 'Board':5} | {line:5} |\n" for number, line in enumerate(lines))
    return f"{rule}| Body  | Seats |\n{rule.replace('-', '=')}{rows}{rule}"


for name, page, seen in [
    ("words", table("Chair"), "| Body | Seats |\n| --- | --- |\n| Board | Chair |\n"),
    ("two paragraphs", table("Chair", "", "Clerk"), "| Body | Seats |\n| --- | --- |\n| Board | ChairClerk |\n"),
    ("two lines", table("| One", "| Two"), "| Body | Seats |\n| --- | --- |\n| Board | OneTwo |\n"),
    ("list", table("- One", "- Two"), "| Body | Seats |\n| --- | --- |\n| Board | - One\n- Two |\n"),
    ("letters", "a. one\nb. two\n", "1. one\n2. two\n"),
    ("classifier", "Chair : elected\n  For a year.\n", "Chair\n\n: For a year.\n"),
]:
    found = rst_to_myst(page).text
    while "  |" in found or "---- " in found:
        found = found.replace("  |", " |").replace("---- ", "--- ")
    print(f"rst-to-myst 0.4.0, {name}: {found!r}")
    assert found == seen, f"{name}: written otherwise now"
captioned = rst_to_myst(f".. table:: Seats\n\n{table('Chair')}".replace("\n", "\n   ")).text
print(f"rst-to-myst 0.4.0, a table with a caption: {captioned.splitlines()[0]}")
assert captioned.startswith("```{eval-rst}\n"), "tables with captions are written otherwise now"
PYTHON
