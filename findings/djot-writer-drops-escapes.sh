#!/usr/bin/env bash
# @djot/djot 0.3.2 writes djot in which sentences are lists and a cell is two, and raises on every hard line break.
#
# Guess: what `renderDjot` writes of a parsed page is read by the same library as the same page.
# Seen: it escapes marks within a line, but neither the start of a paragraph ("1986\. A year", "\- none" and "\: note"
# become lists and terms) nor a pipe in a cell, and it writes a div in a div with as many colons as its own, so that the
# inner one ends both. A line break by a backslash makes it raise, since it knows that node under another name.
# So: compare both pages' HTML before what is written replaces the page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @djot/djot@0.3.2
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { parse, renderDjot, renderHTML } from '@djot/djot';

const html = (page) => renderHTML(parse(page)).replace(/\n/g, '');
for (const [name, page, before, after] of [
  ['star', 'see \\*below\\*', '<p>see *below*</p>', '<p>see *below*</p>'],
  ['heading', '\\# 4', '<p># 4</p>', '<p># 4</p>'],
  ['year', '1986\\. A year', '<p>1986. A year</p>', '<ol start="1986"><li>A year</li></ol>'],
  ['dash', '\\- none', '<p>- none</p>', '<ul><li>none</li></ul>'],
  ['colon', '\\: note', '<p>: note</p>', '<dl><dt>note</dt><dd></dd></dl>'],
  ['cell', '| a\\|b |', '<table><tr><td>a|b</td></tr></table>', '<table><tr><td>a</td><td>b</td></tr></table>'],
]) {
  const written = renderDjot(parse(page));
  const found = [html(page), html(written)];
  console.log(`@djot/djot 0.3.2, ${name}: ${JSON.stringify(page)} -> ${JSON.stringify(written)} -> ${found[1]}`);
  assert.deepStrictEqual(found, [before, after], `${name}: written otherwise now`);
}
const nested = '::: outer\nA\n\n:::: inner\nB\n::::\n\nC\n:::\n';
console.log('@djot/djot 0.3.2, a div in a div:', html(renderDjot(parse(nested))));
assert.notStrictEqual(html(renderDjot(parse(nested))), html(nested), 'a div in a div is kept now');
assert.throws(() => renderDjot(parse('one\\\ntwo')), /hard_break/, 'line breaks are written now');
JS
node check.mjs
