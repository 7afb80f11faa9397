#!/usr/bin/env bash
# pandoc 3.9 reads a DocBook page, as Asciidoctor writes it, without its abstract, its references and its tables' feet.
#
# Guess: what Asciidoctor.js 4.1.0 writes with its own DocBook backend (the usual way from AsciiDoc to pandoc) is read
# with all its words.
# Seen: the abstract of a page, the entries of a bibliography (its heading stays) and the foot row of a table, a sum for
# instance, are gone. Marks in code (<1>) are dropped and the notes that explain them become a list of bullets, so that
# nothing says which line is meant. No warning.
# So: read AsciiDoc by way of HTML, or compare the words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @asciidoctor/core@4.1.0
python3 -m venv python
python/bin/pip install --quiet pypandoc-binary==1.17
cat > write.mjs <<'JS'
import fs from 'node:fs';
import * as asciidoctor from '@asciidoctor/core';

const PAGES = {
  table: ['[%header]', '|===', '|Seats', '', '|7', '|2', '|==='],
  'table with a foot': ['[%header%footer]', '|===', '|Seats', '', '|7', '|9', '|==='],
  abstract: ['[abstract]', 'In short.', '', 'At length.'],
  references: ['[bibliography]', '== References', '', '- [[[act]]] The Act.'],
  code: ['[source]', '----', 'a <1>', 'b <2>', '----', '<1> first', '<2> second'],
};
const pages = {};
for (const [name, lines] of Object.entries(PAGES)) {
  pages[name] = String(await asciidoctor.convert(lines.join('\n'), { backend: 'docbook5', standalone: true }));
}
fs.writeFileSync('pages.json', JSON.stringify(pages));
JS
node write.mjs 2>errors || { cat errors; exit 1; }
python/bin/python - <<'PYTHON'
import json

import pypandoc

assert pypandoc.get_pandoc_version() == "3.9"
with open("pages.json", encoding="utf-8") as file:
    pages = json.load(file)
for name, kept, lost in [
    ("table", ["Seats", "7", "2"], []),
    ("table with a foot", ["Seats", "7"], ["9"]),
    ("abstract", ["At length."], ["In short."]),
    ("references", ["References"], ["The Act."]),
    ("code", ["a", "b", "- first", "- second"], ["1", "2"]),
]:
    text = pypandoc.convert_text(pages[name], "plain", format="docbook")
    print(f"pandoc 3.9, {name}: {[word for word in text.split() if word.strip('+-=|')]}")
    assert name == "code" or all(words in pages[name] for words in kept + lost), f"{name}: written otherwise now"
    assert all(words in text for words in kept), f"{name}: read otherwise now"
    assert not any(words in text for words in lost), f"{name}: read with all words now"
PYTHON
