#!/usr/bin/env bash
# beautiful-mermaid 1.1.3 draws no flow of `a-->b`, and drops flows that end in a circle or a cross, without a word.
#
# Guess: a flow chart that Mermaid draws is drawn with the same boxes and flows, or refused.
# Seen: `a --> b` is drawn. `a-->b`, as Mermaid's own documentation writes it, is one box named "a--" and no flow. After
# `a --> b` a line `b --o c` or `b --x c` is left out with its box; of `a ----> b` the second box is named "-", and of
# `a[/one/] --> b[\two\]` one box with all of it is left. In an entity diagram a name in quotes is left out with its
# flows; in a state diagram so is a note.
# So: set spaces around arrows, use plain ones, and count boxes and flows afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit beautiful-mermaid@1.1.3
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { renderMermaidSVG } from 'beautiful-mermaid';

// The words of a drawing and the number of its flows.
function drawn(source) {
  const svg = renderMermaidSVG(source);
  const words = [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map((match) => match[1].trim());
  return [words.sort().join(','), (svg.match(/<polyline/g) ?? []).length];
}

for (const [source, ...seen] of [
  ['graph TD\n  a --> b', 'a,b', 1],
  ['graph TD\n  a-->b', 'a--', 0],
  ['graph TD\n  a --> b\n  b --o c', 'a,b', 1],
  ['graph TD\n  a --> b\n  b --x c', 'a,b', 1],
  ['graph TD\n  a ----> b', '-,a', 1],
  ['graph TD\n  a[/one/] --> b[\\two\\]', 'one/] --&gt; b[\\two', 0],
  ['erDiagram\n  BODY ||--o{ SEAT : has', '(no attributes),(no attributes),BODY,SEAT,has', 1],
  ['erDiagram\n  "Main body" ||--o{ SEAT : has', '', 0],
  ['stateDiagram-v2\n  open --> shut\n  note right of open: at noon', 'open,shut', 1],
]) {
  const found = drawn(source);
  console.log(`beautiful-mermaid 1.1.3: ${JSON.stringify(source)} -> ${JSON.stringify(found)}`);
  assert.deepStrictEqual(found, seen, 'drawn otherwise now');
}
JS
node check.mjs
