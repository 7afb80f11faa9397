#!/usr/bin/env bash
# pandoc 3.9 spells the names in an SVG that stands in an HTML page in lower case, and so spoils the picture.
#
# Guess: an <svg> in a page becomes an image, the same picture in a file of its own, described by its `aria-label`.
# Seen: it becomes a data address, which programs read as XML, where `viewbox` and `lineargradient` mean nothing: the
# picture is cut instead of scaled, and what was filled by a gradient is not drawn. The image has no description either.
# So: refer to pictures with <img> in pages that pandoc is to read.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 resvg-py==0.5.0 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import base64
import io
import json
import pypandoc
import resvg_py
from PIL import Image

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10" viewBox="0 0 400 100" aria-label="Words">'
    '<linearGradient id="g"><stop stop-color="red"/></linearGradient>'
    '<rect x="200" width="200" height="100"/><rect width="100" height="100" fill="url(#g)"/></svg>'
)


def drawn(svg):
    """Whether the middles of the left and of the right quarter of a picture are inked."""
    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96)))).convert("RGBA")
    return image.getpixel((5, 5))[3] > 0, image.getpixel((35, 5))[3] > 0


page = pypandoc.convert_text(f"<p>{SVG}</p>", "json", "html")
_, description, (address, _) = json.loads(page)["blocks"][0]["c"][0]["c"]
made = base64.b64decode(address.removeprefix("data:image/svg+xml;base64,")).decode()
print("pandoc", pypandoc.get_pandoc_version(), made)
print("quarters drawn, of the page's picture:", drawn(SVG), "of pandoc's:", drawn(made), "described:", description)
assert drawn(SVG) == (True, True), "resvg draws the picture in the page otherwise"
assert drawn(made) == (False, False), "the picture is drawn as it is in the page now"
assert "viewbox=" in made and "<lineargradient" in made and description == [], "names or descriptions are kept now"
PYTHON
