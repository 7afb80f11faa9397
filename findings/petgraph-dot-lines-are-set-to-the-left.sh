#!/usr/bin/env bash
# petgraph 0.8.3 writes a label of two lines to DOT so that the first is set to the left and only the last is centred.
#
# Guess: a line's end in a node's weight becomes DOT's \n, so that Graphviz centres all lines, as it does with one line.
# Seen: it becomes \l, which sets the line before it to the left of the box; the last line, which has none after it, is
# centred. Two lines of different lengths stand askew in each box, and so do edges' labels.
# So: replace \l by \n in what is written, or use `with_attr_getters` and write labels oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @viz-js/viz@3.31.0
cargo init --quiet --name lines --vcs none
cat >> Cargo.toml <<'TOML'
petgraph = { version = "=0.8.3", default-features = false, features = ["std"] }
TOML
cat > src/main.rs <<'RUST'
fn main() {
    let mut graph = petgraph::Graph::<&str, &str>::new();
    graph.add_node("The governance board\nvotes");
    print!("{}", petgraph::dot::Dot::new(&graph));
}
RUST
CARGO_TARGET_DIR="$work/target" cargo run --quiet > graph.dot
cat > draw.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';

const viz = await instance();
const dot = readFileSync('graph.dot', 'utf8');
const svg = (text) => viz.renderString(text, { format: 'svg' });
const anchors = (text) => [...svg(text).matchAll(/text-anchor="(\w+)"/g)].map((one) => one[1]);
console.log(dot.split('\n')[1].trim(), anchors(dot));
assert(dot.includes('The governance board\\lvotes'), 'lines end otherwise now');
assert.deepStrictEqual(anchors(dot), ['start', 'middle'], 'Graphviz sets the lines otherwise');
assert.deepStrictEqual(anchors(dot.replace('\\l', '\\n')), ['middle', 'middle'], 'Graphviz centres lines no longer');
JS
node draw.mjs
