#!/usr/bin/env bash
# pyphen 0.18.1 breaks "on-ly" and "du-ty", which its own dictionary forbids, and doubles the hyphen of a word that has
# one.
#
# Guess: the limits that a dictionary states (RIGHTHYPHENMIN 3 in the one of American English), and for which its
# patterns are made, are kept unless one asks for others; a word with a hyphen is broken after it, and gets no second
# one.
# Seen: the limits are read over, and two letters are left at either end in every language: "hap-py", "mon-ey". With
# `right=3` these words stay whole. `wrap` adds a hyphen to the word's own ("Haus--", "U--"), and in German the second
# line may start with the hyphen, "-ordnung" after "Haus-". `inserted` gives "Haus---ord-nung".
# So: pass `left` and `right` as the dictionary states them, and break words with hyphens part by part.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pyphen==0.18.1
"$work/python/bin/python" - <<'PYTHON'
from pathlib import Path
import pyphen

english = Path(pyphen.__file__).parent / "dictionaries" / "hyph_en_US.dic"
assert "RIGHTHYPHENMIN 3" in english.read_text(encoding="iso8859-1").splitlines()[:12], "the dictionary's limit is gone"

for word, broken, limited in [
    ("committee", "com-mit-tee", "com-mit-tee"),
    ("only", "on-ly", "only"),
    ("duty", "du-ty", "duty"),
    ("happy", "hap-py", "happy"),
    ("money", "mon-ey", "money"),
]:
    seen = pyphen.Pyphen(lang="en_US").inserted(word)
    print(f"pyphen 0.18.1: {word} is broken {seen}")
    assert seen == broken, "words are broken elsewhere now"
    assert pyphen.Pyphen(lang="en_US", right=3).inserted(word) == limited, "right=3 means something else now"

german = pyphen.Pyphen(lang="de_DE")
for word, width, inserted, wrapped in [
    ("Hausordnung", 5, "Haus-ord-nung", ("Haus-", "ordnung")),
    ("Haus-ordnung", 5, "Haus---ord-nung", ("Haus-", "-ordnung")),
    ("Haus-ordnung", 6, "Haus---ord-nung", ("Haus--", "ordnung")),
    ("U-Bahn", 3, "U--Bahn", ("U--", "Bahn")),
]:
    seen = german.inserted(word), german.wrap(word, width)
    print(f"pyphen 0.18.1: {word} is broken {seen[0]}, on a line of {width} letters {seen[1]}")
    assert seen == (inserted, wrapped), "words with hyphens are broken elsewhere now"
PYTHON
