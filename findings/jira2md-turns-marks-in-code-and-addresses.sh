#!/usr/bin/env bash
# jira2md 3.0.1 rewrites the marks of emphasis that it finds in code, in addresses and within words.
#
# Guess: what stands in code and in an address is left as it is, in either direction; snake_case is no emphasis.
# Seen: to_jira turns `*args` in a block of code into `_args`, so that the code says something else. to_markdown turns
# an address with two underscores into one with stars, `{{a_b_c}}` into `a*b_c`, snake_case_name into snake*case_name,
# and "[x] done" (an open box in a list) into "<x> done", which is no text but a tag.
# So: take code and links out before, and put them back afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit jira2md@3.0.1
cat > check.cjs <<'JS'
const assert = require('node:assert');
const jira2md = require('jira2md');

for (const [direction, source, seen] of [
  ['to_jira', 'The *board* meets.', 'The _board_ meets.'],
  ['to_jira', '```python\ncall(*args, *rest)\n```', '{code:python}\ncall(_args, _rest)\n{code}'],
  ['to_jira', 'See `*x*`.', 'See {{_x_}}.'],
  ['to_markdown', 'The _board_ meets.', 'The *board* meets.'],
  ['to_markdown', '[page|http://docs.example/a_b_c]', '[page](http://docs.example/a*b*c)'],
  ['to_markdown', '{code}\na_b_c = 1\n{code}', '```\na*b*c = 1\n```'],
  ['to_markdown', 'See {{a_b_c}}.', 'See `a*b*c`.'],
  ['to_markdown', 'a snake_case_name', 'a snake*case*name'],
  ['to_markdown', '[x] done', '<x> done'],
]) {
  const found = jira2md[direction](source);
  console.log(`jira2md 3.0.1, ${direction}: ${JSON.stringify(source)} -> ${JSON.stringify(found)}`);
  assert.strictEqual(found, seen, 'marks are turned otherwise now');
}
JS
node check.cjs
