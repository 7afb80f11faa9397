#!/usr/bin/env bash
# SVGR 8.1.0 takes an attribute that can be read as a number for one, so that ids change and references to them do not.
#
# Guess: numbers are made of x, width and the like; an id, a class and the words in an attribute stay as they are.
# Seen: svg-parser, which it reads pictures by, makes a number of every attribute it can, and React writes that number
# out: the ids "007", "1.10" and "5e12" become "7", "1.1" and "5000000000000", "0x1F" becomes "31", while `url(#007)`
# and `href="#1.10"` are kept. A box with such a gradient loses its fill, a <use> its shape. Ids with section numbers or
# hexadecimal digits, as design tools and hashes give, are of that kind. aria-label="1.10" is read out as "1.1".
# So: begin ids with a letter before conversion (svgo's prefixIds does).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @svgr/core@8.1.0 @svgr/plugin-jsx@8.1.0 react@19.3.1 react-dom@19.3.1 \
  sucrase@3.35.0
cat > check.cjs <<'JS'
const assert = require('node:assert');
const { transform } = require('@svgr/core');
const React = require('react');
const { renderToStaticMarkup } = require('react-dom/server');
const { transform: toScript } = require('sucrase');

// The picture as React writes it after SVGR has made a component of it.
function write(svg) {
  const component = transform.sync(svg, { plugins: ['@svgr/plugin-jsx'] });
  const { code } = toScript(component, { transforms: ['jsx', 'imports'], production: true });
  const module = { exports: {} };
  new Function('require', 'exports', code)(require, module.exports);
  return renderToStaticMarkup(React.createElement(module.exports.default));
}

for (const [id, seen] of [
  ['sky', 'sky'],
  ['a1.10', 'a1.10'],
  ['007', '7'],
  ['1.10', '1.1'],
  ['5e12', '5000000000000'],
  ['0x1F', '31'],
]) {
  const box = `<path d="M0 0h5v5z" fill="url(#${id})"/>`;
  const svg = write(`<svg viewBox="0 0 9 9"><linearGradient id="${id}"/>${box}</svg>`);
  const found = /id="(.*?)"/.exec(svg)[1];
  console.log(`SVGR: the gradient ${id} is called ${found} and referred to as ${/url\((.*?)\)/.exec(svg)[1]}`);
  assert.ok(svg.includes(`url(#${id})`), 'the reference is changed now');
  assert.strictEqual(found, seen, 'the id is kept or changed otherwise now');
}
assert.ok(write('<svg viewBox="0 0 9 9" aria-label="1.10"/>').includes('aria-label="1.1"'), 'words are kept now');
JS
node check.cjs
