#!/usr/bin/env bash
# uniorg-rehype 2.2.0 drops an Org page's ticks and captions, and uniorg-stringify 1.4.0 spoils a list's start.
#
# Guess: uniorg-parse 3.2.2 keeps all of these in its tree, so HTML shows them, as Org's own export does, and the writer
# of Org gives them back.
# Seen: in HTML "[X] done" and "[ ] open" are both a plain item, a list that starts at 5 ("[@5]") starts at 1, and
# tables and pictures lose the line of their #+CAPTION. A list of items and terms has a <dt> and a <dd> in an <ul>.
# Written as Org, "5. [@5] five" is "5. 5five", and a table's caption is gone too; ticks and pictures' captions are
# kept.
# So: keep what is done in words and captions in the text, and do not rewrite pages with it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit unified@11.0.5 uniorg-parse@3.2.2 uniorg-rehype@2.2.0 uniorg-stringify@1.4.0 \
  rehype-stringify@10.0.1
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { unified } from 'unified';
import parse from 'uniorg-parse';
import rehype from 'uniorg-rehype';
import { uniorgStringify } from 'uniorg-stringify';
import stringify from 'rehype-stringify';

for (const [name, page, seenHtml, seenOrg] of [
  ['ticks', '- [X] done\n- [ ] open\n', '<ul><li>done</li><li>open</li></ul>', '- [X] done\n- [ ] open\n'],
  ['start', '5. [@5] five\n6. six\n', '<ol><li>five</li><li>six</li></ol>', '5. 5five\n6. six\n'],
  ['caption', '#+CAPTION: Bodies\n| a |\n', '<table><tbody><tr><td>a</td></tr></tbody></table>', '| a |\n'],
  ['picture', '#+CAPTION: A\n[[file:a.svg]]\n', '<p><img src="file:a.svg"></p>', '#+CAPTION: A\n[[file:a.svg]]\n'],
  ['terms', '- a\n- b :: c\n', '<ul><li>a</li><dt>b</dt><dd><p>c</p></dd></ul>', '- a\n- b :: c\n'],
]) {
  const html = String(unified().use(parse).use(rehype).use(stringify).processSync(page)).replace(/\n/g, '');
  const org = String(unified().use(parse).use(uniorgStringify).processSync(page));
  console.log(`uniorg, ${name}: ${JSON.stringify(page)} -> ${html}, ${JSON.stringify(org)}`);
  assert.deepStrictEqual([html, org], [seenHtml, seenOrg], `${name}: written otherwise now`);
}
JS
node check.mjs
