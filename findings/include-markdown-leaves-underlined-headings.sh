#!/usr/bin/env bash
# mkdocs-include-markdown-plugin 7.3.0 moves down headings with # only, and rewrites links that are shown as code.
#
# Guess: `heading-offset=1` puts all headings of an included page one level down; addresses of links and pictures are
# rewritten for the place where the page is included, and code is left as it is.
# Seen: a heading underlined with === stays where it was, so that of two chapters side by side, "# Board" becomes a
# second level and "Panel / =====" stays first, above the page that includes it. `[rules](rules.md)` as code within a
# line or in an indented block is rewritten to sub/rules.md; in a fenced block it is not. The <image href> of an SVG
# within the page is not rewritten though <img src> is, so the picture in it is missing.
# So: write headings with #, examples in fences, and links in Markdown.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mkdocs==1.6.1 markdown==3.11.3 mkdocs-include-markdown-plugin==7.3.0
mkdir -p "$work/docs/sub" "$work/theme"
cd "$work"
echo '{{ page.content }}' > theme/main.html
printf 'site_name: Site\nplugins: [include-markdown]\ntheme: {name: null, custom_dir: theme}\n' > mkdocs.yml
printf '# Top\n\n{%% include-markdown "sub/part.md" heading-offset=1 %%}\n' > docs/index.md
echo '# Rules' > docs/sub/rules.md
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' > docs/sub/plan.svg
cat > docs/sub/part.md <<'MARKDOWN'
# Board

Panel
=====

See [rules](rules.md), <img src="plan.svg">, written `[rules](rules.md)`.

    indented [rules](rules.md)

```
fenced [rules](rules.md)
```

<svg><image href="plan.svg"/></svg>
MARKDOWN
"$work/python/bin/mkdocs" build --quiet
cat site/index.html
"$work/python/bin/python" - <<'PYTHON'
from pathlib import Path

page = Path("site/index.html").read_text()
for right in ('<h2 id="board">', 'href="sub/rules/"', '<img src="sub/plan.svg">', "fenced [rules](rules.md)"):
    assert right in page, f"{right} is not there"
assert '<h1 id="panel">' in page, "underlined headings are moved now"
assert "<code>[rules](sub/rules.md)</code>" in page, "code within a line is left alone now"
assert "indented [rules](sub/rules.md)" in page, "indented code is left alone now"
assert '<image href="plan.svg"/>' in page, "the addresses of an SVG's pictures are rewritten now"
PYTHON
