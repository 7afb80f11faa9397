#!/usr/bin/env bash
# Graphviz 16.1.0 (as @viz-js/viz 3.31.0 packs it) writes a font's name into SVG unescaped: a quoted family is no XML.
#
# Guess: fontname takes a list of families as CSS has it, since one without quotation marks comes out as it went in, and
# is escaped like every other word in the file.
# Seen: "Public Sans, sans-serif" becomes the attribute. With quotation marks around a name (`\"Public Sans\"`), as CSS
# asks for where a name has a digit or a sign, they stand bare in the attribute, and no XML reader takes the file; so
# does an & in a name. Labels, ids, classes, tooltips and addresses are escaped. Nothing is reported.
# So: put single quotation marks around families.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @viz-js/viz@3.31.0 @xmldom/xmldom@0.9.12
cat > fonts.mjs <<'JS'
import assert from 'node:assert';
import { instance } from '@viz-js/viz';
import { DOMParser } from '@xmldom/xmldom';

const viz = await instance();
assert.strictEqual(viz.graphvizVersion, '16.1.0');

// The value as XML has it, or null where the file is no XML.
function read(attribute, value, name) {
  const svg = viz.renderString({ nodes: [{ name: 'board', attributes: { [attribute]: value } }] }, { format: 'svg' });
  try {
    const document = new DOMParser({ onError: () => { throw new Error(); } }).parseFromString(svg, 'image/svg+xml');
    return document.getElementsByTagName(name)[0];
  } catch {
    return null;
  }
}

const family = (value) => read('fontname', value, 'text')?.getAttribute('font-family') ?? null;
for (const [value, seen] of [
  ['Public Sans', 'Public Sans'],
  ['Public Sans, sans-serif', 'Public Sans, sans-serif'],
  ["'Public Sans', sans-serif", "'Public Sans', sans-serif"],
  ['"Public Sans", sans-serif', null],
  ['R&D Sans', null],
]) {
  console.log(`Graphviz 16.1.0: the font ${value} is read as ${family(value)}`);
  assert.strictEqual(family(value), seen, 'fonts are written otherwise now');
}
assert.strictEqual(read('label', '"R&D"', 'text').textContent, '"R&D"', 'labels are not escaped');
assert.strictEqual(read('tooltip', '"R&D"', 'a').getAttribute('xlink:title'), '"R&D"', 'tooltips are not escaped');
JS
node fonts.mjs
