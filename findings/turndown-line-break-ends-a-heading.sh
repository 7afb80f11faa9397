#!/usr/bin/env bash
# A heading with a line break is cut in two by turndown 7.2.5 and node-html-markdown 2.0.0.
#
# Guess: `<h2>Audit<br>Committee</h2>` becomes a heading of two words on one line, since one of the kind with # cannot
# have two.
# Seen: the break is written as the end of a line: "Audit" is the heading and "Committee" a paragraph of the section, in
# both. rehype-remark 10.0.1 and turndown's other style of headings, which are underlined, keep the words together.
# So: replace breaks in headings by spaces, or set `headingStyle: 'setext'`, which has no more than two levels.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit turndown@7.2.5 node-html-markdown@2.0.0 markdown-it@14.1.0
cat > heading.js <<'JS'
const assert = require('assert');
const MarkdownIt = require('markdown-it');
const Turndown = require('turndown');
const { NodeHtmlMarkdown } = require('node-html-markdown');

const heading = (markdown) => new MarkdownIt().render(markdown).match(/<h2>(.*?)<\/h2>/s)[1].match(/[A-Z][a-z]+/g).join(' ');
const writers = {
  'turndown, #': (html) => new Turndown({ headingStyle: 'atx' }).turndown(html),
  'turndown, underlined': (html) => new Turndown({ headingStyle: 'setext' }).turndown(html),
  'node-html-markdown': (html) => NodeHtmlMarkdown.translate(html),
};
for (const [name, seen] of [
  ['turndown, underlined', 'Audit Committee'],
  ['turndown, #', 'Audit'],
  ['node-html-markdown', 'Audit'],
]) {
  const [plain, broken] = ['Audit Committee', 'Audit<br>Committee'].map((words) => heading(writers[name](`<h2>${words}</h2>`)));
  console.log(`${name}: "${plain}" on one line, "${broken}" with a break`);
  assert.strictEqual(plain, 'Audit Committee', 'a heading on one line is written otherwise');
  assert.strictEqual(broken, seen, 'a heading with a break is written otherwise now');
}
JS
node heading.js
