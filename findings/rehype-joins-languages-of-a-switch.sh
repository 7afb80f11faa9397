#!/usr/bin/env bash
# rehype (rehype-parse 9.0.1, rehype-stringify 10.0.1) takes the commas out of an SVG's `systemLanguage`.
#
# Guess: a page that is parsed and written back without any plugin keeps its attributes' values, but for quotes and
# white space between classes.
# Seen: `systemLanguage="en, de"` is read as a list and written with spaces, "en de", which is one unknown language: the
# branch of a <switch> that was meant for both is never drawn again. The commas of `viewBox` and `srcset` are kept.
# So: give each language a branch of its own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit \
  unified@11.0.5 rehype-parse@9.0.1 rehype-stringify@10.0.1 @resvg/resvg-js@2.6.2
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { createRequire } from 'node:module';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';

const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js');
const page = unified().use(rehypeParse, { fragment: true }).use(rehypeStringify);
const picture = (languages) =>
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0,0,9,9"><switch>' +
  `<rect systemLanguage="${languages}" width="9" height="9" fill="#00f"/><rect width="9" height="9" fill="#f00"/>` +
  '</switch></svg>';
// The colour of the branch that an English reader is shown.
const colour = (svg) => [...new Resvg(svg, { languages: ['en'] }).render().pixels.slice(0, 3)].join();
for (const [languages, before, after, written] of [
  ['en', '0,0,255', '0,0,255', 'systemLanguage="en"'],
  ['de, en', '0,0,255', '255,0,0', 'systemLanguage="de en"'],
]) {
  const svg = picture(languages);
  const html = String(await page.process(svg));
  const got = [colour(svg), colour(html)];
  console.log(`"${languages}": drawn in ${got[0]}, afterwards in ${got[1]}, ${html.match(/systemLanguage="[^"]*"/)}`);
  assert.ok(html.includes(written) && html.includes('viewBox="0,0,9,9"'), 'lists are written otherwise now');
  assert.deepStrictEqual(got, [before, after], 'another branch is drawn now');
}
JS
node check.mjs
