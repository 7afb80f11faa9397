"""Sites that MkDocs with Material and Sphinx with MyST build with our plugins. Run by `bindings/python/test`."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "tests" / "sites" / "governance.md").read_text()
INLINE = PAGE.replace("begin flow", "begin flow as=inline").replace("poster as=img", "poster as=picture narrow=simple")
PIPELINES = (ROOT / "docs" / "pipelines.md").read_text()


def snippet(heading, language):
    """The first block of a language below a heading of the document that tells of all this."""
    section = PIPELINES.split(f"\n### {heading}\n", 1)[1].split("\n### ")[0]
    return re.search(rf"```{language}\n(.*?)```", section, re.S)[1]


class Sources(HTMLParser):
    """The addresses of a page's images, and its SVGs."""

    def __init__(self, page):
        super().__init__()
        self.page, self.sources, self.svgs, self.alts = page, [], 0, []
        self.feed(page.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "img" and "src" in attributes:
            self.sources.append(attributes["src"])
            self.alts.append(attributes.get("alt", ""))
        if tag == "source":
            self.sources.append(attributes["srcset"])
        self.svgs += tag == "svg" and "govdraw" in (attributes.get("class") or "govdraw")

    def files(self):
        """The images' files; an address that leads to none is left out."""
        of = [self.page.parent / unquote(source.split("?")[0]) for source in self.sources if "://" not in source]
        return {path.resolve().name for path in of if path.is_file()}


class Site(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())) if hasattr(self, "enterContext") else Path(tempfile.mkdtemp())

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_tool(self, *arguments, fails=False):
        arguments = [Path(sys.executable).with_name(arguments[0]), *arguments[1:]]
        ran = subprocess.run(arguments, cwd=self.folder, capture_output=True, text=True, timeout=300)
        said = ran.stdout + ran.stderr
        self.assertEqual(ran.returncode != 0, fails, said)
        return said

    def edit(self, name, old, new):
        path = self.folder / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))


