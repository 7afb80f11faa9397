#!/usr/bin/env bash
# html-to-docx 1.8.0 and its successor @turbodocx/html-to-docx 1.23.1 drop the words of elements that they do not know.
#
# Guess: an element without a look of its own in a document, <abbr> or <kbd>, leaves its words as plain text; a caption
# becomes a paragraph, a table's foot its last row.
# Seen: words in <abbr>, <kbd>, <small> and <q> within a paragraph are gone, and so are <figcaption> beside a
# picture, <caption> and all rows in <tfoot>. Nothing is reported. Words in <span>, <strong> or <u> are kept.
# So: unwrap such elements and move captions and feet out before converting; count the words afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1 jszip@3.10.1
cat > words.js <<'JS'
const assert = require('assert');
const JSZip = require('jszip');

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const writers = { 'html-to-docx 1.8.0': 'html-to-docx', '@turbodocx/html-to-docx 1.23.1': '@turbodocx/html-to-docx' };
const kept = ['span', 'strong', 'u'].map((tag) => [`<p>The <${tag}>Board</${tag}> meets</p>`, true]);
const lost = ['abbr', 'kbd', 'small', 'q'].map((tag) => [`<p>The <${tag}>Board</${tag}> meets</p>`, false]);
const cases = [
  ...kept,
  ...lost,
  [`<figure><img src="data:image/png;base64,${pixel}" alt=""><figcaption>Board</figcaption></figure>`, false],
  ['<table><tr><td>Board</td></tr></table>', true],
  ['<table><caption>Board</caption><tr><td>meets</td></tr></table>', false],
  ['<table><tbody><tr><td>meets</td></tr></tbody><tfoot><tr><td>Board</td></tr></tfoot></table>', false],
];
(async () => {
  for (const [name, module] of Object.entries(writers)) {
    const write = require(module).default ?? require(module);
    for (const [html, seen] of cases) {
      const file = await write(html);
      const zip = await JSZip.loadAsync(file.arrayBuffer ? await file.arrayBuffer() : file);
      const found = (await zip.file('word/document.xml').async('string')).includes('>Board<');
      console.log(`${name}: ${found ? 'kept' : 'lost'} in ${html.replace(pixel, '...')}`);
      assert.strictEqual(found, seen, 'words are kept or lost otherwise now');
    }
  }
})();
JS
node words.js
