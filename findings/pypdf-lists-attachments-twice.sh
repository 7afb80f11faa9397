#!/usr/bin/env bash
# pypdf 7.1.1 lists an attached file twice where its key in the file's list differs from its file name.
#
# Guess: `attachments` has an entry for each attached file, under one of its two names.
# Seen: a file that PyMuPDF 2.0 embedded under the key "model" as "model.json" is there as "model" and as "model.json".
# pikepdf 10.18.0 finds one. A file whose key is its file name is listed once.
# So: count files with `attachment_list`, and give files their file name for a key.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypdf==7.1.1 pymupdf==2.0 pikepdf==10.18.0
"$work/python/bin/python" - <<'PYTHON'
import io
import pikepdf
import pymupdf
from pypdf import PdfReader


def names(key):
    """The names under which pypdf and pikepdf find one attached file, and how many files pypdf counts."""
    document = pymupdf.open()
    document.new_page()
    document.embfile_add(key, b"{}", filename="model.json")
    data = io.BytesIO(document.tobytes())
    reader = PdfReader(data)
    with pikepdf.open(data) as pdf:
        return list(reader.attachments), list(pdf.attachments), len(list(reader.attachment_list))


same, other = names("model.json"), names("model")
print("key is the file name:", same)
print("key is another name: ", other)
assert same == (["model.json"], ["model.json"], 1), "a file with one name is listed otherwise"
assert other == (["model", "model.json"], ["model"], 1), "a file with two names is listed otherwise now"
PYTHON
