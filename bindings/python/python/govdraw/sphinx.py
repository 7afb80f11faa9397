"""An extension for Sphinx: a directive that draws a page, and what pages in MyST keep between govdraw's markers.

    # conf.py
    extensions = ["myst_parser", "govdraw.sphinx"]

In reStructuredText, and in MyST as a fenced directive:

    .. govdraw:: governance.md
       :style: poster
       :theme: govuk

`:as: inline` puts the SVG itself into the page, whose text readers can select and search; `:text:` puts the text version below. Markers
on a page of Markdown are filled as `govdraw sync` fills them, and the page itself is not changed.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Optional

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import govdraw

from . import Finding, GovdrawError, _govdraw

log = logging.getLogger(__name__)

_DRAWING = (
    "lang",
    "level_heading",
    "theme",
    "role",
    "paper",
    "orientation",
    "aspect",
    "layout_width",
    "direction",
    "effort",
    "color_scheme",
    "provenance",
    "link_target",
)
"""Options of the directive that are options of `govdraw.render`."""


class GovdrawDirective(SphinxDirective):
    """`govdraw`: a picture of a page, which is named as other files are: from the document's folder, or with `/` from the source's."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "style": lambda word: directives.choice(word, ("simple", "flow", "poster")),
        "as": lambda word: directives.choice(word, ("image", "inline")),
        "text": directives.flag,
        "alt": directives.unchanged,
        "class": directives.class_option,
        "name": directives.unchanged,
        "align": lambda word: directives.choice(word, ("left", "center", "right")),
        "width": directives.length_or_percentage_or_unitless,
        **{name.replace("_", "-"): directives.unchanged_required for name in _DRAWING},
    }

    def run(self) -> list[nodes.Node]:
        """The picture, and the text version where it is asked for."""
        rel, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(rel)
        style = self.options.get("style", "flow")
        options: dict[str, Any] = {
            name: self.options[name.replace("_", "-")] for name in _DRAWING if name.replace("_", "-") in self.options
        }
        if "level_heading" in options:
            options["level_heading"] = directives.nonnegative_int(options["level_heading"])
        theme = options.get("theme")
        if theme is not None and theme not in govdraw.themes():
            theme_rel, theme_path = self.env.relfn2path(theme)
            self.env.note_dependency(theme_rel)
            options["theme"] = Path(theme_path)
        try:
            page = Path(path)
            picture = govdraw.render(page, style, "svg", **options)
            self._tell(picture.findings)
            out: list[nodes.Node] = []
            if self.options.get("as") == "inline":
                inlined = nodes.raw("", f"\n{picture.svg}\n", format="html", classes=self.options.get("class", []))
                # what cannot hold an SVG shows the image
                other = addnodes.only(expr="not html")
                other += self._image(page, picture, options)
                out += [inlined, other]
            else:
                out.append(self._image(page, picture, options))
            if "text" in self.options:
                reading = {key: options[key] for key in ("lang", "level_heading", "role") if key in options}
                out.append(nodes.raw("", govdraw.describe(page, "html", **reading), format="html"))
        except GovdrawError as error:
            self._tell(finding for finding in error.findings if finding.severity != "error")
            raise self.error(str(GovdrawError(f for f in error.findings if f.severity == "error"))) from error
        except OSError as error:
            raise self.error(f"{self.arguments[0]} cannot be read: {error.strerror}") from error
        return out

    def _image(self, page: Path, picture: govdraw.Picture, options: dict[str, Any]) -> nodes.image:
        """An image of a file among Sphinx's own, as SVG and as PDF, of which each builder takes what it can."""
        seed = hashlib.sha256(picture.data).hexdigest()[:16]
        folder = Path(self.env.doctreedir) / "govdraw" / seed
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{page.stem}-{picture.style}.svg"
        if not file.exists():
            pdf = govdraw.render(page, picture.style, "pdf", **{**options, "link_target": None, "color_scheme": None})
            pdf.save(file.with_suffix(".pdf"))
            picture.save(file)
        base = os.path.dirname(self.env.doc2path(self.env.docname))
        uri = os.path.relpath(file.with_suffix(".*"), base).replace(os.sep, "/")
        image = nodes.image(uri=uri, alt=self.options.get("alt", picture.alt))
        for name in ("align", "width"):
            if name in self.options:
                image[name] = self.options[name]
        image["classes"] += self.options.get("class", [])
        self.add_name(image)
        return image

    def _tell(self, findings: Any) -> None:
        for finding in findings:
            _tell(finding, self.get_location())


def _tell(finding: Finding, location: Any) -> None:
    if finding.severity == "note":
        log.info("%s", finding, location=location)
    else:
        log.warning("%s", finding, location=location, type="govdraw", subtype=finding.code)


def _fill(app: Any, docname: str, content: list[str]) -> None:
    """Fills the regions of a page of Markdown as Sphinx reads it."""
    path = str(app.env.doc2path(docname))
    if not path.lower().endswith((".md", ".markdown")):
        return
    config = app.config.govdraw_config
    config = os.path.join(app.confdir, config) if config else None
    (text,), rows, written = _filled(str(app.srcdir), config, path, content[0])
    for picture in written:
        log.info("wrote %s", os.path.relpath(picture))
    findings = [Finding(*row) for row in rows]
    errors = [finding for finding in findings if finding.severity == "error"]
    for finding in findings:
        if finding.severity != "error":
            _tell(finding, (docname, finding.line))
    if errors:
        # an old picture is not published as if it were the page's
        raise ExtensionError("\n".join(str(finding) for finding in errors), modname="govdraw.sphinx")
    if text is not None:
        content[0] = _govdraw.lift(text)


def _filled(folder: str, config: Optional[str], path: str, text: str) -> Any:
    texts, rows, written = _govdraw.fill(folder, config, [(path, text, None)])
    return texts or [None], rows, written


def setup(app: Any) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_directive("govdraw", GovdrawDirective)
    app.add_config_value("govdraw_config", None, "env", [str])
    app.connect("source-read", _fill)
    return {"version": govdraw.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
