#!/usr/bin/env bash
# svg2vectordrawable 2.9.1 paints nothing that a style sheet colours, and draws from zero whatever the viewBox says.
#
# Guess: a fill that a class or a `style` attribute sets becomes the path's colour, as one in an attribute or from a
# group does; a viewBox that starts at -10 moves the drawing by 10.
# Seen: the path is there without a colour, which Android takes for none. With a viewBox from -10 the drawing area is as
# large as it should be and the paths keep their coordinates, so that three quarters of the drawing lie outside.
# So: turn styles into attributes and move the drawing to 0 0 first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svg2vectordrawable@2.9.1
cat > vector.mjs <<'JS'
import assert from 'node:assert';
import convert from 'svg2vectordrawable';

const picture = (body, box = '0 0 20 20') => convert(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${body}</svg>`);
for (const [name, body, seen] of [
  ['attribute', '<rect width="5" height="5" fill="#f00"/>', true],
  ['group', '<g fill="#f00"><rect width="5" height="5"/></g>', true],
  ['style', '<rect width="5" height="5" style="fill:#f00"/>', false],
  ['class', '<style>.a{fill:#f00}</style><rect class="a" width="5" height="5"/>', false],
]) {
  const vector = await picture(body);
  assert(vector.includes('pathData="M0 0h5v5'), 'the box is drawn otherwise');
  console.log(`svg2vectordrawable 2.9.1, fill by ${name}: coloured ${vector.includes('#FFFF0000')}`);
  assert.strictEqual(vector.includes('#FFFF0000'), seen, 'fills are read otherwise now');
}
const moved = await picture('<rect x="-10" y="-10" width="5" height="5" fill="#f00"/>', '-10 -10 20 20');
console.log('svg2vectordrawable 2.9.1, viewBox from -10:', moved.match(/pathData="[^"]*"/)[0]);
assert(moved.includes('pathData="M-10-10h5') && !moved.includes('translate'), 'the origin of the viewBox counts now');
JS
node vector.mjs
