#!/usr/bin/env bash
# pandoc 3.9 reads a paragraph of a DOCX file that anchors a text box as the box alone, and drops its own words.
#
# Guess: the words of the paragraph and those of the box are both kept, in some order.
# Seen: a box with the older form of itself beside it (VML, as word processors write it for old readers) takes the place
# of the whole paragraph: what stands before and after it is gone, without a warning. Where the box is in the newer form
# only, the paragraph is kept and the box is gone. mammoth 1.13.0 keeps both in the first case.
# So: anchor drawn boxes in paragraphs of their own, and count the words after a conversion.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pypandoc-binary==1.17 python-docx==1.2.0 mammoth==1.13.0
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WORDS = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
NEW = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="900000" cy="300000"/>'
    f'<wp:docPr id="9" name="Box"/><a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
    f"<wps:txbx>{WORDS}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD = f'<w:pict><v:shape style="width:70pt;height:24pt"><v:textbox>{WORDS}</v:textbox></v:shape></w:pict>'


def words(middle):
    """The words that pandoc and mammoth find of a paragraph with this between "before" and "after"."""
    document = docx.Document()
    document.add_paragraph("first")
    paragraph = document.add_paragraph("before ")
    run = (
        f'<w:r xmlns:w="{W}" xmlns:wps="{SHAPE}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{middle}</w:r>'
    )
    paragraph._p.append(parse_xml(run))
    paragraph.add_run(" after")
    document.save("page.docx")
    with open("page.docx", "rb") as file:
        other = mammoth.extract_raw_text(file).value
    return pypandoc.convert_file("page.docx", "plain").split(), other.split()


def choice(fallback):
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW}</mc:Choice>{fallback}</mc:AlternateContent>'


for name, middle, pandoc, other in [
    ("no box", "<w:t>and</w:t>", "first before and after", "first before and after"),
    ("box in both forms", choice(f"<mc:Fallback>{OLD}</mc:Fallback>"), "first boxed", "first before after boxed"),
    ("box in the newer form", choice(""), "first before after", "first before after"),
]:
    found = words(middle)
    print(f"{name}: pandoc {pypandoc.get_pandoc_version()} {found[0]}, mammoth 1.13.0 {found[1]}")
    assert found == (pandoc.split(), other.split()), f"{name}: read otherwise now"
PYTHON
