#!/usr/bin/env bash
# gray-matter 4.0.3 hands out what was parsed before when the same text comes again, with all that was changed in it.
#
# Guess: each call reads the text anew, so that what a program does to `data` and `content` stays with that page.
# Seen: without a second argument results are kept by the text. Two pages with the same text share one `data`: a title
# set for the first is the second's title, and reading the file again does not undo it. With `{}` as the second argument
# every call reads anew. The first result's `content` goes the same way. Text with a syntax error in its front
# matter raises the first time and is a page without data the second time.
# So: always pass options, be it `{}`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit gray-matter@4.0.3
cat > check.cjs <<'JS'
const assert = require('node:assert');
const matter = require('gray-matter');

const text = '---\ntitle: Draft\n---\nThe board.\n';
for (const [options, seen] of [[undefined, ['Bank', '']], [{}, ['Draft', 'The board.\n']]]) {
  const page = matter(text, options);
  page.data.title = 'Bank';
  page.content = '';
  const next = matter(text, options);
  console.log(`gray-matter with ${JSON.stringify(options)}: the second page's title is ${next.data.title}`);
  assert.deepStrictEqual([next.data.title, next.content], seen, 'pages of one text share their data otherwise now');
}
const broken = '---\ntitle: [\n---\nThe board.\n';
assert.throws(() => matter(broken));
const { data, content } = matter(broken);
console.log(`gray-matter: broken front matter is ${JSON.stringify({ data, content })} the second time`);
assert.deepStrictEqual(data, {}, 'the error is raised again now');
JS
node check.cjs
