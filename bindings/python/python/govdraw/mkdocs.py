"""A plugin for MkDocs (Material too): it fills what pages keep between govdraw's markers as the site is built.

    # mkdocs.yml
    plugins:
      - search
      - govdraw

Pages are not changed. Pictures that they show are drawn beside them where they are stale, as `govdraw sync` draws them, and MkDocs
publishes them as it does any other file; while it serves, a picture that is in step is not written, so that it builds once more and rests.
"""

from __future__ import annotations

import os
import posixpath
from typing import Any, Optional

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.utils import is_markdown_file

from . import Finding, _govdraw

log = get_plugin_logger(__name__)


class GovdrawConfig(base.Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """What mkdocs.yml may say below `- govdraw:`."""

    config = config_options.Optional(config_options.File(exists=True))
    """govdraw.toml, where it is neither beside mkdocs.yml nor above it."""


class GovdrawPlugin(BasePlugin[GovdrawConfig]):  # type: ignore[no-untyped-call]
    """The plugin's run over a site."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def on_pre_build(self, *, config: Any) -> None:
        """Brings every page's pictures up to date before MkDocs looks which files there are."""
        folder = os.path.dirname(config.config_file_path) if config.config_file_path else os.getcwd()
        pages = []
        for path in _pages(config.docs_dir):
            with open(path, encoding="utf-8-sig", errors="replace") as file:
                pages.append((path, file.read(), _built(path, config)))
        texts, rows, written = _govdraw.fill(folder, self.config.config, pages)
        for picture in written:
            log.info("wrote %s", os.path.relpath(picture))
        findings = [Finding(*row) for row in rows]
        for finding in findings:
            # an error ends the build below: an old picture is not published as if it were the page's
            level = {"error": log.error, "warning": log.warning, "note": log.info}[finding.severity]
            level("%s", finding)
        errors = sum(finding.severity == "error" for finding in findings)
        if errors:
            raise PluginError(f"govdraw found {errors} error{'s' if errors > 1 else ''}, named above")
        filled = ((path, text) for (path, _, _), text in zip(pages, texts) if text is not None)
        self.texts = {os.path.realpath(path): _govdraw.lift(text) for path, text in filled}

    def on_page_read_source(self, *, page: Any, config: Any) -> Optional[str]:
        """Gives a page's text with its regions filled."""
        path = page.file.abs_src_path
        return self.texts.get(os.path.realpath(path)) if path else None

    def on_serve(self, server: Any, *, config: Any, builder: Any) -> Any:
        """Has a save of govdraw.toml build the site anew."""
        folder = os.path.dirname(config.config_file_path) if config.config_file_path else os.getcwd()
        path = self.config.config or os.path.join(folder, "govdraw.toml")
        if os.path.isfile(path):
            server.watch(path)
        return server


def _pages(docs: str) -> list[str]:
    """The Markdown files below a folder, in the order of their paths."""
    found = []
    for folder, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(folder, name) for name in names if is_markdown_file(name)]
    return sorted(found)


def _built(path: str, config: Any) -> Optional[str]:
    """The folder in which a page stands on the site, where that is a folder of its own: `a.md` is built as `a/index.html`."""
    name = posixpath.splitext(os.path.basename(path))[0]
    if not config.use_directory_urls or name.lower() in ("index", "readme"):
        return None
    return os.path.join(os.path.dirname(path), name)
