#!/usr/bin/env bash
# MuPDF (PyMuPDF 2.0) and PDFium (pypdfium2 5.15.2) read /ActualText only where a glyph is shown.
#
# Guess: a word that is drawn as shapes and marked with /ActualText is found by the readers that take /ActualText from a
# marked run of letters: the format says that it replaces the content, whatever that is.
# Seen: on letters both give the replacement. On a filled shape both give nothing, as if the mark were not there; one
# letter shown invisibly (Tr 3) beside the shape, inside the mark, brings the word back in both; a space is not enough
# for PDFium.
# So: put invisible letters under drawn words; /ActualText alone does not make them searchable.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pymupdf==2.0 pypdfium2==5.15.2 pikepdf==10.18.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pikepdf
import pymupdf
import pypdfium2


def words(content):
    """The words that MuPDF and PDFium find on a page with this content."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(face)))
    page.Contents = pdf.make_stream(content)
    data = io.BytesIO()
    pdf.save(data)
    return (
        pymupdf.open(stream=data.getvalue(), filetype="pdf")[0].get_text().strip(),
        pypdfium2.PdfDocument(data.getvalue())[0].get_textpage().get_text_range().strip(),
    )


MARK = b"/Span <</ActualText (word)>> BDC "
SHAPE, INVISIBLE = b"20 50 60 12 re f ", b"BT 3 Tr /F 12 Tf 20 50 Td (x) Tj ET "
for content, seen, why in [
    (MARK + b"BT /F 12 Tf 20 50 Td (xxxx) Tj ET EMC", ("word", "word"), "marked letters"),
    (MARK + SHAPE + b"EMC", ("", ""), "a marked shape"),
    (MARK + SHAPE + INVISIBLE + b"EMC", ("word", "word"), "a marked shape and an invisible letter"),
]:
    print(f"PyMuPDF, PDFium, {why}: {words(content)}")
    assert words(content) == seen, f"{why}: read otherwise now"
PYTHON
