# Takes the words out of a PDF with programs that share no code; prints them as JSON by the programs' names. Arguments: the
# PDF, and then names and commands, two by two, that print its text.
import json
import subprocess
import sys

import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

path = sys.argv[1]
words = {
    "pypdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
    "pdfminer": extract_text(path),
    "PDFium": "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)),
}
for name, command in zip(sys.argv[2::2], sys.argv[3::2]):
    ran = subprocess.run(json.loads(command), capture_output=True, check=True)
    words[name] = ran.stdout.decode("utf-8")
print(json.dumps(words))
