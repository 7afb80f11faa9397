#!/usr/bin/env bash
# markmap-lib 0.18.12 drops a section's list when a subheading follows, and a heading whose level skips one.
#
# Guess: a section's list and its subsections are all branches of its heading, in the page's order.
# Seen: what stands deepest wins the place and what comes later at a higher level clears it: the list under "# Board" is
# there as long as no "##" follows, and a "###" under "#" is there as long as no "##" follows. Nothing is reported.
# So: give such lists a heading of their own, and skip no levels.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit markmap-lib@0.18.12
cat > map.mjs <<'JS'
import assert from 'node:assert';
import { Transformer } from 'markmap-lib';

const names = (node) => [node.content, ...node.children.flatMap(names)];
const map = (...lines) => names(new Transformer().transform(lines.join('\n\n')).root).join(', ');
for (const [lines, seen] of [
  [['# Board', '- Chair'], 'Board, Chair'],
  [['# Board', '## Panel', '- Chair'], 'Board, Panel, Chair'],
  [['# Board', '- Chair', '## Panel'], 'Board, Panel'],
  [['# Board', '### Panel', '### Group'], 'Board, Panel, Group'],
  [['# Board', '### Panel', '## Group'], 'Board, Group'],
]) {
  console.log(`markmap-lib 0.18.12: ${lines.join(' | ')} becomes ${map(...lines)}`);
  assert.strictEqual(map(...lines), seen, 'pages become other maps now');
}
JS
node map.mjs
