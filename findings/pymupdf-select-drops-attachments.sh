#!/usr/bin/env bash
# PyMuPDF 2.0 drops a file's attachments, page labels and language when pages are put in order with `select`.
#
# Guess: `select` turns the list of pages and touches nothing else of the file, like `move_page`, which makes the same
# order.
# Seen: outline and links are kept, but attached files, the names of the pages, the language and the mark that the file
# is tagged are gone. `move_page` keeps all of them.
# So: move pages one by one, or add again what belongs to the file.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pymupdf==2.0 pikepdf==10.18.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pikepdf
import pymupdf
from pikepdf import Dictionary, Name


def sample():
    """A file of two pages with a label each, an attachment, a language and an outline."""
    pdf = pikepdf.new()
    for width in (200, 300):
        pdf.add_blank_page(page_size=(width, 100))
    pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D)])
    pdf.Root.Lang = "en"
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.attachments["model.json"] = pikepdf.AttachedFileSpec(pdf, b"{}")
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def kept(change):
    """The widths of the pages and what the file holds after a change."""
    document = pymupdf.open(stream=sample())
    change(document)
    with pikepdf.open(io.BytesIO(document.tobytes())) as pdf:
        held = [name for name in ("/Lang", "/MarkInfo", "/Outlines", "/PageLabels") if name in pdf.Root]
        return [int(page.mediabox[2]) for page in pdf.pages], held + list(pdf.attachments)


moved = kept(lambda document: document.move_page(1, 0))
chosen = kept(lambda document: document.select([1, 0]))
print("PyMuPDF 2.0, moved:", moved)
print("PyMuPDF 2.0, selected:", chosen)
assert moved == ([300, 200], ["/Lang", "/MarkInfo", "/Outlines", "/PageLabels", "model.json"]), "moving keeps less now"
assert chosen == ([300, 200], ["/Outlines"]), "selecting keeps more now"
PYTHON
