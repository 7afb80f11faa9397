#!/usr/bin/env bash
# pandoc 3.9 writes a table's caption to Org below the table, where its own reader drops it, and pipes that part cells.
#
# Guess: what pandoc writes as Org it reads as the same page.
# Seen: Org takes a #+caption for what follows it, which is how pandoc writes a picture's; a table's stands below the
# table, and is lost when it is read. "x|y" in a cell is two cells, and what stood in the row's last one is dropped.
# "1986. A year" is a list, "a_b" has a lowered b, and a definition's two paragraphs are one.
# So: move captions up and replace pipes by \vert{} after writing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17
"$work/python/bin/python" - <<'PYTHON'
import pypandoc


def row(tag, *cells):
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def table(head, body):
    return f"<table><thead>{row('th', *head)}</thead><tbody>{row('td', *body)}</tbody></table>"


assert pypandoc.get_pandoc_version() == "3.9"
for name, page, seen in [
    ("picture", "![Seats](a.svg)", '<figure><img src="a.svg" /><figcaption>Seats</figcaption></figure>'),
    ("table", ": Seats\n\n| a |\n|---|\n| x |", table("a", "x")),
    ("pipe", "| a | b |\n|---|---|\n| x\\|y | z |", table("ab", "xy")),
    ("year", "1986\\. A year", "<ol><li>A year</li></ol>"),
    ("name", "a_b", "<p>a<sub>b</sub></p>"),
    ("definition", "T\n:   one\n\n    two", "<dl><dt>T</dt><dd>one two</dd></dl>"),
]:
    org = pypandoc.convert_text(page, "org", format="markdown")
    found = pypandoc.convert_text(org, "html", format="org").replace("\n", "")
    print(f"pandoc 3.9, {name}: {page!r} -> {org!r} -> {found}")
    assert found == seen, f"{name}: read otherwise now"
PYTHON
