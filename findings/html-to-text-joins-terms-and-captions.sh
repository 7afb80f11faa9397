#!/usr/bin/env bash
# html-to-text 10.0.1 joins the words of definition lists and captions, and drops the captions of tables.
#
# Guess: a term, its definition and a picture's caption each stand on a line of their own, or at least a space apart.
# Seen: <dt>, <dd> and <figcaption> are taken for inline: "Chair" and "Leads" come out as "ChairLeads". With tables
# written as tables a <caption> is not written at all. A paragraph within <dd> is apart.
# So: give these elements the format `block` in `selectors`; write a table's caption outside it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit html-to-text@10.0.1
cat > words.js <<'JS'
const assert = require('assert');
const { convert } = require('html-to-text');

const asTable = { selector: 'table', format: 'dataTable' };
const blocks = ['dt', 'dd', 'figcaption'].map((selector) => ({ selector, format: 'block' }));
const words = (html, selectors = []) => convert(html, { selectors: [asTable, ...selectors] }).split(/\s+/).join(' ');
const list = '<dl><dt>Chair</dt><dd>Leads</dd></dl>';
const figure = '<figure><img src="a.png" alt="Map"><figcaption>Bodies</figcaption></figure>';
for (const [html, selectors, seen] of [
  ['<p>Chair</p><p>Leads</p>', [], 'Chair Leads'],
  [list, [], 'ChairLeads'],
  [list, blocks, 'Chair Leads'],
  [figure, [], 'Map [a.png]Bodies'],
  [figure, blocks, 'Map [a.png] Bodies'],
  ['<table><caption>Bodies</caption><tr><td>Board</td></tr></table>', [], 'Board'],
]) {
  console.log(`html-to-text 10.0.1, ${selectors.length ? 'with blocks' : 'as it comes'}: ${html} is "${words(html, selectors)}"`);
  assert.strictEqual(words(html, selectors), seen, 'words are joined or dropped otherwise now');
}
JS
node words.js
