#!/usr/bin/env bash
# linkedom 0.18.15 changes an SVG in an HTML page each time it is read and written: names, rules and the order within.
#
# Guess: to read a page and write it as it is changes nothing in a picture, or nothing more the second time.
# Seen: <linearGradient> and <foreignObject> come back in lower case. The `>` of a rule `.a > .b` comes back as `&gt;`,
# the second time as `&amp;gt;`, and no browser knows the rule any more. A <title/> that is closed at once takes in all
# that follows: the box after it becomes its content, the second time its text, and is not drawn. jsdom 29.1.1 comes to
# the same text each time, and linkedom itself does with a picture read as XML.
# So: take pictures out before, read them by DOMParser as image/svg+xml, and put them back as text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit linkedom@0.18.15 jsdom@29.1.1
cat > check.mjs <<'JS'
import assert from 'assert';
import { JSDOM } from 'jsdom';
import { DOMParser, parseHTML } from 'linkedom';

const page = (inner) => `<!doctype html><html><head></head><body>${inner}</body></html>`;
const ways = {
  jsdom: (inner) => new JSDOM(page(inner)).window.document.body.innerHTML,
  linkedom: (inner) => parseHTML(page(inner)).document.body.innerHTML,
  xml: (inner) => new DOMParser().parseFromString(inner, 'image/svg+xml').documentElement.outerHTML,
};

// The picture's text after each of three turns.
function turns(way, inner) {
  let text = `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;
  const texts = [1, 2, 3].map(() => {
    text = ways[way](text);
    return text.replace(/^<svg[^>]*>|<\/svg>$/g, '');
  });
  console.log(way, texts);
  return texts;
}

const pictures = ['<linearGradient id="g"></linearGradient>', '<style>.a > .b { fill: red }</style>', '<title/><rect/>'];
for (const way of ['jsdom', 'xml']) {
  for (const picture of pictures) {
    const [, second, third] = turns(way, picture);
    assert.strictEqual(second, third, `${way} changes the picture each time`);
    assert(/<linearGradient|\.b { fill|<rect/.test(third), `${way} loses a part of the picture`);
  }
}
const [gradient, style, title] = pictures.map((picture) => turns('linkedom', picture));
assert.match(gradient[0], /<lineargradient/, 'names keep their case now');
assert.match(style[0], /\.a &gt; \.b/, 'rules are written otherwise now');
assert.match(style[1], /\.a &amp;gt; \.b/, 'rules are escaped once only now');
assert.strictEqual(title[0], '<title><rect /></title>', 'a title that is closed at once is empty now');
assert.strictEqual(title[1], '<title>&lt;rect /&gt;</title>', 'the box is kept as a box now');
JS
node check.mjs
