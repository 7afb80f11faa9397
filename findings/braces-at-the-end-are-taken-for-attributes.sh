#!/usr/bin/env bash
# markdown-it-attrs 5.0.1 and Python-Markdown 3.11.3's attr_list take words in braces at the end of a line off the page.
#
# Guess: braces hold attributes where they look like some (`{.wide}`, `{#board}`, `{width=50%}`); a word in braces, such
# as a placeholder to be filled in or a list of choices, is a word.
# Seen: any words do. "# Report of {year}" loses its year, a cell that ends with {board, panel} its choices, which
# become attributes of those names. attr_list does so in headings, cells, terms and right after code or bold words;
# markdown-it-attrs also at the end of paragraphs and list items. In the middle of a sentence they are kept. Nothing is
# reported.
# So: write placeholders in code or as \{year\}, or end the line with another sign.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet markdown==3.11.3
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit markdown-it@14.1.0 markdown-it-attrs@5.0.1
cat > pages.json <<'JSON'
["# Report of {year}", "# Report of {year}.", "# Report of {year} for all", "Report of {year}", "- Report of {year}",
 "Report of `x`{year}", "| Report of {year} | A |\n|--|--|\n| B | one of {board, panel} |", "# Report of \\{year\\}"]
JSON
cat > attributes.mjs <<'JS'
import { readFileSync } from 'node:fs';
import markdownIt from 'markdown-it';
import attributes from 'markdown-it-attrs';

const markdown = markdownIt().use(attributes);
console.log(JSON.stringify(JSON.parse(readFileSync('pages.json', 'utf8')).map((page) => markdown.render(page))));
JS
node attributes.mjs > attributes.json
"$work/python/bin/python" - <<'PYTHON'
import json
import re
import markdown


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("&quot;", '"').split())


pages = json.load(open("pages.json"))
for page, html, by_python, by_markdown_it in zip(
    pages,
    json.load(open("attributes.json")),
    ["Report of", "Report of {year}.", "Report of {year} for all", "Report of {year}", "Report of {year}", "Report of x",
     "Report of A B one of", "Report of {year}"],
    ["Report of", "Report of {year}.", "Report of {year} for all", "Report of", "Report of", "Report of x",
     "Report of A B one of", "Report of {year}"],
):
    seen = words(markdown.markdown(page, extensions=["attr_list", "tables"])), words(html)
    print(f"{page!r}: {seen[0]!r} by Python-Markdown 3.11.3, {seen[1]!r} by markdown-it-attrs 5.0.1")
    assert seen == (by_python, by_markdown_it), "braces are read otherwise now"
PYTHON
