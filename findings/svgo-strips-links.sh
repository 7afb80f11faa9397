#!/usr/bin/env bash
# svgo 4.1.0 takes the address off every link that is written as SVG 2 writes it.
#
# Guess: the default plugins leave a link alone; of an address given twice, as `href` and as `xlink:href` for old
# readers, the old one goes.
# Seen: `href` on <a> counts as an unknown attribute (on <image>, <use> and <textPath> it does not). A link with only
# `href` is left as <a> without an address, and of the two spellings only the deprecated one stays.
# So: set `unknownAttrs: false` for removeUnknownsAndDefaults where pictures have links.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgo@4.1.0
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { optimize, VERSION } from 'svgo';

const root = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"';
const address = 'https://example.org/page';
const preset = (overrides) => [{ name: 'preset-default', params: { overrides } }];
for (const [content, plugins, seen] of [
  [`<image href="${address}" width="5" height="5"/>`, preset({}), [' href']],
  [`<a href="${address}"><path d="M0 0h5v5z"/></a>`, preset({}), []],
  [`<a xlink:href="${address}"><path d="M0 0h5v5z"/></a>`, preset({}), [' xlink:href']],
  [`<a href="${address}" xlink:href="${address}"><path d="M0 0h5v5z"/></a>`, preset({}), [' xlink:href']],
  [
    `<a href="${address}"><path d="M0 0h5v5z"/></a>`,
    preset({ removeUnknownsAndDefaults: { unknownAttrs: false } }),
    [' href'],
  ],
]) {
  const { data } = optimize(`<svg ${root}>${content}</svg>`, { plugins });
  const got = [...data.matchAll(/( (?:xlink:)?href)="https/g)].map((match) => match[1]);
  console.log(`svgo ${VERSION}: ${content} keeps ${JSON.stringify(got)}`);
  assert.deepStrictEqual(got, seen, 'addresses are kept otherwise now');
}
JS
node check.mjs
