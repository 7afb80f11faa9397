#!/usr/bin/env bash
# svg-to-pdfkit 0.1.8 drops every style rule that follows an @media block.
#
# Guess: it does not know media queries and skips the block, so that the rules before and after it count.
# Seen: the rules before the block count, those after it do not, and the picture is black; an @font-face block in the
# same place does no harm. A sheet that opens with its dark colours loses all its colours.
# So: put @media blocks last.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svg-to-pdfkit@0.1.8 pdfkit@0.17.1
cat > check.js <<'JS'
const assert = require('assert');
const Document = require('pdfkit');
const draw = require('svg-to-pdfkit');

// The colours of four rectangles in a PDF, in order of drawing.
function colours(sheet) {
  const shape = (name, at) => `<rect class="${name}" x="${at * 20}" width="20" height="20"/>`;
  const content = `<style>${sheet}</style>${['a', 'b', 'c', 'd'].map(shape).join('')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20">${content}</svg>`;
  return new Promise((done) => {
    const document = new Document({ compress: false, size: [80, 20], margin: 0 });
    const chunks = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => {
      const page = Buffer.concat(chunks).toString('latin1');
      done([...page.matchAll(/([\d.]+ [\d.]+ [\d.]+) scn/g)].map((match) => match[1]).join(', '));
    });
    draw(document, svg, 0, 0);
    document.end();
  });
}

const [a, b, c, d] = ['.a{fill:#f00}', '.b{fill:#0f0}', '.c{fill:#00f}', '.d{fill:#ff0}'];
const all = '1 0 0, 0 1 0, 0 0 1, 1 1 0';
const dark = '@media (prefers-color-scheme: dark){.a{fill:#fff}.b{fill:#fff}}';
(async () => {
  for (const [place, sheet, seen] of [
    ['nowhere', a + b + c + d, all],
    ['last', a + b + c + d + dark, all],
    ['a font first', '@font-face{font-family:x}' + a + b + c + d, all],
    ['in the middle', a + b + dark + c + d, '1 0 0, 0 1 0, 0 0 0, 0 0 0'],
    ['first', dark + a + b + c + d, '0 0 0, 0 0 0, 0 0 0, 0 0 0'],
  ]) {
    const got = await colours(sheet);
    console.log(`svg-to-pdfkit 0.1.8, block ${place}: ${got}`);
    assert.strictEqual(got, seen, 'rules around an @media block count otherwise now');
  }
})();
JS
node check.js
