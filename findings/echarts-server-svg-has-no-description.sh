#!/usr/bin/env bash
# ECharts 6.1.0, which writes a chart's description into a page, leaves it out of the SVG that it draws without one.
#
# Guess: with `aria: { enabled: true }` the SVG says what it shows (role="img" and an aria-label), as the chart in a
# page does; a title with a link is a link; and the same chart is the same SVG.
# Seen: there is no label, no <title> and no <desc> in the SVG, and no link. The names of its classes count on with each
# chart that the process draws, so that equal charts differ as text. In a page there is a label, which says of a Sankey
# diagram's boxes that "the data for Board is NaN".
# So: write a label and links in oneself, and draw each chart in a process of its own where files are compared.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit echarts@6.1.0 jsdom@29.1.1
cat > chart.mjs <<'JS'
import assert from 'node:assert';
import * as echarts from 'echarts';
import { JSDOM } from 'jsdom';

const option = {
  animation: false,
  aria: { enabled: true },
  title: { text: 'Bodies', link: 'https://example.org/bodies' },
  series: [{ type: 'sankey', nodes: [{ name: 'Board' }, { name: 'Panel' }], links: [{ source: 0, target: 1, value: 1 }] }],
};

function drawn() {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 300 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const { window } = new JSDOM('<div id="chart"></div>');
Object.assign(globalThis, { window, document: window.document });
const place = window.document.getElementById('chart');
Object.defineProperties(place, { clientWidth: { value: 400 }, clientHeight: { value: 300 } });
const chart = echarts.init(place, null, { renderer: 'svg' });
chart.setOption(option);
const label = place.getAttribute('aria-label');
chart.dispose();

const [first, second] = [drawn(), drawn()];
const words = /aria-label|<title|<desc|role=/.test(first);
console.log(`ECharts 6.1.0 in a page: ${label}; in an SVG, a description: ${words}, a link: ${first.includes('example.org')}`);
console.log(`classes: ${first.match(/zr\d+-cls-\d+/)[0]}, then ${second.match(/zr\d+-cls-\d+/)[0]}`);
assert(label.includes('"Bodies"'), 'the chart in a page has no description');
assert(label.includes('the data for Board is NaN'), 'the description says something else of boxes now');
assert(first.includes('>Board</text>'), 'the chart is not drawn');
assert(!words, 'the SVG has a description now');
assert(!first.includes('example.org'), 'the SVG has a link now');
assert.notStrictEqual(first, second, 'equal charts are the same now');
assert.strictEqual(first.replace(/zr\d+-cls-\d+/g, ''), second.replace(/zr\d+-cls-\d+/g, ''), 'charts differ in more');
JS
node chart.mjs 2>/dev/null
