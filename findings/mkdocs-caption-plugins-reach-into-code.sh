#!/usr/bin/env bash
# mkdocs-caption 1.3.0 tears a block of code that has a line "Figure: ...", and img2fig 0.9.3 writes figures into code.
#
# Guess: what stands in a fenced block of code is shown as it stands, whatever plugins are there for pictures.
# Seen: with mkdocs-caption, a line "Figure: seats" (or "Table: ...") in the block ends it: a comment above it becomes a
# heading of the page, and that line and all lines below it are lost. An error is logged, and the build still succeeds.
# With mkdocs-img2fig-plugin, `![plan](plan.svg)` in code is shown as the source of a <figure>, and a picture that has a
# title gets the address `plan.svg "Title"`, which is none.
# So: keep "Figure:" and "Table:" out of examples, indented or behind other words too, and do without img2fig.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mkdocs==1.6.1 markdown==3.11.3 mkdocs-caption==1.3.0 mkdocs-img2fig-plugin==0.9.3
mkdir -p "$work/docs" "$work/theme"
cd "$work"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' > docs/plan.svg
echo '{{ page.content }}' > theme/main.html

# build PLUGIN CODE REST: makes a page with a block of CODE and the REST, and shows it.
build() {
  printf '# Bodies\n\n~~~\n# a comment\n%s\nlast line\n~~~\n\n%s\n' "$2" "$3" > docs/index.md
  {
    printf 'site_name: Site\nmarkdown_extensions: [attr_list]\ntheme: {name: null, custom_dir: theme}\n'
    printf 'plugins: [%s]\n' "$1"
  } > mkdocs.yml
  "$work/python/bin/mkdocs" build --quiet --clean 2>log
  cat site/index.html
}

wanted='# a comment'$'\n''Figure: seats'$'\n''last line'
plain=$(build '' 'Figure: seats' 'Words.')
[[ $plain == *"<pre><code>$wanted"* ]] || { echo "code is shown otherwise without plugins: $plain"; exit 1; }
harmless=$(build caption 'No figure' 'Words.')
[[ $harmless == *'<pre><code># a comment'* ]] || { echo "other code is shown otherwise: $harmless"; exit 1; }
torn=$(build caption 'Figure: seats' 'Words.')
echo "mkdocs-caption: $torn"
cat log
[[ $torn == *'<h1 id="a-comment">'* && $torn != *seats* && $torn != *'last line'* ]] || { echo 'it is kept now'; exit 1; }

figure=$(build img2fig '![plan](plan.svg)' '![Plan](plan.svg "Title")')
echo "mkdocs-img2fig-plugin: $figure"
[[ $figure == *'&lt;figure'* ]] || { echo 'img2fig leaves code alone now'; exit 1; }
[[ $figure == *'<img src="plan.svg "Title"" alt="Plan">'* ]] || { echo 'img2fig knows titles now'; exit 1; }
