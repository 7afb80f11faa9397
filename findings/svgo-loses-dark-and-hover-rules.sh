#!/usr/bin/env bash
# svgo 4.1.0 deletes the dark, print and hover rules of a class that one shape alone has.
#
# Guess: it may write a rule that fits one shape into that shape, but where another rule for the same class follows in
# @media or with :hover, it leaves the class and both rules, as it does where two shapes have the class.
# Seen: the plain colour becomes a `style`, the class is taken off, and the other rule, now without a shape, is deleted.
# A rule for an element's name stays, but can no longer win against the `style`.
# So: turn inlineStyles off for pictures with @media or :hover.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit svgo@4.1.0
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { optimize, VERSION } from 'svgo';

const other = {
  dark: (name) => `@media (prefers-color-scheme:dark){${name}{fill:#fff}}`,
  print: (name) => `@media print{${name}{fill:#fff}}`,
  hover: (name) => `${name}:hover{fill:#fff}`,
};
const shape = (name, x) => `<path class="${name}" d="M${x} 0h5v5z"/>`;
const run = (rule, name, shapes, overrides = {}) => {
  const content = `<style>${name}{fill:red}${rule}</style>${shapes}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 9">${content}</svg>`;
  const { data } = optimize(svg, { plugins: [{ name: 'preset-default', params: { overrides } }] });
  return { rule: data.includes('fill:#fff'), style: data.includes('style="fill:red"') };
};
for (const [kind, rule] of Object.entries(other)) {
  const one = run(rule('.box'), '.box', shape('box', 0));
  const two = run(rule('.box'), '.box', shape('box', 0) + shape('box', 10));
  const name = run(rule('path'), 'path', '<path d="M0 0h5v5z"/>');
  const off = run(rule('.box'), '.box', shape('box', 0), { inlineStyles: false });
  console.log(`svgo ${VERSION}, ${kind}:`, JSON.stringify({ one, two, name, off }));
  assert.deepStrictEqual(one, { rule: false, style: true }, 'a class of one shape is treated otherwise now');
  assert.deepStrictEqual(two, { rule: true, style: false }, 'a class of two shapes is treated otherwise now');
  assert.deepStrictEqual(name, { rule: true, style: true }, 'a rule for a name is treated otherwise now');
  assert.deepStrictEqual(off, { rule: true, style: false }, 'the plugin no longer makes the difference');
}
JS
node check.mjs
