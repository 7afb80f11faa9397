#!/usr/bin/env bash
# happy-dom 21.0.4 drops a page from the style sheet of an inline SVG on: the sheet, the picture and all that follows.
#
# Guess: `innerHTML` with an <svg> that has a <style> gives the elements that a browser gives.
# Seen: of `<svg><style>.box{fill:red}</style><rect/></svg><p>After.</p>` the <svg> and an empty <style> are left; the
# <rect> and the paragraph are gone, without an error. Such a picture in the middle of a page cuts the page off there.
# The same sheet outside of the picture, a <style/> in it, and the picture alone read as XML are all kept; jsdom 29.1.1
# keeps everything. So a test that looks for what should not be there passes.
# So: read pages with pictures by jsdom, or set colours as attributes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit happy-dom@21.0.4 jsdom@29.1.1
cat > check.mjs <<'JS'
import assert from 'assert';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';

const names = (document) => [...document.querySelectorAll('svg, style, rect, p')].map((element) => element.localName);

function byHappyDom(markup) {
  const { document } = new Window();
  document.body.innerHTML = markup;
  return names(document);
}

const rule = '.box { fill: red }';
const picture = (style) => `<svg xmlns="http://www.w3.org/2000/svg">${style}<rect class="box"/></svg>`;
const sheet = `<style>${rule}</style>`;
const all = ['svg', 'style', 'rect', 'p'];
const page = `${picture(sheet)}<p>After.</p>`;
const found = {
  jsdom: names(new JSDOM(page).window.document),
  empty: byHappyDom(`${picture('<style/>')}<p>After.</p>`),
  outside: byHappyDom(`${sheet}${picture('')}<p>After.</p>`),
  xml: names(new (new Window().DOMParser)().parseFromString(picture(sheet), 'image/svg+xml')),
  inside: byHappyDom(page),
};
console.log(found);
assert.deepStrictEqual([found.jsdom, found.empty], [all, all], 'pages with pictures are read otherwise');
assert.deepStrictEqual(found.outside, ['style', 'svg', 'rect', 'p'], 'a sheet outside of a picture is read otherwise');
assert.deepStrictEqual(found.xml, ['svg', 'style', 'rect'], 'a picture alone is read otherwise');
assert.deepStrictEqual(found.inside, ['svg', 'style'], 'what follows the sheet is kept now');
process.exit(0);
JS
node check.mjs
