#!/usr/bin/env bash
# Asciidoctor.js 4.1.0 drops the alternative text of a picture set inline, and breaks one with > in its first tag.
#
# Guess: `image::bodies.svg[All bodies,opts=inline]` is described by "All bodies" as the same picture in an <img> or an
# <object> is; a width given on the page becomes the picture's width.
# Seen: the text is not written anywhere; a picture without a <title> has no name, one with a <title> its own. Where a
# width is given, the picture's first tag is taken to end at its first ">", also at one within an attribute such as
# aria-label="Board > Panel": the width is set into the middle of the attribute, and the tag ends there, so that the
# rest is shown as words. Without a width it is left whole. Nothing is reported.
# So: set pictures by `opts=interactive` or as <img>, and write > in attributes as &gt;.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @asciidoctor/core@4.1.0 jsdom@29.1.1
cat > bodies.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><rect width="9" height="9"/></svg>
SVG
cat > flow.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" aria-label="Board > Panel" viewBox="0 0 30 40"><rect width="9" height="9"/></svg>
SVG
cat > pictures.mjs <<'JS'
import assert from 'node:assert';
import { convert } from '@asciidoctor/core';
import { JSDOM } from 'jsdom';

for (const [page, described, label, words] of [
  ['image::bodies.svg[All bodies]', true, null, ''],
  ['image::bodies.svg[All bodies,opts=interactive]', true, null, 'All bodies'],
  ['image::bodies.svg[All bodies,opts=inline]', false, null, ''],
  ['image::bodies.svg[All bodies,300,opts=inline]', false, null, ''],
  ['image::flow.svg[All bodies,opts=inline]', false, 'Board > Panel', ''],
  ['image::flow.svg[All bodies,300,opts=inline]', false, 'Board  width=', 'Panel" viewBox="0 0 30 40">'],
]) {
  const html = await convert(page, { safe: 'safe' });
  const { document } = new JSDOM(html).window;
  const seen = [
    html.includes('All bodies'),
    document.querySelector('svg')?.getAttribute('aria-label') ?? null,
    document.body.textContent.trim(),
  ];
  console.log(`Asciidoctor.js 4.1.0, ${page}: described ${seen[0]}, label ${seen[1]}, words ${JSON.stringify(seen[2])}`);
  assert.deepStrictEqual(seen, [described, label, words], 'pictures are written otherwise now');
}
JS
node pictures.mjs
