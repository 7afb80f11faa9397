#!/usr/bin/env bash
# rehype-remark 10.0.1 writes a list that stands in a table's cell with its line ends, and so ends the table.
#
# Guess: a cell's list becomes its words in a row, as a cell's line break becomes a space, or is left as HTML.
# Seen: the items are written as list items within the row, with a line's end between them. A reader finds a table that
# ends at the first item, and behind it a list of the second, with the pipes and the words of the row's last cells.
# So: replace lists in cells by their words with separators before converting.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit unified@11.0.5 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-gfm@4.0.1 \
  remark-stringify@11.0.0 markdown-it@14.1.0
cat > table.mjs <<'JS'
import assert from 'node:assert';
import { unified } from 'unified';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import MarkdownIt from 'markdown-it';

const remark = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
const page = (cell) => {
  const head = '<tr><th>Members</th><th>Held</th></tr>';
  const markdown = String(remark.processSync(`<table>${head}<tr><td>${cell}</td><td>monthly</td></tr></table>`));
  return new MarkdownIt().render(markdown).replace(/\s+/g, '');
};
const whole = page('Chair<br>Clerk');
const list = page('<ul><li>Chair</li><li>Clerk</li></ul>');
console.log('rehype-remark 10.0.1, a line break:', whole);
console.log('rehype-remark 10.0.1, a list:', list);
assert(whole.includes('<td>ChairClerk</td><td>monthly</td>'), 'a line break no longer stays in its cell');
const cut = '<td>*Chair</td><td></td></tr></tbody></table><ul><li>Clerk|monthly|</li></ul>';
assert(list.includes(cut), 'the row is whole or broken otherwise now');
JS
node table.mjs
