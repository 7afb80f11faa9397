#!/usr/bin/env bash
# remark-directive 4.0.0 takes the minutes of a time and the port of an address for directives, and they are gone.
#
# Guess: a directive is what its page shows, `:name[words]{settings}`; a colon within a word or a number is a colon, and
# what no plugin knows comes out as it was written.
# Seen: a colon right before letters or digits starts one, also within a word, without brackets: "At 10:30" is "At 10"
# and an empty <div>, which ends the paragraph for a browser; "chair:elected" and "http://localhost:8080" lose their
# ends too. A colon before a space, two colons and code are left alone. Nothing is reported.
# So: let a plugin turn back text directives without a label (`node.type === 'textDirective'`), or write `\:`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit unified@11.0.5 remark-parse@11.0.0 remark-directive@4.0.0 \
  remark-rehype@11.1.2 rehype-stringify@10.0.1
cat > colons.mjs <<'JS'
import assert from 'node:assert';
import rehypeStringify from 'rehype-stringify';
import remarkDirective from 'remark-directive';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const plain = unified().use(remarkParse).use(remarkRehype).use(rehypeStringify);
const extended = unified().use(remarkParse).use(remarkDirective).use(remarkRehype).use(rehypeStringify);

for (const [page, kept] of [
  ['Note: at noon.', null],
  ['`10:30`', null],
  ['a::b', null],
  ['At 10\\:30.', null],
  ['At 10:30.', '<p>At 10<div></div>.</p>'],
  ['One chair:elected.', '<p>One chair<div></div>.</p>'],
  ['http://localhost:8080/rules', '<p>http://localhost<div></div>/rules</p>'],
  ['**Chair**:elected', '<p><strong>Chair</strong><div></div></p>'],
]) {
  const before = String(plain.processSync(page));
  const after = String(extended.processSync(page));
  console.log(`${page}: ${before} with remark alone, ${after} with remark-directive 4.0.0`);
  assert.strictEqual(after, kept ?? before, 'colons are read otherwise now');
}
JS
node colons.mjs
