"""What a type checker is to see of the package: checked by mypy in `bindings/python/test`, never run."""

from pathlib import Path

import govdraw

picture: govdraw.Picture = govdraw.render(Path("a.md"), "poster", "pdf", theme={"base": "dark"}, fonts=[b"", "a.ttf"], paper="A3")
data: bytes = picture.data
findings: list[govdraw.Finding] = picture.findings + govdraw.lint("# T")
line: int | None = findings[0].line
why: str = govdraw.outline(b"# T")[0].why
text: str = govdraw.describe("# T", "html") + govdraw.export({"title": "T"}, "yaml") + govdraw.extract(picture)
names: list[str] = govdraw.themes()
code: int = govdraw.main(["--version"])
govdraw.render("# T", "flwo")  # type: ignore[arg-type]
