#!/usr/bin/env bash
# officeparser 7.8.0 (for Node.js) drops the head rows of ODT tables and code in EPUB, and joins lines in DOCX.
#
# Guess: the text of a document that pandoc 3.9 wrote in three formats is the same, but for line ends.
# Seen: DOCX has the table's head ("Body", "Seats"), ODT has its second row only. Code in colours, as pandoc writes it
# where a language is named, is there in DOCX and ODT and left out of EPUB; plain code is kept. A line break in a
# paragraph parts words in ODT and EPUB, and joins them in DOCX: "Line oneline two". Nothing is reported.
# So: read ODT and EPUB by pandoc (`--to plain`), and look for joined words where addresses or verses come from DOCX.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit officeparser@7.8.0
"$work/python/bin/python" - <<'PYTHON'
import pypandoc

SOURCE = """
| Body  | Seats |
|-------|-------|
| Panel | Seven |

```
plain_code()
```

``` python
check_quorum()
```

Line one\\
line two
"""
print("pandoc", pypandoc.get_pandoc_version())
for suffix in ("docx", "odt", "epub"):
    name = f"page.{suffix}"
    pypandoc.convert_text(SOURCE, suffix, format="md", outputfile=name, extra_args=["--metadata", "title=T"])
    words = pypandoc.convert_file(name, "plain").split()
    for word in ("Body", "Seats", "Panel", "Seven", "plain_code()", "check_quorum()", "one", "line"):
        assert word in words, f"{word} is not in the {suffix} file"
PYTHON
cat > check.js <<'JS'
const assert = require('assert');
const { OfficeParser } = require('officeparser');

(async () => {
  const found = {};
  for (const suffix of ['docx', 'odt', 'epub']) {
    const text = (await OfficeParser.parseOffice(`page.${suffix}`)).toText();
    found[suffix] = {
      head: /Body\s+Seats/.test(text),
      row: /Panel\s+Seven/.test(text),
      plain: text.includes('plain_code()'),
      code: text.includes('check_quorum()'),
      lines: /one\s+line/.test(text),
    };
  }
  console.log(found);
  const all = { head: true, row: true, plain: true, code: true, lines: true };
  assert.deepStrictEqual(found.docx, { ...all, lines: false }, 'DOCX is read otherwise now');
  assert.deepStrictEqual(found.odt, { ...all, head: false }, 'ODT is read otherwise now');
  assert.deepStrictEqual(found.epub, { ...all, code: false }, 'EPUB is read otherwise now');
})();
JS
node check.js
