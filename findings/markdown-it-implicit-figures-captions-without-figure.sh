#!/usr/bin/env bash
# markdown-it-implicit-figures 0.12.0 leaves a picture in a list without a figure, and so without any name.
#
# Guess: with `figcaption` a picture that stands alone becomes a <figure>, with the description moved to the caption and
# `alt` empty so that it is not read twice; where no figure can be made, the picture is left as it is.
# Seen: in a list without blank lines, whose items have no paragraphs, the <figure> is left out, but what belongs in it
# is written: an <img> with an empty `alt`, which readers skip as decoration, and a <figcaption> in the <li>, which HTML
# does not allow there. In a list with blank lines, a quotation or the page it is right.
# So: set `keepAlt`, or put blank lines between such items.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit markdown-it@14.1.0 markdown-it-implicit-figures@0.12.0
cat > figures.cjs <<'JS'
const assert = require('assert');
const figures = require('markdown-it-implicit-figures');
const markdown = require('markdown-it')();

markdown.use(figures, { figcaption: true });
const FIGURE = '<figure><img src="bodies.svg" alt=""><figcaption>All bodies</figcaption></figure>';
const LOOSE = '<img src="bodies.svg" alt=""><figcaption>All bodies</figcaption>';
const PICTURE = '![All bodies](bodies.svg)';
for (const [page, expected] of [
  [PICTURE, FIGURE],
  [`> ${PICTURE}`, `<blockquote>${FIGURE}</blockquote>`],
  [`- ${PICTURE}\n\n- Words\n`, `<ul><li>${FIGURE}</li><li><p>Words</p></li></ul>`],
  [`- ${PICTURE}\n- Words\n`, `<ul><li>${LOOSE}</li><li>Words</li></ul>`],
  [`- See ${PICTURE}\n`, '<ul><li>See <img src="bodies.svg" alt="All bodies"></li></ul>'],
]) {
  const html = markdown.render(page).replaceAll('\n', '');
  console.log(`markdown-it-implicit-figures 0.12.0: ${JSON.stringify(page)} becomes ${html}`);
  assert.strictEqual(html, expected, 'pictures become figures otherwise now');
}
JS
node figures.cjs
