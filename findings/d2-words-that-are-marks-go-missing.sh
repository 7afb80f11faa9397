#!/usr/bin/env bash
# D2 (as @terrastruct/d2 0.1.33 packs it) leaves out boxes, flows and ends of labels whose words it takes for marks.
#
# Guess: a name or a label without quotation marks is text, as in `The Board -> All members: votes`, or is refused, as
# `a & b -> c` and `a: x [draft]` are.
# Seen: "asks #2" is "asks" and "R&D #1" is "R&D": a comment begins at each #. With a star, as for a footnote, in a name
# the box is not there, nor the flow to it. "St. Mary" is a box Mary in a box St, "v1.2" a 2 in a v1. A label "[draft]"
# is passed over, and a box named link or near is not drawn where it has a label. Nothing is reported.
# So: put every name and label in quotation marks; in them all of this is text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @terrastruct/d2@0.1.33
cat > words.mjs <<'JS'
import assert from 'node:assert';
import { D2 } from '@terrastruct/d2';

const d2 = new D2();
async function read(text) {
  let diagram;
  try {
    ({ diagram } = await d2.compile(text));
  } catch {
    return 'refused';
  }
  const boxes = diagram.shapes.map((box) => (box.label === box.id ? box.id : `${box.id} (${box.label})`));
  const flows = diagram.connections.map((flow) => `${flow.src} > ${flow.dst} ${flow.label}`.trim());
  return [...boxes, ...flows].join(' / ');
}

for (const [text, expected] of [
  ['The Board -> All members: votes', 'The Board / All members / The Board > All members votes'],
  ['a & b -> c', 'refused'],
  ['a: x [draft]', 'refused'],
  ['a -> b: asks #2', 'a / b / a > b asks'],
  ['a -> b: "asks #2"', 'a / b / a > b asks #2'],
  ['a: R&D #1', 'a (R&D)'],
  ['staff* -> board', 'board'],
  ['"staff*" -> board', '"staff*" (staff*) / board / "staff*" > board'],
  ['St. Mary -> board', 'St / St.Mary (Mary) / board / St.Mary > board'],
  ['v1.2 -> board', 'v1 / v1.2 (2) / board / v1.2 > board'],
  ['a: [draft]', 'a'],
  ['a: (draft)', 'a ((draft))'],
  ['a; link: To the rules', 'a'],
  ['a; near: Neighbours', 'a'],
]) {
  const seen = await read(text);
  console.log(`D2 reads ${text} as ${seen}`);
  assert.strictEqual(seen, expected, 'names and labels are read otherwise now');
}
process.exit(0);
JS
node words.mjs
