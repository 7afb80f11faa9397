#!/usr/bin/env bash
# svgo 4.1.0 takes a box's tooltip off the box and makes it the name of the whole picture.
#
# Guess: since version 4 keeps <title> by default, a group that has one, to name a box, stays a group.
# Seen: such a group without attributes is dissolved, and its <title> becomes a child of what is around it. The first
# box's name is then the picture's, and the other boxes have none; an id that nothing refers to does not hold the group
# together, a class does.
# So: keep an attribute on each named group that svgo leaves alone, or turn collapseGroups off.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgo@4.1.0 @xmldom/xmldom@0.9.8
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { optimize, VERSION } from 'svgo';
import { DOMParser } from '@xmldom/xmldom';

const box = (attributes, name, x) => `<g${attributes}><title>${name}</title><path d="M${x} 0h5v5z"/></g>`;
for (const [attributes, seen] of [
  ['', { One: 'svg', Two: 'svg' }],
  [' id="box"', { One: 'svg', Two: 'svg' }],
  [' class="box"', { One: 'g', Two: 'g' }],
]) {
  const content = box(attributes, 'One', 0) + box(attributes.replace('id="box"', 'id="other"'), 'Two', 9);
  const { data } = optimize(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 9">${content}</svg>`);
  const titles = [...new DOMParser().parseFromString(data, 'image/svg+xml').getElementsByTagName('title')];
  const got = Object.fromEntries(titles.map((title) => [title.textContent, title.parentNode.nodeName]));
  console.log(`svgo ${VERSION}, <g${attributes}>: names of ${JSON.stringify(got)}`);
  assert.deepStrictEqual(got, seen, 'a tooltip is kept or moved otherwise now');
}
JS
node check.mjs
