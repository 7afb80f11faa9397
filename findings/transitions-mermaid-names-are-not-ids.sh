#!/usr/bin/env bash
# transitions 0.9.3 writes Mermaid in which a state "on hold" is three boxes, and a flow to it leads to another one.
#
# Guess: a state is declared as `state "on hold" as` and an id made of its name, since that form is there for names that
# are no ids; the diagram has the states and flows of the machine.
# Seen: the id is the name once more. To Mermaid 11.17.2 "on hold" is three states: the one declared, which no flow
# leads to, "on", where the flow ends, and "hold", which is described by the flow's label. "v1.2" and "R&D" have a box
# "v1" or "R" beside them, which takes their colour; "on-hold" is refused; a flow "ask; pay" is cut and makes boxes ";"
# and "pay". transitions reports nothing.
# So: give states names of letters, digits and underscores, and labels without semicolons.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet transitions==0.9.3
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mermaid@11.17.2 jsdom@29.1.1
"$work/python/bin/python" - > machines.json <<'PYTHON'
import json
from transitions.extensions import GraphMachine


class Motion:
    pass


def drawn(first, second, trigger):
    motion = Motion()
    GraphMachine(
        motion,
        states=[first, second],
        transitions=[[trigger, first, second]],
        initial=first,
        graph_engine="mermaid",
    )
    return motion.get_graph().source


machines = {name: drawn("new", name, "go") for name in ["open", "on_hold", "on hold", "v1.2", "R&D", "on-hold"]}
machines["ask; pay"] = drawn("new", "open", "ask; pay")
print(json.dumps(machines))
PYTHON
cat > read.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

async function read(text) {
  try {
    await mermaid.parse(text);
  } catch {
    return 'refused';
  }
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const boxes = [...db.getStates().keys()].filter((name) => name !== 'root_start');
  const flows = db.getRelations().filter((flow) => flow.id1 !== 'root_start');
  return `${boxes.join(' / ')}: ${flows.map((flow) => `${flow.id1} > ${flow.id2} ${flow.relationTitle}`.trim()).join()}`;
}

const machines = JSON.parse(readFileSync('machines.json', 'utf8'));
for (const [name, expected] of [
  ['open', 'new / open: new > open go'],
  ['on_hold', 'new / on_hold: new > on_hold go'],
  ['on hold', 'new / on hold / on / hold: new > on'],
  ['v1.2', 'new / v1.2 / v1: new > v1.2 go'],
  ['R&D', 'new / R&D / R: new > R&D go'],
  ['on-hold', 'refused'],
  ['ask; pay', 'new / open / ; / pay: new > open ask'],
]) {
  const seen = await read(machines[name]);
  console.log(`transitions 0.9.3, ${name}: Mermaid 11.17.2 reads ${seen}`);
  assert.strictEqual(seen, expected, 'names are written or read otherwise now');
}
JS
node read.mjs
