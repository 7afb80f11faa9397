#!/usr/bin/env bash
# Prettier and html-minifier-terser 7.2.0 change the words of an SVG inside an HTML page, in opposite ways.
#
# Guess: both know that a part of a line (<tspan>) is a part of a line, as they do of <em>: white space in front of it
# and behind it is kept, and none is put where none was.
# Seen: both take it for a block. Prettier 3.10.1 sets each part on a line of its own, so that "co<tspan>-</tspan>op"
# reads "co - op"; the minifier, told to collapse white space, makes "one <tspan>two</tspan> three" read "onetwothree".
# With <em> in a paragraph neither happens.
# So: keep pictures out of the pages that these tools rewrite, or set lines of one part.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit prettier@3.10.1 html-minifier-terser@7.2.0
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { minify } from 'html-minifier-terser';
import { format, version } from 'prettier';

// The words as they are drawn: without tags, white space collapsed and trimmed.
const words = (html) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
for (const [html, pretty, small] of [
  ['<p>co<em>-</em>op</p>', 'co-op', 'co-op'],
  ['<p>one <em>two</em> three</p>', 'one two three', 'one two three'],
  ['<svg><text>co<tspan>-</tspan>op</text></svg>', 'co - op', 'co-op'],
  ['<svg><text>one <tspan>two</tspan> three</text></svg>', 'one two three', 'onetwothree'],
]) {
  const got = [words(await format(html, { parser: 'html' })), words(await minify(html, { collapseWhitespace: true }))];
  console.log(`${html}: Prettier ${version} "${got[0]}", html-minifier-terser "${got[1]}"`);
  assert.deepStrictEqual(got, [pretty, small], 'the words of a line are spaced otherwise now');
}
JS
node check.mjs
