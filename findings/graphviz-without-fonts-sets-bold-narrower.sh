#!/usr/bin/env bash
# Graphviz 16.1.0 (as @viz-js/viz 3.31.0 packs it) makes a box narrower when its label is set in bold.
#
# Guess: without fonts of its own it has tables of widths for common ones, with bold ones among them: the same words in
# Helvetica-Bold need more room than in Helvetica, and other sans-serif faces are taken for one of them.
# Seen: Helvetica, Arial and Times have tables; "Helvetica-Bold", "Arial Bold", "Public Sans", "Inter" and "sans-serif"
# are all measured as plain Times, which is narrower than any of them: the bold box is 21 points narrower than the plain
# one of 211, and its words stick out. "Arial Bold" is also written as a family of that name, which there is none of.
# `renderString` says nothing; `render` has warnings. A label in HTML (<b>) is measured as bold.
# So: set bold by `label=<<b>...</b>>`, and name a font that has a table.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @viz-js/viz@3.31.0
cat > widths.mjs <<'JS'
import assert from 'node:assert';
import { instance } from '@viz-js/viz';

const viz = await instance();
assert.strictEqual(viz.graphvizVersion, '16.1.0');
const WORDS = 'The governance board of the trust';
function width(fontname, label = WORDS) {
  const nodes = [{ name: 'board', attributes: { fontname, label, shape: 'box', margin: 0 } }];
  const points = JSON.parse(viz.renderString({ nodes }, { format: 'json' })).objects[0].width * 72;
  console.log(`Graphviz 16.1.0, ${fontname}: ${points.toFixed(1)} points`);
  return points;
}

const times = width('Times');
const helvetica = width('Helvetica');
for (const font of ['Helvetica-Bold', 'Arial Bold', 'Public Sans', 'Inter', 'sans-serif']) {
  assert.strictEqual(width(font), times, 'this font is measured as itself now');
}
assert(helvetica - times > 20, 'plain Helvetica is measured otherwise now');
const bold = width('Helvetica', { html: `<b>${WORDS}</b>` }) - width('Helvetica', { html: WORDS });
assert(bold > 5, 'bold words in HTML are measured as plain ones now');
const svg = viz.renderString({ nodes: [{ name: 'board', attributes: { fontname: 'Arial Bold' } }] }, { format: 'svg' });
assert(svg.includes('font-family="Arial Bold"'), 'families are written otherwise now');
JS
node widths.mjs
