#!/usr/bin/env bash
# EbookLib 0.20 writes the names in an inline SVG in lower case, and drops a page's style sheet and its body's class.
#
# Guess: the content of an EpubHtml is an XHTML page, and goes into the book as it stands.
# Seen: it is read as HTML and written anew: `viewBox` becomes `viewbox`, <linearGradient> <lineargradient>, <clipPath>
# <clippath>, which no reader of an EPUB knows, as names in XHTML are told apart by case. So the picture loses its size
# and its fills. Of the head only the title given in Python is left, of the body neither class nor id. Nothing is
# reported. The same page as a plain EpubItem goes in untouched.
# So: add pages as epub.EpubItem with the media type application/xhtml+xml, or pictures as files of their own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet EbookLib==0.20
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import zipfile
from importlib.metadata import version
from ebooklib import epub

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Bodies</title><style>.box { fill: url(#g) }</style></head>
<body class="plate" id="bodies"><p>Who asks whom:</p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient><clipPath id="c"><path d="M0 0h9v9"/></clipPath>
</defs><rect class="box" width="20" height="10" clip-path="url(#c)"/></svg></body></html>"""
SPOILT = ["viewBox=", "<linearGradient", "<clipPath", "<style>", 'class="plate"', 'id="bodies"']
MARKS = [*SPOILT, "Who asks whom:", "<rect"]

book = epub.EpubBook()
book.set_identifier("book")
book.set_title("Book")
book.set_language("en")
page = epub.EpubHtml(title="Bodies", file_name="page.xhtml", content=PAGE)
item = epub.EpubItem(uid="i", file_name="item.xhtml", media_type="application/xhtml+xml", content=PAGE.encode())
for part in (page, item, epub.EpubNcx(), epub.EpubNav()):
    book.add_item(part)
book.spine = [page, item]
epub.write_epub("book.epub", book)
with zipfile.ZipFile("book.epub") as archive:
    as_page, as_item = (archive.read(f"EPUB/{name}.xhtml").decode() for name in ("page", "item"))
kept = [mark for mark in MARKS if mark in as_page]
print("EbookLib", version("EbookLib"), "keeps of a page:", kept)
assert all(mark in as_item for mark in MARKS), "an EpubItem is changed now"
assert kept == ["Who asks whom:", "<rect"], "an EpubHtml is changed otherwise now"
assert 'viewbox="0 0 20 10"' in as_page and "<lineargradient" in as_page, "names are written otherwise now"
PYTHON
