#!/usr/bin/env bash
# pandoc 3.9 writes AsciiDoc whose sentences Asciidoctor reads as headings, list items, notes and comments.
#
# Guess: the AsciiDoc that pandoc writes says to Asciidoctor.js 4.1.0 what the page said; what would be read as a mark
# at the start of a paragraph is escaped, as it is within a line (`{plus}`, `++*++`).
# Seen: "// see below" is a comment, and so is gone; "= 4 seats" is the title of the whole page. ". net income" is item
# 1 of a list, "NOTE: agreed" a box. Code whose language is named ends at a line of dashes in it, and the next line is a
# heading. Code right after a letter (n`x`) shows its backticks, emphasis in quotes its underscores, and "((C))" is a
# sign of copyright.
# So: start no paragraph with a mark, and compare the words with those of pandoc's own HTML.
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
    ("star", "\\* see below"),
    ("slashes", "// see below"),
    ("full stop", "\\. net income"),
    ("equals sign", "= 4 seats"),
    ("note", "NOTE: agreed"),
    ("code", "```yaml\none\n----\ntwo\n```"),
    ("code in a word", "n`x`"),
    ("emphasis in quotes", '"*agreed*"'),
    ("brackets", "see ((C))"),
]
assert pypandoc.get_pandoc_version() == "3.9"
with open("pages.json", "w", encoding="utf-8") as file:
    json.dump([(name, pypandoc.convert_text(page, "asciidoc", format="markdown")) for name, page in PAGES], file)
PYTHON
cat > check.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import * as asciidoctor from '@asciidoctor/core';

// A page's HTML without the tags that only set it in boxes.
const short = (html) => html.replace(/<\/?(div|p|table|tr|td|b)\b[^>]*>|\n/g, '').replace(/<(\w+) [^>]*>/g, '<$1>');
const SEEN = {
  star: '* see below',
  slashes: '',
  'full stop': '<ol><li>net income</li></ol>',
  'equals sign': '',
  note: 'Noteagreed',
  code: '<pre><code>one</code></pre><h2>two</h2>',
  'code in a word': 'n`x`',
  'emphasis in quotes': '&#8220;_agreed_&#8221;',
  brackets: 'see (&#169;)',
};
for (const [name, page] of JSON.parse(fs.readFileSync('pages.json', 'utf8'))) {
  const found = short(String(await asciidoctor.convert(page)));
  console.log(`pandoc 3.9, ${name}: ${JSON.stringify(page)} -> ${found}`);
  assert.strictEqual(found, SEEN[name], `${name}: read otherwise now`);
}
JS
node check.mjs 2>errors || { cat errors; exit 1; }
