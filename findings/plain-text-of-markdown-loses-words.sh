#!/usr/bin/env bash
# remove-markdown 0.7.0 deletes words between < and >, and markdown-to-txt 2.0.1 joins a nested list to its item.
#
# Guess: what makes plain text of Markdown takes off the marks and leaves the words, one item or sentence to a line, so
# that a search index or a summary finds them.
# Seen: remove-markdown takes "less than 5, and 9 > 3" between its signs for a tag and drops the words; it drops what
# stands in round brackets after square ones though no link is there, an address in angle brackets, and a star of
# `**options`; it leaves &amp;, escapes' backslashes and tables as they are. markdown-to-txt makes "BoardAudit" of a
# list in a list and of a line break in HTML "AB"; it knows &amp; but not &copy;, and it needs lodash without saying so.
# So: parse the page and collect the words of its tree, with a space between blocks.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit remove-markdown@0.7.0 markdown-to-txt@2.0.1 lodash@4.17.21
cat > check.cjs <<'JS'
const assert = require('node:assert');
const removeMarkdown = require('remove-markdown');
const { markdownToTxt } = require('markdown-to-txt');

for (const [page, removed, text] of [
  ['see *the* [page](a.html)', 'see the page', 'see the page'],
  ['if a < 5, then b > 3', 'if a  3', 'if a < 5, then b > 3'],
  ['[sic] (as it was)', 'sic', '[sic] (as it was)'],
  ['see <http://docs.example/>', 'see ', 'see http://docs.example/'],
  ['`call(*args, **rest)`', 'call(args, *rest)', 'call(*args, **rest)'],
  ['\\*both\\*', '\\both\\', '*both*'],
  ['- Board\n  - Audit\n', 'Board\n  Audit\n', 'BoardAudit'],
  ['A<br>B', 'AB', 'AB'],
  ['&amp; &copy;', '&amp; &copy;', '& &copy;'],
]) {
  const found = [removeMarkdown(page), markdownToTxt(page)];
  console.log(JSON.stringify(page), 'is with remove-markdown and with markdown-to-txt', JSON.stringify(found));
  assert.deepStrictEqual(found, [removed, text], 'words are kept or lost otherwise now');
}
JS
node check.cjs
