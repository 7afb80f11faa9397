#!/usr/bin/env bash
# docutils 0.22.4 writes no ODT of a page with an SVG where Pillow is installed, and half a centimetre of it where not.
#
# Guess: a picture has the size that it states, as in docutils' HTML and as a PNG has in ODT; a width of 50% is half the
# text's width; `:alt:` is the frame's description.
# Seen: with Pillow 11.3.0, which reads no SVG, an UnidentifiedImageError ends the run and nothing is written, also
# where the page gives a width in per cent. Without it there is a warning, and each picture is a square of 0.5 cm. The
# alternative text is not written. With width and height given on the page all is placed.
# So: state both sizes in cm in the directive, or convert by pandoc.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet docutils==0.22.4
cd "$work"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"/>' > bodies.svg
cat > write.py <<'PYTHON'
import re
import sys
import warnings
import zipfile
from docutils.core import publish_file


def frame(*options):
    """The size of a picture's frame in the ODT file, and whether its alternative text is there, or the error."""
    with open("page.rst", "w") as page:
        page.write("\n   ".join([".. image:: bodies.svg", ":alt: All bodies", *options]) + "\n")
    try:
        publish_file(source_path="page.rst", destination_path="page.odt", writer="odt",
                     settings_overrides={"report_level": 5, "traceback": True})
    except Exception as error:
        return type(error).__name__
    content = zipfile.ZipFile("page.odt").read("content.xml").decode()
    attributes = re.search(r"<draw:frame ([^>]*)>", content)[1]
    return *(re.search(rf'svg:{one}="([^"]*)"', attributes)[1] for one in ("width", "height")), "All bodies" in content


warnings.simplefilter("ignore")
unsized = "UnidentifiedImageError" if sys.argv[1] == "with" else ("0.5cm", "0.5cm", False)
for options, expected in [
    ([":width: 6cm", ":height: 2cm"], ("6.00cm", "2.00cm", False)),
    ([], unsized),
    ([":width: 50%"], unsized),
]:
    print(f"docutils 0.22.4 {sys.argv[1]} Pillow, {options}: {frame(*options)}")
    assert frame(*options) == expected, "pictures are placed otherwise now"
PYTHON
python/bin/python write.py without
python/bin/pip install --quiet pillow==11.3.0
python/bin/python write.py with
