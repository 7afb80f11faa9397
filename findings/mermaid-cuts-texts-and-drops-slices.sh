#!/usr/bin/env bash
# Mermaid 11.17.2 cuts a message at "#" and a task at its first colon, and drops slices and lengths that it cannot read.
#
# Guess: what a line says is drawn, or the line is refused: "asks #2 and #3" as a message, "Vote: round 1" as a task.
# Seen: a message ends at the first "#" that no semicolon follows. A task's name ends at the first colon, and the rest
# of it is lost, while its dates are read. A task of "1month" is 0 days long ("1M" is a month), one of "1.5d" 2 days. Of
# two slices of one name in a pie the second is dropped, so that the shares are wrong. Nothing is reported.
# So: write # as #35;, keep colons out of tasks' names, and add up slices before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mermaid@11.17.2 jsdom@29.1.1
cat > texts.mjs <<'JS'
import assert from 'node:assert';
import { JSDOM } from 'jsdom';

process.env.TZ = 'UTC';
const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

const readers = {
  'sequenceDiagram': (db) => db.getMessages().map((one) => one.message),
  'gantt\ndateFormat YYYY-MM-DD': (db) =>
    db.getTasks().map((one) => [one.task.trim(), (one.endTime - one.startTime) / 86400000]).flat(),
  'pie': (db) => [...db.getSections()].flat(),
};

const gantt = 'gantt\ndateFormat YYYY-MM-DD';
for (const [kind, lines, expected] of [
  ['sequenceDiagram', 'Board->>Panel: asks: 2 and 3', ['asks: 2 and 3']],
  ['sequenceDiagram', 'Board->>Panel: asks #2 and #3', ['asks']],
  [gantt, 'Vote, round 1 :r1, 2026-01-01, 3d', ['Vote, round 1', 3]],
  [gantt, 'Vote: round 1 :r1, 2026-01-01, 3d', ['Vote', 3]],
  [gantt, 'Vote :2026-01-01, 1M', ['Vote', 31]],
  [gantt, 'Vote :2026-01-01, 1month', ['Vote', 0]],
  [gantt, 'Vote :2026-01-01, 1.5d', ['Vote', 2]],
  ['pie', '"Board" : 1\n"Panel" : 2', ['Board', 1, 'Panel', 2]],
  ['pie', '"Board" : 1\n"Panel" : 2\n"Board" : 5', ['Board', 1, 'Panel', 2]],
]) {
  await mermaid.parse(`${kind}\n${lines}\n`);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(`${kind}\n${lines}\n`);
  const seen = readers[kind](db);
  console.log(`Mermaid 11.17.2 reads ${JSON.stringify(lines)} as ${JSON.stringify(seen)}`);
  assert.deepStrictEqual(seen, expected, 'texts and values are read otherwise now');
}
JS
node texts.mjs
