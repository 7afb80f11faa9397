#!/usr/bin/env bash
# mkdocs-print-site-plugin 2.9 renames links within an inline SVG, but not what they lead to, nor the ids of two pages.
#
# Guess: on the page that holds all pages, ids are made unique, in pictures too, and all that refers to them follows.
# Seen: headings' ids and the links to them get the page's name in front. Within a picture the link's `#panel` becomes
# `#index-panel`, while the box keeps its id `panel`, so that the link leads nowhere. The ids of gradients stay, so that
# two pages' pictures with a gradient "shade" (as one program writes them all) have the first one's colours both.
# So: refer to pictures with ![](), or give each picture ids of its own and no links within it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mkdocs==1.6.1 markdown==3.11.3 mkdocs-print-site-plugin==2.9
cd "$work"
mkdir docs
cat > mkdocs.yml <<'YAML'
site_name: Bodies
plugins: [print-site]
YAML
for page in index:red other:blue; do
  cat > "docs/${page%:*}.md" <<MD
# Board

See [the panel](#panel-members).

<figure><svg viewBox="0 0 30 40"><linearGradient id="shade"><stop stop-color="${page#*:}"/></linearGradient>
<a href="#panel"><text>Panel</text></a><rect id="panel" fill="url(#shade)" width="9" height="9"/></svg></figure>

## Panel members
MD
done
python/bin/mkdocs build --quiet --strict
python/bin/python - <<'PYTHON'
import re

page = open("site/print_page/index.html").read()
links = re.findall(r'<a href="#([\w-]+)">(?:the panel|<text>)', page)
ids = re.findall(r'<(h2|rect|linearGradient) id="([\w-]+)"', page)
print(f"mkdocs-print-site-plugin 2.9: links {links}, ids {ids}")
assert links == ["index-panel-members", "index-panel", "other-panel-members", "other-panel"], "links are others now"
assert [one for name, one in ids if name == "h2"] == ["index-panel-members", "other-panel-members"]
assert [one for name, one in ids if name == "rect"] == ["panel", "panel"], "ids of shapes are made unique now"
assert [one for name, one in ids if name == "linearGradient"] == ["shade", "shade"], "gradients are told apart now"
PYTHON
