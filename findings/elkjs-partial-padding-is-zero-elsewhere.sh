#!/usr/bin/env bash
# elkjs 0.12.1 takes a padding that names one side as 0 on the others, and one that it cannot read as none given.
#
# Guess: the padding is 12 on each side; `[top=50]`, to make room for a heading, leaves the other three alone. A plain
# `50` is refused.
# Seen: `[top=50]` puts the boxes flush against the left, the right and the bottom edge; `50` is passed over in silence
# and the padding stays 12.
# So: name all four sides.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit elkjs@0.12.1
cat > check.js <<'JS'
const assert = require('assert');
const ELK = require('elkjs');

(async () => {
  for (const [padding, seen] of [
    [undefined, { left: 12, top: 12, right: 12, bottom: 12 }],
    ['[top=50,left=12,right=12,bottom=12]', { left: 12, top: 50, right: 12, bottom: 12 }],
    ['[top=50]', { left: 0, top: 50, right: 0, bottom: 0 }],
    ['[left=40]', { left: 40, top: 0, right: 0, bottom: 0 }],
    ['50', { left: 12, top: 12, right: 12, bottom: 12 }],
  ]) {
    const graph = await new ELK().layout({
      id: 'root',
      layoutOptions: { 'elk.algorithm': 'layered', ...(padding && { 'elk.padding': padding }) },
      children: [{ id: 'box', width: 30, height: 20 }],
    });
    const [box] = graph.children;
    const got = { left: box.x, top: box.y, right: graph.width - box.x - 30, bottom: graph.height - box.y - 20 };
    console.log(`elkjs 0.12.1, padding ${padding}: ${JSON.stringify(got)}`);
    assert.deepStrictEqual(got, seen, 'the padding is read otherwise now');
  }
})();
JS
node check.js
