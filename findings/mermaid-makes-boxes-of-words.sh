#!/usr/bin/env bash
# Mermaid 11.17.2 makes boxes of the second word of a name or a label in four kinds of diagram, without an error.
#
# Guess: a name or a label of two words is a name or a label of two words, as in a sequence diagram, or an error.
# Seen: in a state diagram `The Board --> Panel` has a box "The" beside the flow from Board, and what follows a
# semicolon in a flow's label is two boxes, ";" and the word. In an entity diagram the second word of a label is an
# entity. In a flow chart the text of `a --ok--> b` begins with the o that means a circle: a line to a box "k", and an
# arrow from it. A class "The Board" is called TheBoard.
# So: put every name and label in quotation marks where the diagram takes them, or count the boxes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mermaid@11.17.2 jsdom@29.1.1
cat > boxes.mjs <<'JS'
import assert from 'node:assert';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

const readers = {
  'sequenceDiagram': (db) => [[...db.getActors().keys()], db.getMessages().map((one) => one.message)],
  'stateDiagram-v2': (db) => [[...db.getStates().keys()], db.getRelations().map((one) => one.relationTitle)],
  'erDiagram': (db) => [[...db.getEntities().keys()], db.getRelationships().map((one) => one.roleA)],
  'flowchart LR': (db) => [[...db.getVertices().keys()], db.getEdges().map((one) => one.text)],
  'classDiagram': (db) => [[...db.getClasses().keys()], db.getRelations().map((one) => one.title)],
};

for (const [kind, line, boxes, labels] of [
  ['sequenceDiagram', 'The Board->>Panel: pays rent', ['The Board', 'Panel'], ['pays rent']],
  ['stateDiagram-v2', 'Board --> Panel: pays rent', ['Board', 'Panel'], ['pays rent']],
  ['stateDiagram-v2', 'The Board --> Panel', ['The', 'Board', 'Panel'], ['']],
  ['stateDiagram-v2', 'Board --> Panel: pays; audits', ['Board', 'Panel', ';', 'audits'], ['pays']],
  ['erDiagram', 'Board ||--o{ Panel : "pays rent"', ['Board', 'Panel'], ['pays rent']],
  ['erDiagram', 'Board ||--o{ Panel : pays rent', ['Board', 'Panel', 'rent'], ['pays']],
  ['flowchart LR', 'Board --pays--> Panel', ['Board', 'Panel'], ['pays']],
  ['flowchart LR', 'Board --"ok"--> Panel', ['Board', 'Panel'], ['ok']],
  ['flowchart LR', 'Board --ok--> Panel', ['Board', 'k', 'Panel'], ['', '']],
  ['flowchart LR', 'Board --x-ray--> Panel', ['Board', '-ray', 'Panel'], ['', '']],
  ['classDiagram', 'class The Board', ['TheBoard'], []],
]) {
  await mermaid.parse(`${kind}\n${line}\n`);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(`${kind}\n${line}\n`);
  const seen = readers[kind](db);
  console.log(`${kind}: ${line} has the boxes ${JSON.stringify(seen[0])} and the labels ${JSON.stringify(seen[1])}`);
  assert.deepStrictEqual(seen, [boxes, labels], 'words are read otherwise now');
}
JS
node boxes.mjs
