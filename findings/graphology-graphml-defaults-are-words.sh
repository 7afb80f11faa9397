#!/usr/bin/env bash
# graphology-graphml 0.5.2 takes a key's default for a word, "false" included, and an undirected edge for an arrow.
#
# Guess: an edge or a node without a value of its own has the key's <default>, in the key's type like other values; an
# edge that says directed="false" in a directed graph is undirected, since graphology has graphs of both.
# Seen: values that stand at a node are numbers and truth values, defaults are words: a weight of 1.5 is "1.5", so that
# sums join it, and a default of false is "false", which counts as true. The undirected edge becomes an arrow. A key
# for="all", as GraphML has it, raises a TypeError ("Cannot set properties of undefined").
# So: write every value out, or turn defaults into their types after reading.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit graphology@0.26.0 graphology-graphml@0.5.2
cat > graph.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k0" for="node" attr.name="elected" attr.type="boolean"><default>false</default></key>
  <key id="k1" for="edge" attr.name="weight" attr.type="double"><default>1.5</default></key>
  <graph edgedefault="directed">
    <node id="board"><data key="k0">false</data></node>
    <node id="audit"/>
    <edge source="board" target="audit"><data key="k1">2.5</data></edge>
    <edge source="audit" target="board" directed="false"/>
  </graph>
</graphml>
XML
cat > check.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const Graph = require('graphology');
const { parse } = require('graphology-graphml');

const source = fs.readFileSync('graph.graphml', 'utf8');
const graph = parse(Graph, source);
const found = {
  elected: graph.mapNodes((node, { elected }) => elected),
  weights: graph.mapEdges((edge, { weight }) => weight),
  undirected: graph.undirectedSize,
};
console.log('graphology-graphml 0.5.2:', JSON.stringify(found));
const seen = { elected: [false, 'false'], weights: [2.5, '1.5'], undirected: 0 };
assert.deepStrictEqual(found, seen, 'read otherwise now');
assert.throws(() => parse(Graph, source.replace('for="edge"', 'for="all"')), TypeError, 'a key for all is read now');
JS
node check.cjs
