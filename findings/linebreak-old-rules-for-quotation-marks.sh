#!/usr/bin/env bash
# linebreak 1.1.0 never breaks between a closing quotation mark and a bracket, and parts a French one from its word.
#
# Guess: the two libraries of the line breaking algorithm, linebreak for Node.js and uniseg 0.10.1 for Python, find the
# same breaks in plain sentences.
# Seen: linebreak has the rules of an older Unicode, where a quotation mark, spaces and an opening bracket hold together,
# and where a space before a closing guillemet is a place to break: a label such as the one below is one long line there,
# and a line may start with a guillemet. With other words they agree.
# So: break such labels with another library, or put a no-break space inside guillemets and a soft break before brackets.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet uniseg==0.10.1
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit linebreak@1.1.0
cat > lines.js <<'JS'
const LineBreaker = require('linebreak');
const lines = (text) => {
  const breaker = new LineBreaker(text);
  const parts = [];
  for (let at = 0, next; (next = breaker.nextBreak()); at = next.position) parts.push(text.slice(at, next.position));
  return parts;
};
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(lines)));
JS
"$work/python/bin/python" - <<'PYTHON'
import json
import subprocess
from uniseg.linebreak import line_break_units

CASES = {
    "the board (chair)": (["the ", "board ", "(chair)"], ["the ", "board ", "(chair)"]),
    "\u201cBoard\u201d (chair)": (["\u201cBoard\u201d (chair)"], ["\u201cBoard\u201d ", "(chair)"]),
    "\u00ab Conseil \u00bb": (["\u00ab ", "Conseil ", "\u00bb"], ["\u00ab Conseil \u00bb"]),
}
run = subprocess.run(["node", "lines.js", json.dumps(list(CASES))], capture_output=True, text=True, check=True)
for (text, (seen, right)), got in zip(CASES.items(), json.loads(run.stdout)):
    other = list(line_break_units(text))
    print(f"{text!a}: linebreak 1.1.0 {ascii(got)}, uniseg 0.10.1 {ascii(other)}")
    assert other == right, "uniseg finds other breaks"
    assert got == seen, "linebreak finds other breaks now"
PYTHON
