#!/usr/bin/env bash
# nomnoml 1.7.0 takes the first hyphen of a flow's label for the flow's line.
#
# Guess: the words between a box and the arrow are the label, and the arrow is what looks like one: `->` in
# `[A] sign-off -> [B]`.
# Seen: the line begins at the hyphen, `-o` being one of its forms: the label falls into two, "sign" and "ff ->", each
# at one end, and letters are lost without an error. Behind the arrow the same words are left whole, and so they are
# with a backslash before the hyphen.
# So: escape hyphens in labels, or write labels behind the arrow.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit nomnoml@1.7.0
cat > check.mjs <<'JS'
import assert from 'node:assert';
import nomnoml from 'nomnoml';

const words = (source) => [...nomnoml.renderSvg(source).matchAll(/<text[^>]*>([^<]*)/g)].map((match) => match[1]);
for (const [source, seen] of [
  ['[A] approval -> [B]', ['approval', 'A', 'B']],
  ['[A] sign-off -> [B]', ['sign', 'ff -&gt;', 'A', 'B']],
  ['[A] re-use -> [B]', ['re', 'use -&gt;', 'A', 'B']],
  ['[A] sign\\-off -> [B]', ['sign-off', 'A', 'B']],
  ['[A] -> sign-off [B]', ['sign-off', 'A', 'B']],
]) {
  const got = words(source);
  console.log(`nomnoml ${nomnoml.version}: ${source} has the words ${JSON.stringify(got)}`);
  assert.deepStrictEqual(got, seen, 'labels with hyphens are read otherwise now');
}
JS
node check.mjs
