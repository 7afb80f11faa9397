#!/usr/bin/env bash
# downdoc 1.1.0-stable drops cells when it turns an AsciiDoc table into Markdown, and splits one at an escaped pipe.
#
# Guess: a table with a cell to each line, a cell over two columns or an escaped pipe has the same words in Markdown,
# set in as many columns as GitHub's flavour has room for.
# Seen: the first row counts as long as its source line, so that with `cols=2*` and a cell a line the head has one cell
# and the last cell is gone. A cell over two columns counts as one, so that the next row's last cell is dropped. An
# escaped pipe parts its cell in two all the same, and what stood in the next cell is dropped. Nothing is said.
# So: write each row on one line, without spans and pipes, or go by way of HTML.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit downdoc@1.1.0-stable
cat > check.mjs <<'JS'
import assert from 'node:assert';
import downdoc from 'downdoc';

for (const [name, lines, seen] of [
  [
    'a row a line',
    ['|===', '|Body |Seat', '', '|Board |Chair', '|==='],
    ['| Body | Seat |', '| --- | --- |', '| Board | Chair |'],
  ],
  [
    'a cell a line',
    ['[%header,cols=2*]', '|===', '|Body', '|Seat', '|Board', '|Chair', '|==='],
    ['| Body |', '| --- | --- |', '| Seat | Board |'],
  ],
  [
    'a cell over two columns',
    ['|===', '2+|Body |Seat', '', '|Board |North |Chair', '|==='],
    ['| Body | Seat |', '| --- | --- |', '| Board | North |'],
  ],
  [
    'an escaped pipe',
    ['|===', '|Body |Seat', '', '|yes\\|no |Chair', '|==='],
    ['| Body | Seat |', '| --- | --- |', '| yes\\ | no |'],
  ],
]) {
  const found = downdoc(lines.join('\n')).split('\n');
  console.log(`downdoc 1.1.0-stable, ${name}:`, JSON.stringify(found));
  assert.deepStrictEqual(found, seen, `${name}: written otherwise now`);
}
JS
node check.mjs
