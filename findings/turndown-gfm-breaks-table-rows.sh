#!/usr/bin/env bash
# The table rules for turndown 7.2.5 (turndown-plugin-gfm 1.0.2) let pipes, line breaks and wide headers break the table.
#
# Guess: what a cell holds is written so that it stays in the cell: pipes escaped, breaks as spaces or <br>, and a header
# over two columns as two cells.
# Seen: a pipe parts the cell in two and pushes the row's last cell out of the table. A <br> becomes a line's end, which
# ends the row: what follows is a row of its own. A header over two columns is one cell, so that the line of dashes is
# too short and the last column of every row is dropped when the page is read.
# So: clean tables before converting, or convert with rehype-remark 10.0.1, which does all three.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit turndown@7.2.5 turndown-plugin-gfm@1.0.2 markdown-it@14.1.0 unified@11.0.5 \
  rehype-parse@9.0.1 rehype-remark@10.0.1 remark-gfm@4.0.1 remark-stringify@11.0.0
cat > tables.mjs <<'JS'
import assert from 'node:assert';
import { unified } from 'unified';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import MarkdownIt from 'markdown-it';
import Turndown from 'turndown';
import plugin from 'turndown-plugin-gfm';

const turndown = new Turndown().use(plugin.gfm);
const remark = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
const rows = (markdown) =>
  [...new MarkdownIt().render(markdown).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell).join(' ; '),
  );
const table = (head, row) => `<table><tr>${head}</tr><tr>${row}</tr></table>`;
const HEAD = '<th>Body</th><th>Held</th>';
const BREAK = '<td>Board<br>Court</td><td>monthly</td>';
const WIDE = '<th colspan="2">Body</th><th>Held</th>';
const THREE = '<td>1</td><td>Board</td><td>monthly</td>';
for (const [name, html, seen, right] of [
  ['plain', table(HEAD, '<td>Board</td><td>monthly</td>'), ['Board ; monthly'], ['Board ; monthly']],
  ['pipe', table(HEAD, '<td>Board|Court</td><td>monthly</td>'), ['Board ; Court'], ['Board|Court ; monthly']],
  ['break', table(HEAD, BREAK), ['Board ; ', 'Court ; monthly'], ['Board Court ; monthly']],
  ['wide header', table(WIDE, THREE), ['1 ; Board'], ['1 ; Board ; monthly']],
]) {
  const got = rows(turndown.turndown(html)).slice(1);
  const other = rows(String(remark.processSync(html))).slice(1);
  console.log(`${name}: turndown ${JSON.stringify(got)}, rehype-remark ${JSON.stringify(other)}`);
  assert.deepStrictEqual(other, right, `${name}: rehype-remark writes the row otherwise`);
  assert.deepStrictEqual(got, seen, `${name}: turndown writes the row otherwise now`);
}
JS
node tables.mjs
