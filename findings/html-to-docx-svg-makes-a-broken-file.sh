#!/usr/bin/env bash
# html-to-docx 1.8.0 writes a DOCX file that other programs refuse when the page has an SVG picture or a width in CSS.
#
# Guess: an SVG is embedded with a PNG beside it or left out, and `style="width:2in"` is the picture's width or ignored.
# Seen: the SVG is stored as "image.svg+xml" and the list of types in the file does not know that ending, and the other
# picture has a frame without any size. python-docx 1.2.0 raises on both, a KeyError when the file is opened and an error
# in the XML when the size is asked for. A PNG with its own size is well.
# So: convert pictures to PNG and set no sizes before converting, or use @turbodocx/html-to-docx 1.23.1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-docx==1.2.0 pillow==11.3.0
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1
"$work/python/bin/python" -c 'from PIL import Image; Image.new("RGB", (96, 48), "red").save("picture.png")'
cat > write.js <<'JS'
const fs = require('fs');
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="96" height="48"/></svg>';
const address = (type, data) => `data:image/${type};base64,${Buffer.from(data).toString('base64')}`;
const png = address('png', fs.readFileSync('picture.png'));
const pages = {
  plain: `<p><img src="${png}" alt="Words"></p>`,
  style: `<p><img src="${png}" alt="Words" style="width:2in"></p>`,
  svg: `<p><img src="${address('svg+xml', svg)}" alt="Words"></p>`,
};
(async () => {
  for (const [name, module] of [['old', 'html-to-docx'], ['new', '@turbodocx/html-to-docx']]) {
    const write = require(module).default ?? require(module);
    for (const [page, html] of Object.entries(pages)) {
      const file = await write(html);
      fs.writeFileSync(`${name}-${page}.docx`, Buffer.from(file.arrayBuffer ? await file.arrayBuffer() : file));
    }
  }
})();
JS
node write.js 2>/dev/null >/dev/null
"$work/python/bin/python" - <<'PYTHON'
import docx
from docx.oxml.exceptions import InvalidXmlError


def width(name):
    """The width of a file's picture in inches, or what python-docx says against the file."""
    try:
        return docx.Document(name).inline_shapes[0].width.inches
    except (KeyError, InvalidXmlError) as error:
        return type(error).__name__


for name, seen in [
    ("old-plain", 1.0),
    ("old-style", "InvalidXmlError"),
    ("old-svg", "KeyError"),
    ("new-plain", 1.0),
    ("new-style", 2.0),
    ("new-svg", 1.0),
]:
    got = width(f"{name}.docx")
    print(f"{name}: {got}")
    assert got == seen or (isinstance(seen, float) and abs(got - seen) < 0.01), f"{name}: written otherwise now"
PYTHON
