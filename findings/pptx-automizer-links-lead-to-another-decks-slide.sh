#!/usr/bin/env bash
# pptx-automizer 0.9.4 takes a slide's links to other slides of its deck for links to the slides of the deck it comes
# into.
#
# Guess: a box that leads to the deck's contents, or to the next slide, leads to the same slide when both are taken
# over, and nowhere when only the box's slide is.
# Seen: the link keeps its file's name, and slides are numbered anew in the deck that they come into. The box leads to
# whatever slide has that number there, one of another deck, though the slide that it meant stands beside it. Pictures
# and addresses come over rightly. Nothing is reported.
# So: set links between slides again in the deck that is written.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-pptx==1.0.2
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pptx-automizer@0.9.4
"$work/python/bin/python" - <<'PYTHON'
from pptx import Presentation
from pptx.util import Inches


def deck(path, *titles):
    """A deck of a slide for each title; a box on each leads to the deck's first slide."""
    made = Presentation()
    for title in titles:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = title
        box = slide.shapes.add_shape(1, 0, 0, Inches(1), Inches(1))
        box.click_action.target_slide = made.slides[0]
    made.save(path)


deck("cover.pptx", "Cover")
deck("bodies.pptx", "Contents", "Board")
PYTHON
cat > merge.cjs <<'JS'
const { Automizer } = require('pptx-automizer');

const merged = new Automizer({ templateDir: '.', outputDir: '.' }).loadRoot('cover.pptx').load('bodies.pptx', 'bodies');
merged.addSlide('bodies', 1).addSlide('bodies', 2).write('merged.pptx');
JS
node merge.cjs
"$work/python/bin/python" - <<'PYTHON'
from pptx import Presentation


def links(path):
    return [
        (slide.shapes.title.text, shape.click_action.target_slide.shapes.title.text)
        for slide in Presentation(path).slides
        for shape in slide.shapes
        if shape.name.startswith("Rectangle")
    ]


before, after = links("bodies.pptx"), links("merged.pptx")
print(f"before: {before}; merged by pptx-automizer 0.9.4: {after}")
assert before == [("Contents", "Contents"), ("Board", "Contents")], "the deck's own links are others"
assert after == [("Cover", "Cover"), ("Contents", "Cover"), ("Board", "Cover")], "links lead elsewhere now"
PYTHON
