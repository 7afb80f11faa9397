#!/usr/bin/env bash
# hyphen 1.14.1 puts soft hyphens into entities, code, style sheets and comments of an HTML page.
#
# Guess: `hyphenateHTML`, which knows tags and leaves attributes alone, hyphenates the words that a page shows, and
# nothing that a program reads.
# Seen: "&eacute;" gets a soft hyphen and so is shown letter by letter; names in <code>, <pre> and <style> are no longer
# the same names (a rule's class has no such element any more, code cannot be copied), and so is an address in the text.
# So: hyphenate text nodes of a parsed page, or leave it to CSS (`hyphens: auto`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit hyphen@1.14.1
cat > check.cjs <<'JS'
const assert = require('node:assert');
const { hyphenateHTMLSync } = require('hyphen/en-us');

for (const [name, page, seen] of [
  ['words', '<p title="administration">administration</p>', '<p title="administration">ad-min-is-tra-tion</p>'],
  ['entity', '<p>n&eacute;e</p>', '<p>n&ea-cute;e</p>'],
  ['code', '<code>administration()</code>', '<code>ad-min-is-tra-tion()</code>'],
  ['style', '<style>.administration{}</style>', '<style>.ad-min-is-tra-tion{}</style>'],
  ['script', '<script>administration()</script>', '<script>ad-min-is-tra-tion()</script>'],
  ['comment', '<!-- administration -->', '<!-- ad-min-is-tra-tion -->'],
  ['address', '<p>administration@docs.example</p>', '<p>ad-min-is-tra-tion@docs.ex-am-ple</p>'],
]) {
  const found = hyphenateHTMLSync(page).replace(/\u00AD/g, '-');
  console.log(`hyphen 1.14.1, ${name}: ${found}`);
  assert.strictEqual(found, seen, `${name}: hyphenated otherwise now`);
}
JS
node check.cjs