class MkDocs(Site):
    def site(self):
        self.write("mkdocs.yml", "site_name: Handbook\ntheme: {name: material}\n" + snippet("MkDocs", "yaml"))
        self.write("docs/index.md", "---\nhide: [toc]\n---\n" + PAGE)
        self.write("docs/teams/rules.md", INLINE)
        self.write("docs/about.md", "# About\n\nWords.\n")

    def test_a_site_has_pictures_and_its_pages_stay(self):
        self.site()
        before = {path: path.read_bytes() for path in self.folder.rglob("*.md")}
        said = self.run_tool("mkdocs", "build", "--strict")
        self.assertIn("index-flow.svg", said)
        self.assertEqual({path: path.read_bytes() for path in before}, before)
        index = Sources(self.folder / "site/index.html")
        self.assertEqual(index.files(), {"index-flow.svg", "index-poster.svg"})
        self.assertTrue(any(alt.startswith("Flow chart of") for alt in index.alts), index.alts)
        # built as teams/rules/index.html, one folder below its pictures
        rules = Sources(self.folder / "site/teams/rules/index.html")
        self.assertEqual(rules.files(), {"rules-poster.svg", "rules-simple.svg"})
        html = (self.folder / "site/teams/rules/index.html").read_text()
        self.assertEqual(len(re.findall(r"<svg[^>]*id=\"rules-flow\"", html)), 1)
        self.assertIn("Set the goals</tspan>", html)
        self.assertTrue("<strong>Roles:</strong> Director" in html and "govdraw:begin" not in html)
        again = self.run_tool("mkdocs", "build", "--strict")
        self.assertNotIn("wrote", again)
        # where pages are no folders, images stand beside them
        self.run_tool("mkdocs", "build", "--strict", "--no-directory-urls")
        rules = Sources(self.folder / "site/teams/rules.html")
        self.assertEqual(rules.files(), {"rules-poster.svg", "rules-simple.svg"})

    def test_a_stale_picture_is_drawn_before_it_is_published(self):
        self.site()
        self.run_tool("mkdocs", "build", "--strict")
        self.edit("docs/index.md", "Holds the money", "Keeps the money")
        said = self.run_tool("mkdocs", "build", "--strict")
        self.assertTrue("wrote docs/index-poster.svg" in said and "rules" not in said, said)
        self.assertIn("Keeps", (self.folder / "site/index-poster.svg").read_text())
        picture = self.folder / "docs/index-flow.svg"
        whole = picture.read_bytes()
        picture.write_bytes(whole[: len(whole) // 2])
        self.run_tool("mkdocs", "build", "--strict")
        self.assertEqual(picture.read_bytes(), whole)
        self.assertEqual((self.folder / "site/index-flow.svg").read_bytes(), whole)

    def test_a_pages_warnings_are_the_sites(self):
        self.site()
        self.edit("docs/index.md", "### Team", "Team")
        self.run_tool("mkdocs", "build")
        said = self.run_tool("mkdocs", "build", "--strict", fails=True)
        self.assertRegex(said, r"WARNING +- +govdraw: .*docs/index\.md:\d+:1: warning: .*write `### Team`")
        self.assertIn("1 warnings in strict mode", said)

    def test_a_configuration_counts_wherever_it_is(self):
        self.site()
        self.run_tool("mkdocs", "build", "--strict")
        light = (self.folder / "docs/index-flow.svg").read_bytes()
        self.write("govdraw.toml", 'pages = ["docs/**/*.md"]\ntheme = "dark"\n')
        self.run_tool("mkdocs", "build", "--strict")
        dark = (self.folder / "docs/index-flow.svg").read_bytes()
        self.assertNotEqual(dark, light)
        (self.folder / "govdraw.toml").rename(self.folder / "pictures.toml")
        self.edit("mkdocs.yml", "- govdraw ", "- govdraw: {config: pictures.toml} ")
        self.assertNotIn("wrote", self.run_tool("mkdocs", "build", "--strict"))
        self.assertEqual((self.folder / "docs/index-flow.svg").read_bytes(), dark)

    def test_a_page_with_an_error_is_not_published(self):
        self.site()
        self.edit("docs/index.md", "| Sponsor | Team |", "| Sponsor | Nobody |")
        said = self.run_tool("mkdocs", "build", fails=True)
        self.assertRegex(said, r"docs/index\.md:\d+:13: error: nothing is named \"Nobody\"")

    @unittest.skipIf(os.name == "nt", "signals of another kind")
    def test_a_server_rests(self):
        self.site()
        mkdocs = Path(sys.executable).with_name("mkdocs")
        log = self.folder.with_suffix(".log")
        with open(log, "w") as out:
            server = subprocess.Popen(
                [mkdocs, "serve", "--dev-addr", "127.0.0.1:0"], cwd=self.folder, stdout=out, stderr=subprocess.STDOUT
            )
        try:
            builds = lambda: log.read_text().count("Documentation built")
            self.wait(lambda: builds() >= 1 and "Serving on" in log.read_text())
            rested = self.rested(builds)
            self.assertLessEqual(rested, 2, log.read_text())
            self.edit("docs/index.md", "Holds the money", "Keeps the money")
            self.wait(lambda: builds() > rested)
            self.assertLessEqual(self.rested(builds) - rested, 2, log.read_text())
            self.assertIn("Keeps", (self.folder / "docs/index-poster.svg").read_text())
        finally:
            server.terminate()
            server.wait(20)
            log.unlink()

    def wait(self, is_so):
        end = time.monotonic() + 60
        while not is_so():
            self.assertLess(time.monotonic(), end, "nothing came for a minute")
            time.sleep(0.1)

    def rested(self, count):
        """How many there are once none came for four seconds."""
        last, since = count(), time.monotonic()
        while time.monotonic() - since < 4:
            time.sleep(0.2)
            if count() != last:
                last, since = count(), time.monotonic()
        return last


class Sphinx(Site):
    def site(self):
        self.write(
            "conf.py",
            'project = "Handbook"\n' + snippet("Sphinx", "python") + 'html_theme = "furo"\n'
            'exclude_patterns = ["out", "tex", "pages", "governance.md"]\nhtml_extra_path = ["extra"]\n',
        )
        self.write("extra/readme.txt", "")
        self.write("index.md", PAGE.replace("poster as=img", "poster") + "\n```{toctree}\nrules\n```\n")
        self.write("pages/rules.md", PAGE.replace("Our governance", "The rules"))
        self.write(
            "rules.rst",
            "Rules\n=====\n\n.. govdraw:: pages/rules.md\n   :style: flow\n   :class: chart\n   :text:\n\n"
            ".. govdraw:: /pages/rules.md\n   :style: poster\n   :as: inline\n   :theme: dark\n",
        )

    def test_a_site_has_pictures_and_its_pages_stay(self):
        self.site()
        before = (self.folder / "index.md").read_bytes()
        self.run_tool("sphinx-build", "-q", "-W", ".", "out")
        self.assertEqual((self.folder / "index.md").read_bytes(), before)
        self.assertEqual(Sources(self.folder / "out/index.html").files(), {"index-flow.svg", "index-poster.svg"})
        html = (self.folder / "out/index.html").read_text()
        self.assertTrue("<strong>Roles:</strong> Director" in html and "govdraw:begin" not in html)
        rules = Sources(self.folder / "out/rules.html")
        self.assertEqual(rules.files(), {"rules-flow.svg"})
        self.assertTrue(any(alt.startswith("Flow chart of “The rules”") for alt in rules.alts), rules.alts)
        html = (self.folder / "out/rules.html").read_text()
        self.assertEqual(len(re.findall(r"<svg[^>]*id=\"rules-poster\"", html)), 1)
        self.assertIn("Holds the money", html)
        # a document is read again when the page of its picture was edited, and only then
        said = self.run_tool("sphinx-build", ".", "out")
        self.assertIn("0 added, 0 changed", said)
        self.edit("pages/rules.md", "Holds the money", "Keeps the money")
        os.utime(self.folder / "pages/rules.md", (time.time() + 2, time.time() + 2))
        self.run_tool("sphinx-build", "-q", "-W", ".", "out")
        self.assertIn("Keeps the money", (self.folder / "out/rules.html").read_text())
        # a builder that shows no SVG is given a PDF
        self.run_tool("sphinx-build", "-q", "-b", "latex", ".", "tex")
        tex = next(path for path in (self.folder / "tex").glob("*.tex") if "rules" in path.read_text())
        self.assertTrue({"rules-flow", "rules-poster"} <= set(re.findall(r"rules-(?:flow|poster)", tex.read_text())), tex)
        self.assertTrue((self.folder / "tex/rules-flow.pdf").is_file())

    def test_the_directive_takes_what_is_documented(self):
        self.site()
        self.write("governance.md", PAGE)
        options = (
            "   :alt: Who decides\n   :class: wide\n   :width: 50%\n   :align: center\n   :name: chart\n   :role: Developer\n"
            "   :direction: right\n   :layout-width: 900\n   :color-scheme: auto\n"
        )
        self.write("rules.rst", "Rules\n=====\n\n" + snippet("Sphinx", "rst") + "\n.. govdraw:: governance.md\n" + options)
        self.write("more.md", "---\norphan: true\n---\n# More\n\n```{govdraw} governance.md\n:style: simple\n```\n")
        self.run_tool("sphinx-build", "-q", "-W", "-j", "2", ".", "out")
        rules = Sources(self.folder / "out/rules.html")
        self.assertEqual(rules.files(), {"governance-poster.svg", "governance-flow.svg"})
        self.assertIn("Who decides", rules.alts)
        html = (self.folder / "out/rules.html").read_text()
        (image,) = re.findall(r"<img[^>]*Who decides[^>]*>", html)
        for has in ("wide", "align-center", 'id="chart"', "width: 50%"):
            self.assertIn(has, image)
        self.assertIn("Holds the money", html)
        self.assertEqual(Sources(self.folder / "out/more.html").files(), {"governance-simple.svg"})
        self.edit("rules.rst", ":layout-width: 900", ":paper: A3")
        self.run_tool("sphinx-build", "-q", "-W", ".", "out")
        self.edit("rules.rst", ":paper: A3", ":paper: A9")
        self.assertIn("expected `A0`", self.run_tool("sphinx-build", "-q", "-W", ".", "out", fails=True))

    def test_warnings_are_sphinxs_and_can_be_suppressed(self):
        self.site()
        for name in ("index.md", "pages/rules.md"):
            self.edit(name, "### Team", "Team")
        said = self.run_tool("sphinx-build", "-q", "-W", "--keep-going", ".", "out", fails=True)
        self.assertRegex(said, r"index\.md:\d+: WARNING: .*write `### Team`")
        self.assertRegex(said, r"rules\.rst:4: WARNING: .*write `### Team`")
        self.write("conf.py", (self.folder / "conf.py").read_text() + 'suppress_warnings = ["govdraw.missing-heading-marks"]\n')
        self.run_tool("sphinx-build", "-q", "-W", "-E", ".", "out")

    def test_a_title_in_front_matter_needs_a_setting_of_myst(self):
        self.site()
        self.write("index.md", "---\ntitle: Our governance\n---\n" + PAGE.split("\n", 1)[1].replace("poster as=img", "poster") + "\n```{toctree}\nrules\n```\n")
        self.run_tool("sphinx-build", "-q", "-W", ".", "out", fails=True)
        self.write("conf.py", (self.folder / "conf.py").read_text() + "myst_title_to_header = True\n")
        self.run_tool("sphinx-build", "-q", "-W", "-E", ".", "out")
        self.assertIn("<h1>Our governance", (self.folder / "out/index.html").read_text())

    def test_what_is_wrong_is_said_at_its_place(self):
        self.site()
        self.edit("pages/rules.md", "| Sponsor | Team |", "| Sponsor | Nobody |")
        said = self.run_tool("sphinx-build", "-q", "-W", ".", "out", fails=True)
        self.assertRegex(said, r"rules\.rst:4: .*(\n.*)*nothing is named \"Nobody\"")
        self.edit("index.md", "begin flow", "begin flwo")
        said = self.run_tool("sphinx-build", "-q", "-E", ".", "out", fails=True)
        self.assertIn("did you mean `flow`?", said)


if __name__ == "__main__":
    unittest.main()
