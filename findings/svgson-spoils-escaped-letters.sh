#!/usr/bin/env bash
# svgson 5.3.1 and svg-parser 2.1.0 hand over escaped letters as they are written, and svgson escapes them again.
#
# Guess: a parser resolves `&amp;`, and what svgson parses and writes back is the same picture.
# Seen: neither resolves anything. Written back by svgson, an attribute "R&amp;D" has become "R&amp;amp;D", and a label
# is put unresolved into a CDATA section, so that the picture says "R&amp;D". svg-parser also turns what looks like a
# number into one: the class "05" comes out as 5.
# So: decode on reading and encode on writing oneself, or use an XML parser.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgson@5.3.1 svg-parser@2.1.0 @xmldom/xmldom@0.9.8
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { createRequire } from 'node:module';
import { DOMParser } from '@xmldom/xmldom';

const require = createRequire(import.meta.url);
const svgson = require('svgson');
const { parse } = require('svg-parser');

const source = '<svg xmlns="http://www.w3.org/2000/svg"><text aria-label="R&amp;D" class="05">R&amp;D</text></svg>';
// What an XML parser finds: the attribute and the words of the first text.
const read = (svg) => {
  const text = new DOMParser().parseFromString(svg, 'image/svg+xml').getElementsByTagName('text')[0];
  return [text.getAttribute('aria-label'), text.textContent];
};
const [text] = parse(source).children[0].children;
const got = {
  xmldom: read(source),
  svgson: read(svgson.stringify(svgson.parseSync(source))),
  'svg-parser': [text.properties['aria-label'], text.children[0].value],
};
console.log(JSON.stringify(got), 'class', JSON.stringify(text.properties.class));
assert.deepStrictEqual(got.xmldom, ['R&D', 'R&D']);
assert.deepStrictEqual(got.svgson, ['R&amp;D', 'R&amp;D'], 'svgson writes back what it read now');
assert.deepStrictEqual(got['svg-parser'], ['R&amp;D', 'R&amp;D'], 'svg-parser resolves escaped letters now');
assert.strictEqual(text.properties.class, 5, 'svg-parser leaves a class a string now');
JS
node check.mjs
