#!/usr/bin/env bash
# yaml 2.9.1 for Node.js writes numbers anew when a document is only read and written, and long ones lose digits.
#
# Guess: the editor of documents, which keeps comments, quotes and the text of `1.50`, keeps every value as it stood
# unless it is set.
# Seen: a whole number is read as a number of JavaScript's and written from it: an id of 20 digits ends in three noughts,
# and 014 becomes 14. 1.50 and 1_000 are kept. With `intAsBigInt` the long one is kept, the noughts in front are not.
# So: read with `intAsBigInt`, and quote ids that are digits.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit yaml@2.9.1
cat > numbers.js <<'JS'
const assert = require('assert');
const { parseDocument } = require('yaml');
const again = (value, options) => parseDocument(`id: ${value} # kept\n`, options).toString().match(/id: (.*) # kept/)[1];
for (const [value, seen, big] of [
  ['"007"', '"007"', '"007"'],
  ['1.50', '1.50', '1.50'],
  ['1_000', '1_000', '1_000'],
  ['12345678901234567890', '12345678901234567000', '12345678901234567890'],
  ['014', '14', '14'],
]) {
  const got = [again(value), again(value, { intAsBigInt: true })];
  console.log(`yaml 2.9.1: ${value} is written ${got[0]}, with intAsBigInt ${got[1]}`);
  assert.deepStrictEqual(got, [seen, big], 'values are written otherwise now');
}
JS
node numbers.js
