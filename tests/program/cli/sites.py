"""Builds a page with Python-Markdown and the extensions of MkDocs' themes, or with MyST, and prints its HTML.

Arguments: `mkdocs` or `myst`, the page.
"""

import sys

builder, page = sys.argv[1:]
with open(page, encoding="utf-8") as file:
    source = file.read()

if builder == "mkdocs":
    import markdown

    names = "admonition abbr attr_list footnotes md_in_html tables toc".split()
    more = "caret details emoji mark snippets superfences tabbed tilde".split()
    names += [f"pymdownx.{name}" for name in more]
    settings = {"pymdownx.tabbed": {"alternate_style": True}}
    print(markdown.markdown(source, extensions=names, extension_configs=settings))
else:
    from docutils.core import publish_parts
    from myst_parser.docutils_ import Parser

    settings = {"myst_enable_extensions": ["colon_fence"], "report_level": 4}
    parts = publish_parts(source, parser=Parser(), writer_name="html5", settings_overrides=settings)
    print(parts["html_body"])
