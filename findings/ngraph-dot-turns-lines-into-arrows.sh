#!/usr/bin/env bash
# ngraph.fromdot 7.1.0 and ngraph.todot 4.1.0 turn an undirected DOT graph into arrows, and two flows into one.
#
# Guess: `toDot(fromDot(text))` gives a graph that says the same as the text, since each is made for the other.
# Seen: `graph { ... -- ... }` comes back as `digraph` with `->`. Of two flows from one box to another one is left, with
# the words of the last; `node [...]` and a cluster's name and frame are gone as well. Nothing is reported.
# So: keep parallel flows in one flow's label, and write DOT oneself from the nodes and links.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit ngraph.fromdot@7.1.0 ngraph.todot@4.1.0
cat > check.js <<'JS'
const assert = require('assert');
const fromDot = require('ngraph.fromdot');
const toDot = require('ngraph.todot');

const turn = (text) => toDot(fromDot(text));
const plain = turn('digraph { board -> panel; panel -> jury [label="names"] }');
const undirected = turn('graph { board -- panel }');
const twice = fromDot('digraph { board -> panel [label="asks"]; board -> panel [label="pays"] }');
const flows = [];
twice.forEachLink((link) => { flows.push(link.data.label); });
const rest = turn('digraph { node [shape=box]; subgraph cluster_a { label="Core"; board } }');
console.log({ plain, undirected, flows, rest });
assert.match(plain, /"board" -> "panel"\n"panel" -> "jury" \["label"="names"\]/, 'a plain graph comes back otherwise');
assert.match(undirected, /^digraph[^]*"board" -> "panel"/, 'lines without direction are kept now');
assert.deepStrictEqual(flows, ['pays'], 'both flows are there now');
assert.doesNotMatch(rest, /box|cluster|Core/, 'defaults or clusters are kept now');
JS
node check.js
