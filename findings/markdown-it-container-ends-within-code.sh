#!/usr/bin/env bash
# markdown-it-container 4.0.0 ends a container at a line of colons within a block of code.
#
# Guess: within ``` nothing is read, and a page that shows how a container is written can do so in a container.
# Seen: the first line of colons ends the container, also one within the code. The code is cut off there, and the ```
# that was to end it starts a block of code of what follows on the page.
# So: open the outer container with more colons than the code shows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit markdown-it@14.1.0 markdown-it-container@4.0.0
cat > container.js <<'JS'
const assert = require('assert');
const markdown = require('markdown-it')().use(require('markdown-it-container'), 'note');
const page = (colons, shown) =>
  markdown.render(`${colons} note\n\`\`\`\n${shown}\n\`\`\`\n${colons}\n\nafter\n`).replace(/\n/g, '');
const note = (code, after) => `<div class="note"><pre><code>${code}</code></pre></div>${after}`;
for (const [colons, shown, seen] of [
  [':::', 'shown', note('shown', '<p>after</p>')],
  ['::::', ':::', note(':::', '<p>after</p>')],
  [':::', ':::', note('', '<pre><code>:::after</code></pre>')],
]) {
  const got = page(colons, shown);
  console.log(`a container of ${colons} around code that shows ${shown}: ${got}`);
  assert.strictEqual(got, seen, 'containers end elsewhere now');
}
JS
node container.js
