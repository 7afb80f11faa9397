#!/usr/bin/env bash
# dotparser 1.1.1 turns ids that look like numbers into numbers, and so makes one node of two or loses its name.
#
# Guess: an id is a word; 2.50 and 2.5, or 007 and 7, are two nodes each, as Graphviz draws them, quoted or not.
# Seen: without quotes 2.50 is the number 2.5 and 007 is 7. In quotes they are words, so that `a -> 7; "7"` names one
# node in two kinds, which a Map holds as two.
# So: quote ids, and compare them as words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit dotparser@1.1.1 @viz-js/viz@3.14.0
cat > ids.mjs <<'JS'
import assert from 'node:assert';
import parse from 'dotparser';
import { instance } from '@viz-js/viz';

const viz = await instance();
for (const [dot, drawn, parsed] of [
  ['digraph { board; panel }', ['board', 'panel'], ['board', 'panel']],
  ['digraph { 2.50; 2.5 }', ['2.50', '2.5'], [2.5, 2.5]],
  ['digraph { 007; 7 }', ['007', '7'], [7, 7]],
  ['digraph { 7; "7" }', ['7'], [7, '7']],
]) {
  const nodes = viz.renderJSON(dot).objects.map((node) => node.name);
  const ids = parse(dot)[0].children.map((statement) => statement.node_id.id);
  console.log(`${dot}: Graphviz draws ${JSON.stringify(nodes)}, dotparser 1.1.1 finds ${JSON.stringify(ids)}`);
  assert.deepStrictEqual(nodes, drawn, 'Graphviz draws other nodes');
  assert.deepStrictEqual(ids, parsed, 'ids are read otherwise now');
}
JS
node ids.mjs
