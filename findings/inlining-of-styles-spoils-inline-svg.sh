#!/usr/bin/env bash
# css-inline 0.24.0, premailer 3.10.0 and juice 11.1.1, which write a page's rules into its elements for mail, each
# spoil an SVG in the page.
#
# Guess: a rule in a picture's own <style> is written into the picture's elements, as one in the page's <style> is, or
# is left where it stands; all else in the picture stays.
# Seen: css-inline writes the page's rules into the picture, and deletes the picture's own sheet without applying it:
# all is black. premailer writes viewBox and <linearGradient> in lower case, so that size and gradients mean nothing.
# juice takes an empty <title/> for one that is still open, and all shapes after it for its content. Nothing is
# reported.
# So: refer to pictures by <img>, or set their colours as attributes, their names in full and no empty elements.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet css-inline==0.24.0 premailer==3.10.0
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit juice@11.1.1
cat > page.html <<'HTML'
<html><head><style>p { color: teal }</style></head><body><p>Bodies</p>
<svg viewBox="0 0 30 40"><style>.box { fill: red }</style><linearGradient id="shade"/><title/><rect class="box"/></svg>
</body></html>
HTML
cat > inline.cjs <<'JS'
const { readFileSync } = require('fs');
const juice = require('juice');
console.log((juice.default ?? juice)(readFileSync('page.html', 'utf8')));
JS
node inline.cjs > juice.html
"$work/python/bin/python" - <<'PYTHON'
import logging
import css_inline
import premailer

logging.disable()
page = open("page.html").read()
made = {
    "css-inline 0.24.0": css_inline.inline(page),
    "premailer 3.10.0": premailer.transform(page),
    "juice 11.1.1": open("juice.html").read(),
}
for name, sheet, names, order in [
    ("css-inline 0.24.0", False, True, True),
    ("premailer 3.10.0", True, False, True),
    ("juice 11.1.1", True, True, False),
]:
    html = made[name].replace(" ", "")
    assert '<pstyle="color:teal' in html, f"{name} no longer writes the page's rules into its elements"
    seen = "fill:red" in html, "viewBox" in html and "<linearGradient" in html, "<title></title>" in html
    print(f"{name}: the picture's rule is there: {seen[0]}, its names: {seen[1]}, its title is empty: {seen[2]}")
    assert seen == (sheet, names, order), f"{name} treats pictures otherwise now"
PYTHON
