# Reads every font of pictures with FreeType, as WebKit on Linux and Pillow do, and with fontTools, which shares no code with
# it; prints the number of glyphs, and each that FreeType reads otherwise. Pillow, which brings a FreeType of its own, must draw each
# character that has an outline. Arguments: SVG files.
import base64
import io
import os
import re
import sys
import unicodedata

import freetype
from fontTools.ttLib import TTFont

try:
    from PIL import ImageFont
except ImportError:
    if os.environ.get("CI") == "true":
        raise
    ImageFont = None

URI = re.compile(r"data:font/woff2(?:;|\\3b ?)base64,([A-Za-z0-9+/=]+)")


def outline(face, glyph):
    try:
        face.load_glyph(glyph, freetype.FT_LOAD_NO_SCALE)
    except freetype.FT_Exception as error:
        return str(error)
    return face.glyph.outline.points, face.glyph.outline.contours


count = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as picture:
        fonts = URI.findall(picture.read())
    for font in map(base64.b64decode, fonts):
        unpacked = TTFont(io.BytesIO(font))
        unpacked.flavor = None
        plain = io.BytesIO()
        unpacked.save(plain)
        if ImageFont:
            drawn = ImageFont.truetype(io.BytesIO(font), 40)
            for code, name in unpacked.getBestCmap().items():
                shown = unpacked["glyf"][name].numberOfContours != 0 and unicodedata.category(chr(code)) != "Cf"
                if shown and drawn.getmask(chr(code)).getbbox() is None:
                    print(f"{path}: Pillow draws nothing for U+{code:04X}")
        faces = [freetype.Face(io.BytesIO(data)) for data in (font, plain.getvalue())]
        for glyph, name in enumerate(unpacked.getGlyphOrder()):
            count += 1
            packed, whole = (outline(face, glyph) for face in faces)
            if packed != whole:
                print(f"{path}: glyph {glyph} ({name}) is {packed}")
print(f"{count} glyphs")
