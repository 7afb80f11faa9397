#!/usr/bin/env bash
# xml-js 1.6.11 and fast-xml-parser 5.12.1 do not write back the XML that they have read.
#
# Guess: to read a picture and write it, with options that keep order and attributes, gives the same picture.
# Seen: xml-js reads `href="?a=1&amp;b=2"` as ?a=1&b=2 and writes the & bare, which no XML reader takes, nor itself.
# fast-xml-parser takes &#160; and &#x2013; for text like any other and writes &amp;#160;, so that the picture then
# shows the letters "&#160;", and one more "amp;" with each turn; with `htmlEntities` it reads them. Neither reports
# anything. @xmldom/xmldom 0.9.12 does right by both.
# So: use a real DOM to change pictures.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit xml-js@1.6.11 fast-xml-parser@5.12.1 @xmldom/xmldom@0.9.12
cat > check.mjs <<'JS'
import assert from 'assert';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import xmlJs from 'xml-js';

const options = { preserveOrder: true, ignoreAttributes: false, trimValues: false };
const dom = (xml) => new DOMParser().parseFromString(xml, 'image/svg+xml');
const ways = {
  xmldom: (xml) => new XMLSerializer().serializeToString(dom(xml)),
  'xml-js': (xml) => xmlJs.js2xml(xmlJs.xml2js(xml)),
  'fast-xml-parser': (xml) => new XMLBuilder(options).build(new XMLParser(options).parse(xml)),
  'fast-xml-parser, htmlEntities': (xml) =>
    new XMLBuilder(options).build(new XMLParser({ ...options, htmlEntities: true }).parse(xml)),
};

// Whether the link and the words are the same in what is written, or whether that can be read at all.
function kept(way, xml) {
  const said = (text) => {
    const { documentElement } = dom(text);
    return JSON.stringify([documentElement.textContent, documentElement.firstChild.getAttribute('href')]);
  };
  const turned = ways[way](xml);
  console.log(way, turned);
  try {
    xmlJs.xml2js(turned); // it reads strictly, by sax
  } catch {
    return 'no XML';
  }
  return said(turned) === said(xml) ? 'kept' : 'changed';
}

const link = '<svg xmlns="http://www.w3.org/2000/svg"><a href="?a=1&amp;b=2">R&amp;D</a></svg>';
const words = '<svg xmlns="http://www.w3.org/2000/svg"><text>Rule&#160;7 &#x2013; votes</text></svg>';
const found = Object.fromEntries(Object.keys(ways).map((way) => [way, [kept(way, link), kept(way, words)]]));
console.log(found);
assert.deepStrictEqual(found.xmldom, ['kept', 'kept'], 'a DOM changes pictures');
assert.deepStrictEqual(found['fast-xml-parser, htmlEntities'], ['kept', 'kept'], 'htmlEntities no longer helps');
assert.deepStrictEqual(found['xml-js'], ['no XML', 'kept'], 'xml-js escapes attributes now');
assert.deepStrictEqual(found['fast-xml-parser'], ['kept', 'changed'], 'fast-xml-parser reads numbers now');
JS
node check.mjs
