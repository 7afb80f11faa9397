#!/usr/bin/env bash
# svgo 4.1.0 gives a shape its group's colour though it has one of its own.
#
# Guess: when a group with one child is dissolved, what the group said moves to the child only where the child says
# nothing itself.
# Seen: attribute meets attribute rightly, but a group's `style` (or a class that is written into one) moves down as a
# `style`, and there it wins against the child's own `fill` attribute: a blue box in a red group turns red. With a
# second child in the group it stays blue.
# So: turn collapseGroups off, or say colours in one way throughout.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgo@4.1.0 @resvg/resvg-js@2.6.2
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { createRequire } from 'node:module';
import { optimize, VERSION } from 'svgo';

const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js');
// The colour at the left upper corner, as resvg draws it.
const colour = (svg) => [...new Resvg(svg).render().pixels.slice(0, 3)].join();
const box = '<path d="M0 0h5v5H0z" fill="#00f"/>';
for (const [content, before, after] of [
  [`<g fill="#f00">${box}</g>`, '0,0,255', '0,0,255'],
  [`<g style="fill:#f00">${box}<path d="M6 0h3v5z"/></g>`, '0,0,255', '0,0,255'],
  [`<g style="fill:#f00">${box}</g>`, '0,0,255', '255,0,0'],
  [`<style>.red{fill:#f00}</style><g class="red">${box}</g>`, '0,0,255', '255,0,0'],
]) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">${content}</svg>`;
  const got = [colour(svg), colour(optimize(svg).data)];
  console.log(`svgo ${VERSION}: ${content} is drawn in ${got[0]}, afterwards in ${got[1]}`);
  assert.deepStrictEqual(got, [before, after], 'the colour is kept or lost otherwise now');
}
JS
node check.mjs
