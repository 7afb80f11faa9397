#!/usr/bin/env bash
# markdown-docx 1.7.0 writes a DOCX file without ticks, with lists that start at 1 and entities that are spelled out.
#
# Guess: a page in GitHub's flavour has the same words and numbers in the DOCX file, read back by pandoc 3.9.
# Seen: "[x] done" and "[ ] open" are both a plain item, a list from 3 starts at 1, and an item's second paragraph is an
# item of its own. "Pay &amp; Audit" shows "&amp;", a line break in HTML shows its tag.
# So: write DOCX by pandoc, or write ticks and numbers as words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit markdown-docx@1.7.0
python3 -m venv python
python/bin/pip install --quiet pypandoc-binary==1.17
cat > pages.json <<'JSON'
[
  ["item", "- seat\n", "<ul><li><p>seat</p></li></ul>"],
  ["ticks", "- [x] done\n- [ ] open\n", "<ul><li><p>done</p></li><li><p>open</p></li></ul>"],
  ["start", "3. three\n4. four\n", "<ol><li><p>three</p></li><li><p>four</p></li></ol>"],
  ["item of two", "- a\n\n  b\n- c\n", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"],
  ["entity", "Pay &amp; Audit\n", "<p>Pay &amp;amp; Audit</p>"],
  ["break", "A<br>B\n", "<p>A&lt;br&gt;B</p>"]
]
JSON
cat > write.mjs <<'JS'
import fs from 'node:fs';
import markdownDocx, { Packer } from 'markdown-docx';

for (const [name, page] of JSON.parse(fs.readFileSync('pages.json', 'utf8'))) {
  fs.writeFileSync(`${name}.docx`, await Packer.toBuffer(await markdownDocx(page)));
}
JS
node write.mjs
python/bin/python - <<'PYTHON'
import json

import pypandoc

assert pypandoc.get_pandoc_version() == "3.9"
for name, page, seen in json.load(open("pages.json", encoding="utf-8")):
    html = pypandoc.convert_file(f"{name}.docx", "html", extra_args=["--wrap=none"])
    found = html.replace("\n", "").replace(' type="1"', "")
    print(f"markdown-docx 1.7.0, {name}: {page!r} -> {found}")
    assert found == seen, f"{name}: written otherwise now"
PYTHON
