#!/usr/bin/env bash
# plantuml-parser 0.4.0 takes the colour of a PlantUML flow for the box that it leads to, and drops flows with `->>`.
#
# Guess: `board -[#red]-> panel` is a flow from board to panel; what the parser does not know, it refuses.
# Seen: the flow leads to a component "#red", and panel is gone; with `-[hidden]->` it leads to panel. `board ->> panel`
# leaves nothing, like every other line that the parser does not know. A method's type written after it, as UML does
# (`vote(x): Count`), is read as "void", where `Count vote(x)` is read right. Nothing is reported.
# So: take styles off flows before, and count the lines that hold an arrow against the flows found.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit plantuml-parser@0.4.0
cat > check.js <<'JS'
const assert = require('assert');
const { parse } = require('plantuml-parser');

const read = (lines) => parse(`@startuml\n${lines}\n@enduml\n`)[0].elements;

// The flows of a diagram, as "from to".
function flows(lines) {
  const found = read(lines).filter((element) => element.left).map(({ left, right }) => `${left} ${right}`);
  console.log(JSON.stringify(lines), found);
  return found;
}

const types = read('class Board {\n+Count vote(x)\n+ask(x): Count\n}')[0].members.map((member) => member.returnType);
console.log(types);
assert.deepStrictEqual(flows('board --> panel : asks'), ['board panel'], 'a plain flow is read otherwise');
assert.deepStrictEqual(flows('board -[hidden]-> panel'), ['board panel'], 'a hidden flow is read otherwise');
assert.deepStrictEqual(flows('board -[#red]-> panel'), ['board #red'], 'a coloured flow is read otherwise now');
assert.deepStrictEqual(flows('board -> panel\nboard ->> panel'), ['board panel'], 'flows with ->> are read now');
assert.deepStrictEqual(types, ['Count', 'void'], 'types are read otherwise now');
JS
node check.js
