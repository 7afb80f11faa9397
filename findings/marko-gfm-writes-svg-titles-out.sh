#!/usr/bin/env bash
# marko 2.2.4 in GitHub's flavour turns the <title> and the <style> of a picture in a page into visible text.
#
# Guess: a picture that is written into a page is raw HTML and left as it is, in either flavour.
# Seen: in CommonMark it is. In GitHub's flavour the format's filter for tags that may not stand in a page counts within
# pictures too, where <title> is the picture's name: its opening tag is escaped, so that the name and the rules are
# drawn as text of the page, the picture ends there for an HTML parser, and it has neither a name nor colours.
# So: refer to pictures with ![](), or render with `marko.Markdown(extensions=["toc"])` and the like, without `gfm`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet marko==2.2.4 html5lib==1.1
"$work/python/bin/python" - <<'PYTHON'
import html5lib
import marko
from marko.ext.gfm import gfm

SVG = "{http://www.w3.org/2000/svg}"
PAGE = """<figure>
<svg viewBox="0 0 9 9">
<title>Bodies</title>
<style>.a{fill:red}</style>
<rect class="a"/>
</svg>
</figure>
"""


def parts(html):
    """The names of the elements in the picture, and the words on the page outside its title and its rules."""
    tree = html5lib.parse(html)
    picture = tree.find(f".//{SVG}svg")
    named = [element.tag.removeprefix(SVG) for element in picture.iter()]
    loose = "".join(t for e in picture.iter() if e.tag not in (f"{SVG}title", f"{SVG}style") for t in [e.text or ""])
    return named, loose.split()


plain, github = parts(marko.convert(PAGE)), parts(gfm(PAGE))
print("marko 2.2.4, CommonMark:", plain)
print("marko 2.2.4, GitHub's:  ", github)
assert plain == (["svg", "title", "style", "rect"], []), "pictures are touched in CommonMark"
assert "title" not in github[0] and "<title>Bodies" in github[1], "pictures keep their titles in GitHub's flavour now"
assert "style" not in github[0], "pictures keep their rules in GitHub's flavour now"
PYTHON
