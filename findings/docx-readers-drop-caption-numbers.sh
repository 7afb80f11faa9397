#!/usr/bin/env bash
# mammoth 1.13.0 and pandoc 3.9 drop the number in a caption of a DOCX file where its field is written the short way.
#
# Guess: the words that stand in a document are read whichever way their field is written; "Figure 3: Bodies" is that.
# Seen: a field in its long form (w:fldChar) is read. In the short form (w:fldSimple), which word processors write too,
# its result is dropped: "Figure : Bodies". So are whole words that stand in a run of a fixed direction (w:bdo, w:dir)
# or under a reading aid (w:ruby).
# So: unwrap these elements before reading, or count the words afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mammoth==1.13.0 pypandoc-binary==1.17 python-docx==1.2.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(inner):
    return f"<w:r>{inner}</w:r>"


def mark(kind):
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


BEFORE = run('<w:t xml:space="preserve">Figure </w:t>')
TEXT = run("<w:t>3</w:t>")
LONG = mark("begin") + run("<w:instrText> SEQ Figure </w:instrText>") + mark("separate") + TEXT + mark("end")
RUBY = run(f"<w:ruby><w:rubyPr/><w:rt>{run('<w:t>x</w:t>')}</w:rt><w:rubyBase>{TEXT}</w:rubyBase></w:ruby>")
for name, inner, kept in [
    ("plain", TEXT, True),
    ("long field", LONG, True),
    ("short field", f'<w:fldSimple w:instr=" SEQ Figure ">{TEXT}</w:fldSimple>', False),
    ("fixed direction", f'<w:bdo w:val="ltr">{TEXT}</w:bdo>', False),
    ("embedded direction", f'<w:dir w:val="ltr">{TEXT}</w:dir>', False),
    ("reading aid", RUBY, False),
]:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{BEFORE}{inner}{run('<w:t>: Bodies</w:t>')}</w:p>"))
    document.save("page.docx")
    with open("page.docx", "rb") as file:
        found = mammoth.extract_raw_text(file).value.strip()
    other = pypandoc.convert_file("page.docx", "plain").strip()
    print(f"{name}: mammoth 1.13.0 {found!r}, pandoc {pypandoc.get_pandoc_version()} {other!r}")
    seen = "Figure 3: Bodies" if kept else "Figure : Bodies"
    assert found == other == seen, f"{name}: read otherwise now"
PYTHON
