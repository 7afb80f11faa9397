#!/usr/bin/env bash
# state-machine-cat 14.0.8 writes SCXML in which two states can be one, and what is done in a state is done on entry.
#
# Guess: of what it writes, SCXML and its own language, both can be read back (by itself) as the same machine: a name
# that is no id in XML gets another one of its own, and `do/` is left out or kept as it is.
# Seen: "on hold" and on_hold both become <state id="on_hold">, and the arrow from one to the other one from the state
# to itself; so do events, "go up" as go_up. `do/ wait` becomes <onentry>do/ wait</onentry>, and on the way back an
# action of that name. In its own language a label's quotes are written without their escapes, so that the parser
# refuses it, and a line's width is dropped.
# So: use names that are ids, and keep the source.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit state-machine-cat@14.0.8
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { render } from 'state-machine-cat';

const back = async (source) =>
  render(await render(source, { outputType: 'scxml' }), { inputType: 'scxml', outputType: 'smcat' });
for (const [name, write, source, seen] of [
  ['ids', back, 'open => closed: shut;', 'open, closed; open => closed: shut;'],
  ['names', back, '"on hold" => on_hold: resume;', 'on_hold, on_hold; on_hold => on_hold: resume;'],
  ['events', back, 'a => b: go up;', 'a, b; a => b: go_up;'],
  ['entering', back, 'a: entry/ greet;', 'a: entry/ greet;'],
  ['doing', back, 'a: do/ wait;', 'a: entry/ do/ wait;'],
  ['width', (s) => render(s, { outputType: 'smcat' }), 'a => b [width=3]: go;', 'a, b; a => b: go;'],
  ['quotes', (s) => render(s, { outputType: 'smcat' }), 'a [label="the \\"A\\""];', 'a [label="the "A""];'],
]) {
  const found = (await write(source)).replace(/\s+/g, ' ').trim();
  console.log(`state-machine-cat 14.0.8, ${name}: ${source} -> ${found}`);
  assert.strictEqual(found, seen, `${name}: written otherwise now`);
}
await assert.rejects(render('a [label="the "A""];', { outputType: 'json' }), 'its own quotes are read now');
JS
node check.mjs
