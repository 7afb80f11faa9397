#!/usr/bin/env bash
# pptxtojson 2.2.0 reads a field, such as a slide's number, after all other words of its line, and every space as fixed.
#
# Guess: the HTML that it makes of a text box has the words in their order, and breaks where the box has a break.
# Seen: "Slide 7 of 9" with the 7 as a field is "Slide  of 97". A line break is a space; each space is a no-break space,
# so that the words are one and do not wrap where the slide's did. A list that starts at 3 starts at 1.
# So: join the words of <a:p> oneself, field by field.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pptxtojson@2.2.0
python3 -m venv python
python/bin/pip install --quiet python-pptx==1.0.2
python/bin/python - <<'PYTHON'
from pptx import Presentation
from pptx.oxml import parse_xml

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


def run(words):
    return f"<a:r><a:t>{words}</a:t></a:r>"


FIELD = '<a:fld id="{00000000-0000-0000-0000-000000000007}" type="slidenum"><a:t>7</a:t></a:fld>'
START = '<a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr>'
presentation = Presentation()
slide = presentation.slides.add_slide(presentation.slide_layouts[6])
for top, line in enumerate([
    run("Slide 7 of 9"),
    run("Slide ") + FIELD + run(" of 9"),
    run("Board") + "<a:br/>" + run("Audit"),
    START + run("three"),
]):
    body = slide.shapes.add_textbox(0, top, 9, 9).text_frame._txBody
    body.remove(body.p_lst[0])
    body.append(parse_xml(f'<a:p xmlns:a="{MAIN}">{line}</a:p>'))
presentation.save("slides.pptx")
print("python-pptx 1.0.2:", [shape.text_frame.text for shape in slide.shapes])
PYTHON
cat > check.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { parse } = require('pptxtojson/dist/index.cjs');

(async () => {
  const { slides } = await parse(fs.readFileSync('slides.pptx').buffer.slice(0));
  const found = slides[0].elements.map(({ content }) => content.replace(/<\/?(p|span)\b[^>]*>/g, ''));
  console.log('pptxtojson 2.2.0:', found);
  const lines = ['Slide 7 of 9', 'Slide  of 97', 'Board Audit', '<ol><li>three</li></ol>'];
  const seen = lines.map((line) => line.replaceAll(' ', '&nbsp;'));
  assert.deepStrictEqual(found, seen, 'lines are read otherwise now');
})();
JS
node check.cjs
