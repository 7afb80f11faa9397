"""Draws governance pages: the simple visual, the flow chart and the poster of a page, as SVG, PNG and PDF.

    import govdraw
    from pathlib import Path

    picture = govdraw.render(Path("governance.md"), style="poster")
    picture.save("governance-poster.svg")
    print(picture.alt, picture.findings)

A page is a `str` or `bytes` with its text, a mapping with its model, or a path (`pathlib.Path`) of its file. A page that cannot be
drawn raises `GovdrawError`, which holds every finding with its line, its column and a way out. Python's lock is released while pages
are read, laid out and drawn.
"""

from __future__ import annotations

import os

from . import _govdraw
from ._govdraw import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Literal, Optional, TypeVar, Union

    Made = TypeVar("Made")

    Page = Union[str, bytes, os.PathLike[str], Mapping[str, Any]]
    Theme = Union[str, bytes, os.PathLike[str], Mapping[str, Any]]
    Font = Union[bytes, str, os.PathLike[str]]
    Files = Union[Mapping[str, Union[bytes, os.PathLike[str]]], Callable[[str], bytes], str, os.PathLike[str]]
    Style = Literal["simple", "flow", "poster"]
    Format = Literal["svg", "png", "pdf"]

__all__ = [
    "Entry",
    "Finding",
    "GovdrawError",
    "Outline",
    "Picture",
    "__version__",
    "describe",
    "export",
    "extract",
    "icons",
    "lint",
    "main",
    "outline",
    "render",
    "schema",
    "themes",
]


class _Record:
    """Values by names, compared and shown by them."""

    __slots__: tuple[str, ...] = ()

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        values = (f"{name}={value!r}" for name, value in zip(self.__slots__, self._values()) if value is not None)
        return f"{type(self).__name__}({', '.join(values)})"


class Finding(_Record):
    """Something to say of a page: what is wrong, where, and what to do about it.

    `code` is a stable name, `severity` is `"error"`, `"warning"` or `"note"`. Lines and columns start at 1, columns count characters,
    and `end_column` is one past the last; all four are `None` for what is about no place.
    """

    __slots__ = ("code", "severity", "message", "hint", "file", "line", "column", "end_line", "end_column")

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    hint: Optional[str]
    file: Optional[str]
    line: Optional[int]
    column: Optional[int]
    end_line: Optional[int]
    end_column: Optional[int]

    def __init__(
        self,
        code: str,
        severity: Literal["error", "warning", "note"],
        message: str,
        hint: Optional[str] = None,
        file: Optional[str] = None,
        place: Optional[tuple[int, int, int, int]] = None,
    ) -> None:
        self.code = code
        self.severity = severity
        self.message = message
        self.hint = hint
        self.file = file
        self.line, self.column, self.end_line, self.end_column = place or (None, None, None, None)

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}:" if self.line is not None else ""
        where = f"{self.file}:{place} " if self.file is not None else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.severity}: {self.message}{hint}"


class GovdrawError(Exception):
    """What was asked for cannot be made; `findings` say why, at least one of them an error."""

    findings: list[Finding]

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[GovdrawError], tuple[list[Finding]]]:
        return type(self), (self.findings,)


