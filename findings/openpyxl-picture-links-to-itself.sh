#!/usr/bin/env bash
# openpyxl 3.1.5 turns the link of a picture in a workbook into a link to the picture's own file, or to nothing.
#
# Guess: a workbook that is read and saved keeps its pictures with their descriptions and links, or drops the links.
# Seen: the description and the link's mark are kept, but relationships are numbered anew, for the pictures alone. The
# mark keeps its old number, so that of the first picture now means the image itself, and that of a second one means
# a relationship that is not there.
# So: set no links on pictures in workbooks that openpyxl will edit; link a cell beside them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet openpyxl==3.1.5 xlsxwriter==3.3.1 pillow==11.3.0
"$work/python/bin/python" - <<'PYTHON'
import io
import re
import zipfile
import openpyxl
import xlsxwriter
from PIL import Image


def picture(colour):
    data = io.BytesIO()
    Image.new("RGB", (60, 30), colour).save(data, "PNG")
    return data


def links(book):
    """Of each picture the description and what its link's relationship means."""
    parts = zipfile.ZipFile(book)
    drawing = parts.read("xl/drawings/drawing1.xml").decode()
    rels = {}
    for rel in re.findall("<Relationship [^>]*>", parts.read("xl/drawings/_rels/drawing1.xml.rels").decode()):
        field = dict(re.findall(r'(\w+)="([^"]*)"', rel))
        rels[field["Id"]] = field["Type"].rsplit("/")[-1], field["Target"]
    found = re.findall(r'descr="([^"]*)".*?hlinkClick[^>]*r:id="(\w+)"', drawing)
    return [(words, rels.get(number)) for words, number in found]


book = io.BytesIO()
with xlsxwriter.Workbook(book, {"in_memory": True}) as writer:
    sheet = writer.add_worksheet()
    for row, (words, colour) in enumerate([("Board", "red"), ("Panel", "blue")]):
        options = {"image_data": picture(colour), "description": words, "url": f"https://example.org/{words}"}
        sheet.insert_image(row * 10, 0, f"{words}.png", options)
saved = io.BytesIO()
openpyxl.load_workbook(book).save(saved)
print("XlsxWriter 3.3.1:", links(book))
print("openpyxl 3.1.5:", links(saved))
assert links(book) == [
    ("Board", ("hyperlink", "https://example.org/Board")),
    ("Panel", ("hyperlink", "https://example.org/Panel")),
], "the workbook's links are other ones"
assert links(saved) == [("Board", ("image", "/xl/media/image1.png")), ("Panel", None)], "links are kept or dropped now"
PYTHON
