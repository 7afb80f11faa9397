#!/usr/bin/env bash
# pandoc 3.9 writes a definition's second paragraph to AsciiDoc so that Asciidoctor reads it as the end of the first.
#
# Guess: what belongs to a definition comes out of Asciidoctor.js 4.1.0 as it went in: two paragraphs, or a paragraph
# and a list or a block of code, as it does for the items of a list.
# Seen: the line with the + that joins two blocks is indented like the words, and so is read as a word: "Elected. + Four
# years." is one paragraph. A list keeps its items and leaves a plus before them; code stands below the list of terms,
# not in it; a quotation is a word between underscores in the same paragraph.
# So: give each definition one paragraph, or write it as a list.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @asciidoctor/core@4.1.0
python3 -m venv python
python/bin/pip install --quiet pypandoc-binary==1.17
python/bin/python - <<'PYTHON'
import json

import pypandoc

PAGES = [
    ("item", "- Elected.\n\n    Four years.\n"),
    ("definition", "Chair\n:   Elected.\n\n    Four years.\n"),
    ("definition with a list", "Chair\n:   Elected.\n\n    - once\n    - twice\n"),
    ("definition with code", "Chair\n:   Elected.\n\n    ```\n    code\n    ```\n"),
    ("definition with a quotation", "Chair\n:   Elected.\n\n    > words\n"),
]
assert pypandoc.get_pandoc_version() == "3.9"
with open("pages.json", "w", encoding="utf-8") as file:
    json.dump([(name, pypandoc.convert_text(page, "asciidoc", format="markdown")) for name, page in PAGES], file)
PYTHON
cat > check.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import * as asciidoctor from '@asciidoctor/core';

// A page's HTML without boxes, attributes and line ends.
const short = (html) => {
  const plain = html.replace(/<\/?div\b[^>]*>/g, '').replace(/<(\w+) [^>]*>/g, '<$1>');
  return plain.replace(/\n+(?=<)|(?<=>)\n+/g, '').replace(/\n/g, ' ');
};
const SEEN = {
  item: '<ul><li><p>Elected.</p><p>Four years.</p></li></ul>',
  definition: '<dl><dt>Chair</dt><dd><p>Elected. + Four years.</p></dd></dl>',
  'definition with a list':
    '<dl><dt>Chair</dt><dd><p>Elected. +</p><ul><li><p>once</p></li><li><p>twice</p></li></ul></dd></dl>',
  'definition with code': '<dl><dt>Chair</dt><dd><p>Elected. +</p></dd></dl><pre>code</pre>',
  'definition with a quotation': '<dl><dt>Chair</dt><dd><p>Elected. +<em><em>_ words</em>_</em></p></dd></dl>',
};
for (const [name, page] of JSON.parse(fs.readFileSync('pages.json', 'utf8'))) {
  const found = short(String(await asciidoctor.convert(page)));
  console.log(`pandoc 3.9, ${name}: ${JSON.stringify(page)} -> ${found}`);
  assert.strictEqual(found, SEEN[name], `${name}: read otherwise now`);
}
JS
node check.mjs
