#!/usr/bin/env bash
# axe-core 4.14.1 does not take an SVG link's <title> for its name; dom-accessibility-api 0.7.1 takes no part's title.
#
# Guess: in an SVG the <title> of any part is that part's name, as the SVG accessibility mappings say, so a link around
# a box with a title has a name for both.
# Seen: axe-core takes the title of a group with role="img", but reports a link with a title ("link-name"), and skips
# links by xlink:href altogether. dom-accessibility-api, which Testing Library asks, finds the title of the whole
# picture only: a group with a title has no name, and a link is named by its words, with nothing between two lines:
# "TheBoard".
# So: give links and groups in a picture an aria-label of the same words, which both take.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit axe-core@4.14.1 dom-accessibility-api@0.7.1 jsdom@29.1.1
cat > check.mjs <<'JS'
import assert from 'assert';
import axe from 'axe-core';
import { computeAccessibleName } from 'dom-accessibility-api';
import { JSDOM } from 'jsdom';

const RULES = ['svg-img-alt', 'link-name'];

// What axe-core says of the picture, and the name of the element with the id "it".
async function check(svg) {
  const page = `<!doctype html><html lang="en"><title>Page</title><body>${svg}</body></html>`;
  const { window } = new JSDOM(page, { runScripts: 'outside-only' });
  window.eval(axe.source);
  const { passes, violations } = await window.axe.run(window.document, { runOnly: RULES });
  const said = passes.length ? 'passes' : violations.length ? 'violation' : 'not checked';
  const found = [said, computeAccessibleName(window.document.getElementById('it'))];
  console.log(JSON.stringify(found), svg);
  return found;
}

const title = '<title>Board</title>';
const whole = await check(`<svg id="it" role="img">${title}<path/></svg>`);
const group = await check(`<svg><g id="it" role="img">${title}<path/></g></svg>`);
const link = await check(`<svg><a id="it" href="#rule">${title}<path/></a></svg>`);
const bare = await check('<svg><a id="it" href="#rule"><path/></a></svg>');
const old = await check('<svg><a id="it" xlink:href="#rule"><path/></a></svg>');
const label = await check('<svg><a id="it" href="#rule" aria-label="Board"><path/></a></svg>');
const parts = '<text><tspan>The</tspan><tspan x="0" dy="9">Board</tspan></text>';
const lines = await check(`<svg><a id="it" href="#rule">${parts}</a></svg>`);
assert.deepStrictEqual(whole, ['passes', 'Board'], 'the name of a whole picture is found otherwise');
assert.deepStrictEqual(bare, ['violation', ''], 'a link without a name is judged otherwise');
assert.deepStrictEqual(label, ['passes', 'Board'], 'a label is read otherwise');
assert.deepStrictEqual(group, ['passes', ''], 'the title of a group is read otherwise now');
assert.deepStrictEqual(link, ['violation', ''], 'the title of a link is read now');
assert.strictEqual(old[0], 'not checked', 'links by xlink:href are checked now');
assert.strictEqual(lines[1], 'TheBoard', 'lines are parted now');
JS
node check.mjs
