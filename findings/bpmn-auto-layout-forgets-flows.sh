#!/usr/bin/env bash
# bpmn-auto-layout 1.3.0 draws no flow of a BPMN process whose nodes do not repeat their flows.
#
# Guess: a <sequenceFlow> names its source and its target, so that is enough to lay it out; the <incoming> and
# <outgoing> of a node say the same once more, and BPMN 2.0 lets them be left out.
# Seen: without them the nodes are piled up in one column, each as if nothing led to it, and no flow gets an edge,
# though all <sequenceFlow>s are kept in the file. With them, the same process stands in a row with its two flows. A
# <dataObject>, which BPMN never draws, gets a box of a task's size. Nothing is reported.
# So: add <incoming> and <outgoing> to every node before the layout, and take the shapes of data objects out after it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit bpmn-auto-layout@1.3.0
cat > check.mjs <<'JS'
import assert from 'assert';
import { layoutProcess } from 'bpmn-auto-layout';

async function layout(process) {
  const xml = await layoutProcess(`<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org">
      <process id="p">${process}</process>
    </definitions>`);
  const shapes = [...xml.matchAll(/Shape id="(\w+)_di"[^]*?x="(\d+)" y="(\d+)" width="(\d+)"/g)].map((m) => m.slice(1));
  const edges = [...xml.matchAll(/BPMNEdge id="(\w+)_di"/g)].map((m) => m[1]);
  return { shapes, edges };
}

const nodes = (call, vote, end) => `<startEvent id="call">${call}</startEvent><task id="vote">${vote}</task>
  <endEvent id="end">${end}</endEvent><sequenceFlow id="f" sourceRef="call" targetRef="vote"/>
  <sequenceFlow id="g" sourceRef="vote" targetRef="end"/>`;
const said = (kind, flow) => `<${kind}>${flow}</${kind}>`;

const both = said('incoming', 'f') + said('outgoing', 'g');
const full = await layout(nodes(said('outgoing', 'f'), both, said('incoming', 'g')));
const bare = await layout(nodes('', '', ''));
const data = await layout('<task id="vote"/><dataObject id="minutes"/>');
const columns = ({ shapes }) => new Set(shapes.map(([, x, , width]) => Number(x) + Number(width) / 2)).size;
console.log(JSON.stringify({ full, bare, data }));
assert.deepStrictEqual([columns(full), full.edges], [3, ['f', 'g']], 'repeated flows are laid out otherwise');
assert.deepStrictEqual([columns(bare), bare.edges], [1, []], 'flows that nodes do not repeat are drawn now');
assert.strictEqual(data.shapes.find(([id]) => id === 'minutes')[3], '100', 'a data object gets no box of its own now');
JS
node check.mjs
