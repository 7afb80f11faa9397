#!/usr/bin/env bash
# pdf-lib 1.17.1 writes "NaN" into the page for an arc whose flags are not parted by spaces, and drops the path's rest.
#
# Guess: a path is drawn or refused. Flags need no space around them: `a5 5 0 0110 0` is `a5 5 0 0 1 10 0`, as SVG says
# since its first edition, and svgo 4.1.0 writes them so when it is told to save room.
# Seen: `drawSvgPath` takes "0110" for one number. All of the path that follows the arc is lost, and "NaN NaN l" stands
# in the PDF's page, which is no PDF any more: the file is saved without an error. pdfkit 0.20.2 draws both the same.
# So: write paths anew with spaces before, as svgo does with `noSpaceAfterFlags: false`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pdf-lib@1.17.1 pdfkit@0.20.2 svgo@4.1.0
cat > check.js <<'JS'
const assert = require('assert');
const fs = require('fs');
const PDFKit = require('pdfkit');
const { PDFDocument, rgb } = require('pdf-lib');
const { optimize } = require('svgo');

// The path's operators in a page's content, without the numbers' last digits.
const operators = (content) => content.replace(/\d+\.\d+/g, (number) => Math.round(number)).split('\n')
  .filter((line) => /^[-\dN].* [mlc]$/.test(line)).join(' ');

async function byPdfLib(path) {
  const document = await PDFDocument.create();
  const page = document.addPage([200, 100]);
  page.drawSvgPath(path, { x: 0, y: 100, borderColor: rgb(0, 0, 0) });
  assert((await document.save()).length > 500, 'the file is not saved');
  return operators(page.contentStream.getContentsString());
}

function byPdfkit(path) {
  return new Promise((resolve) => {
    const document = new PDFKit({ compress: false, size: [200, 100] });
    const parts = [];
    document.on('data', (part) => parts.push(part));
    document.on('end', () => resolve(operators(Buffer.concat(parts).toString('latin1'))));
    document.path(path).stroke();
    document.end();
  });
}

(async () => {
  const spaced = 'M10 10a5 5 0 0 1 10 0h5';
  const plugins = [{ name: 'convertPathData', params: { noSpaceAfterFlags: true } }];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><path d="${spaced}"/></svg>`;
  const [, compact] = optimize(svg, { plugins }).data.match(/ d="([^"]+)"/);
  assert.strictEqual(compact, 'M10 10a5 5 0 0110 0h5', 'svgo writes the path otherwise');
  const right = await byPdfkit(spaced);
  const found = [await byPdfLib(spaced), await byPdfkit(compact), await byPdfLib(compact)];
  console.log({ spaced, compact, right, found });
  assert.deepStrictEqual(found.slice(0, 2), [right, right], 'paths are drawn otherwise');
  assert.strictEqual(found[2], '10 10 m NaN NaN l', 'an arc with compact flags is drawn otherwise now');
})();
JS
node check.js
