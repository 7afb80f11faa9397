#!/usr/bin/env bash
# @turbodocx/html-to-docx 1.23.1 embeds an <svg> that stands by itself and drops one that stands within a paragraph.
#
# Guess: a picture in the page is embedded wherever it stands, as an <img> is, and described by its title.
# Seen: between paragraphs it becomes a picture, described as "SVG image" whatever its <title> or `aria-label` says.
# Within <p>, a cell or a list item nothing of it is in the file, without a word.
# So: put pictures into <img> with a data address and `alt`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @turbodocx/html-to-docx@1.23.1 jszip@3.10.1
cat > pictures.js <<'JS'
const assert = require('assert');
const JSZip = require('jszip');
const write = require('@turbodocx/html-to-docx').default ?? require('@turbodocx/html-to-docx');

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10" role="img" aria-label="Words"><title>Words</title>
<rect width="9" height="9"/></svg>`;
const img = `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}" alt="Words">`;
const cases = [
  ['alone', `<p>before</p>${svg}<p>after</p>`, ['SVG image']],
  ['in a paragraph', `<p>before ${svg} after</p>`, []],
  ['in a cell', `<table><tr><td>${svg}</td></tr></table>`, []],
  ['in an item', `<ul><li>${svg}</li></ul>`, []],
  ['as <img> in a paragraph', `<p>before ${img} after</p>`, ['Words']],
];
(async () => {
  for (const [name, html, seen] of cases) {
    const file = await write(html);
    const zip = await JSZip.loadAsync(file.arrayBuffer ? await file.arrayBuffer() : file);
    const document = await zip.file('word/document.xml').async('string');
    const found = [...document.matchAll(/<pic:cNvPr[^>]*descr="([^"]*)"/g)].map(([, words]) => words);
    console.log(`@turbodocx/html-to-docx 1.23.1, ${name}: pictures ${JSON.stringify(found)}`);
    assert.deepStrictEqual(found, seen, `${name}: embedded otherwise now`);
  }
})();
JS
node pictures.js