class Picture(_Record):
    """A picture: its bytes in `data`, its alternative text in `alt`, and what should be mended of its page in `findings`."""

    __slots__ = ("style", "format", "data", "alt", "findings")

    style: Style
    format: Format
    data: bytes
    alt: str
    findings: list[Finding]

    def __init__(self, style: Style, format: Format, data: bytes, alt: str, findings: list[Finding]) -> None:
        self.style = style
        self.format = format
        self.data = data
        self.alt = alt
        self.findings = findings

    @property
    def svg(self) -> str:
        """The SVG as text."""
        if self.format != "svg":
            raise ValueError(f"the picture is a {self.format.upper()} and has no SVG: ask for format='svg'")
        return self.data.decode()

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Write the picture into a file."""
        with open(path, "wb") as file:
            file.write(self.data)

    def __bytes__(self) -> bytes:
        return self.data

    def __repr__(self) -> str:
        return f"<Picture {self.style} {self.format}, {len(self.data)} bytes>"

    def __hash__(self) -> int:
        return hash((self.style, self.format, self.data))

    # notebooks show these
    def _repr_svg_(self) -> Optional[str]:
        return self.svg if self.format == "svg" else None

    def _repr_png_(self) -> Optional[bytes]:
        return self.data if self.format == "png" else None


class Entry(_Record):
    """What a part of a page was read as: the line that it starts in, its first words, and why."""

    __slots__ = ("line", "read_as", "words", "why")

    line: int
    read_as: str
    words: str
    why: str

    def __init__(self, line: int, read_as: str, words: str, why: str) -> None:
        self.line = line
        self.read_as = read_as
        self.words = words
        self.why = why


class Outline(list):  # type: ignore[type-arg]
    """How a page was read, part by part; `findings` has what there is to say of it, errors too."""

    findings: list[Finding]


def render(
    page: Page,
    style: Style = "flow",
    format: Format = "svg",
    *,
    name: Optional[str] = None,
    files: Optional[Files] = None,
    theme: Optional[Theme] = None,
    fonts: Iterable[Font] = (),
    **options: Any,
) -> Picture:
    """Draw one picture of a page.

    `style` is `"simple"`, `"flow"` or `"poster"`; `format` is `"svg"`, `"png"` or `"pdf"`.

    `name` is what findings call a page that is no file; its ending says what the page is written in (`.md`, `.json`, `.yaml`).
    `files` gives the icons, the logo and the theme's file that the page names: a mapping of names to bytes or paths, a folder, or a
    function of a name. A page that is a file has those beside it.
    `theme` is a built-in one's name (`themes()`), or one of your own: a path, bytes, or a mapping. What a theme's file names is read from
    beside it, and else from `files`.
    `fonts` are paths or bytes of fonts for characters that the bundled ones lack.

    Further options are those of `govdraw render`, with `_` for `-`: `lang`, `level_heading`, `settings`, `role`, `paper`, `orientation`,
    `aspect`, `layout_width`, `direction`, `effort`, `split`, `color_scheme`, `provenance`; for an SVG `text`, `id`, `inline`,
    `link_target`; for a PNG `scale`, `width`, `dpi`; for a PDF `bleed`.

    Raises `GovdrawError` where it cannot be drawn.
    """
    options.update(style=style, format=format)
    asked = _asked(page, name, files, theme, fonts, options)
    (data, alt), findings = _result(_govdraw.render(asked))
    return Picture(style, format, data, alt, findings)


def lint(
    page: Page,
    *,
    name: Optional[str] = None,
    files: Optional[Files] = None,
    theme: Optional[Theme] = None,
    fonts: Iterable[Font] = (),
    **options: Any,
) -> list[Finding]:
    """List what should be mended of a page: what reading it, checking it and laying it out in every style has to say.

    Takes the options of `render`. A page's errors are findings as any other; `GovdrawError` is raised for options, a theme or a font that
    cannot be used.
    """
    return _result(_govdraw.lint(_asked(page, name, files, theme, fonts, options)))[1]


def outline(page: Page, *, name: Optional[str] = None, **options: Any) -> Outline:
    """Say what each part of a page was read as, and why; of a page that cannot be drawn as well."""
    import json

    text, findings = _result(_govdraw.outline(_asked(page, name, None, None, (), options)))
    entries = Outline(Entry(**entry) for entry in json.loads(text))
    entries.findings = findings
    return entries


def describe(
    page: Page,
    to: Literal["markdown", "html", "plain"] = "markdown",
    *,
    alt: Optional[Style] = None,
    name: Optional[str] = None,
    **options: Any,
) -> str:
    """Write the text version of a page, or with `alt` the alternative text of that style's picture.

    Takes `role`, and the options by which a page is read: `lang`, `level_heading`, `settings`.
    """
    return _result(_govdraw.describe(_asked(page, name, None, None, (), options), to, alt))[0]


def export(
    page: Page,
    to: Literal["json", "yaml", "csv", "mermaid", "d2", "dot"] = "json",
    *,
    name: Optional[str] = None,
    **options: Any,
) -> str:
    """Write the model of a page as data, of which `json` and `yaml` can be drawn again, or as a chart for another tool."""
    return _result(_govdraw.export(_asked(page, name, None, None, (), options), to))[0]


def extract(picture: Union[Picture, bytes, os.PathLike[str]]) -> str:
    """Read the model out of a picture that govdraw drew, as `export` writes JSON."""
    data = picture.data if isinstance(picture, Picture) else _bytes(picture)
    return _result(_govdraw.extract(data))[0]


def schema(of: Literal["page", "theme", "config"] = "page") -> str:
    """The JSON Schema of a page written as data, of a theme, or of `govdraw.toml`."""
    return _result(_govdraw.schema(of))[0]


def themes() -> list[str]:
    """The names of the built-in themes."""
    return _govdraw.themes()


def icons() -> list[str]:
    """The names of the built-in icons."""
    return _govdraw.icons()


def main(arguments: Iterable[str]) -> int:
    """Run the whole program, as `govdraw ARGUMENTS…` does, on this process's files and streams, and return its exit code."""
    return _govdraw.run(["govdraw", *arguments])


