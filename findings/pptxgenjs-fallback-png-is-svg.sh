#!/usr/bin/env bash
# PptxGenJS 4.0.1 under Node.js writes an SVG's source into the PNG that stands in for it.
#
# Guess: a slide holds an SVG picture twice, as SVG and as a PNG for programs that cannot draw SVG. Without a browser to
# draw it, the PNG is a small empty one, or the picture is refused.
# Seen: both files hold the SVG's source, the one that is named and declared a PNG too, so that python-pptx 1.0.2 and
# whatever takes the first picture find an image that is none. Without `altText` the picture's description is
# "preencoded.png", which a screen reader reads out.
# So: draw the PNG oneself and add that, or replace the file afterwards; always give `altText`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet python-pptx==1.0.2 pillow==11.3.0
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit pptxgenjs@4.0.1
cat > write.js <<'JS'
const Presentation = require('pptxgenjs');
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100"/></svg>';
const data = `image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
const deck = new Presentation();
const slide = deck.addSlide();
slide.addImage({ data, x: 1, y: 1, w: 3, h: 1, altText: 'Words' });
slide.addImage({ data, x: 1, y: 3, w: 3, h: 1 });
deck.writeFile({ fileName: 'deck.pptx' });
JS
node write.js >/dev/null
"$work/python/bin/python" - <<'PYTHON'
from PIL import UnidentifiedImageError
from pptx import Presentation

pictures = list(Presentation("deck.pptx").slides[0].shapes)
descriptions = [picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures]
picture = pictures[0]
part = picture.part.related_part(picture._element.blip_rId)
print(f"PptxGenJS 4.0.1: {part.content_type}, starts with {part.blob[:4]}, described as {descriptions}")
assert part.content_type == "image/png", "the first picture is no longer declared a PNG"
assert part.blob.startswith(b"<svg"), "the PNG no longer holds the SVG's source"
assert descriptions == ["Words", "preencoded.png"], "pictures are described otherwise now"
try:
    size = picture.image.size
except UnidentifiedImageError as error:
    print("python-pptx 1.0.2:", type(error).__name__)
else:
    raise AssertionError(f"the picture has a size now, {size}")
PYTHON