def _result(told: tuple[Optional[Made], list[_govdraw.Row]]) -> tuple[Made, list[Finding]]:
    made, rows = told
    findings = [Finding(*row) for row in rows]
    if made is None:
        raise GovdrawError(findings)
    return made, findings


def _asked(
    page: Page,
    name: Optional[str],
    files: Optional[Files],
    theme: Optional[Theme],
    fonts: Iterable[Font],
    options: dict[str, Any],
) -> _govdraw.Asked:
    import json

    folder = None
    if isinstance(page, str):
        if "\n" not in page and page.lower().endswith((".md", ".markdown", ".json", ".yaml", ".yml")):
            hint = f"write pathlib.Path({page!r})"
            raise GovdrawError([Finding("usage", "error", "a str is a page's text, and this is a file's name", hint)])
        data = page.encode()
    elif isinstance(page, (bytes, bytearray, memoryview)):
        data = bytes(page)
    elif hasattr(page, "__fspath__"):
        data = _bytes(page)
        path = os.fspath(page)
        folder = os.path.dirname(path) or "."
        name = name or path
    elif hasattr(page, "keys"):
        data = json.dumps(dict(page)).encode()
        name = name or "page.json"
    else:
        raise TypeError(f"a page is str, bytes, a path or a mapping, and not {type(page).__name__}")
    own_theme, theme_folder = None, None
    if isinstance(theme, str):
        options["theme"] = theme
    elif isinstance(theme, (bytes, bytearray, memoryview)):
        own_theme = ("theme", bytes(theme))
    elif hasattr(theme, "__fspath__"):
        path = os.fspath(theme)  # type: ignore[arg-type]
        own_theme, theme_folder = (path, _bytes(theme)), os.path.dirname(path) or "."
    elif theme is not None:
        own_theme = ("theme.json", json.dumps(dict(theme)).encode())
    named = [
        (f"font {at}", bytes(font)) if isinstance(font, (bytes, bytearray, memoryview)) else (os.fspath(font), _bytes(font))
        for at, font in enumerate(fonts, 1)
    ]

    def load(beside: str, file: str) -> Union[bytes, str]:
        given = _given(files, file)
        if given is not None:
            return given
        place = folder if beside == "page" else theme_folder
        return "no file of this name was given: see `files`" if place is None else _beside(place, file)

    options = {key: value for key, value in options.items() if value is not None}
    return name or "page.md", data, json.dumps(options), own_theme, named, load


def _given(files: Optional[Files], name: str) -> Union[bytes, str, None]:
    """What the caller gave as a file of this name, or why it cannot be had; `None` where nothing was given."""
    if files is None:
        return None
    if isinstance(files, str) or hasattr(files, "__fspath__"):
        return _beside(os.fspath(files), name)
    if callable(files):
        return files(name)
    given = files.get(name)
    return given if given is None or isinstance(given, bytes) else _bytes(given)


def _beside(folder: str, name: str) -> Union[bytes, str]:
    """A file beside or below a folder, which no name and no link leads out of; or why it cannot be had."""
    parts = name.split("/")
    if ".." in parts or not parts[0] or "\\" in name or ":" in name:
        return "it leads out of the folder"
    root = os.path.realpath(folder)
    path = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath([root, path]) != root:
        return "it leads out of the folder"
    try:
        return _bytes(path)
    except OSError as error:
        return f"it cannot be read: {error.strerror}"


def _bytes(source: Any) -> bytes:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    with open(source, "rb") as file:
        return file.read()
