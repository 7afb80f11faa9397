"""The package as its users call it. Run by `bindings/python/test`, in an environment that has nothing but the wheel."""

import json
import os
import pickle
import re
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
import unittest
from pathlib import Path

import govdraw

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(sysconfig.get_path("scripts"), "govdraw")
EXAMPLE = ROOT / "examples" / "delivery-group.md"
PAGE = "# Rules\n\n## Upper level\n\n### Board\n\nDecides.\n\nRoles: Chair\n\n## Lower level\n\n### Team\n\nBuilds.\n\nRoles: Lead\n"
LOST = PAGE.replace("### Team", "Team")
ICON = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M0 0h24v24z'/></svg>"


def program(*arguments, **more):
    """The console script of this environment."""
    return subprocess.run([SCRIPT, *map(str, arguments)], capture_output=True, timeout=120, **more)


class Pictures(unittest.TestCase):
    def test_a_page_is_text_bytes_a_path_or_a_model(self):
        model = json.loads(govdraw.export(PAGE))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "rules.md")
            path.write_text(PAGE)
            of_path = govdraw.render(path, "poster")
            pictures = [
                govdraw.render(PAGE, "poster", name="rules.md"),
                govdraw.render(PAGE.encode(), "poster", name="rules.md"),
                govdraw.render(model, "poster", name="rules.json"),
            ]
        for picture in pictures:
            self.assertEqual(picture.data, of_path.data)
            self.assertTrue(picture.svg.startswith("<svg") and "Board" in picture.alt)
        with self.assertRaises(govdraw.GovdrawError) as raised:
            govdraw.render("rules.md")
        self.assertIn("pathlib.Path('rules.md')", str(raised.exception))
        with self.assertRaises(FileNotFoundError):
            govdraw.render(Path("nowhere.md"))

    def test_each_format_is_the_programs_byte_for_byte(self):
        with tempfile.TemporaryDirectory() as folder:
            for style in ("simple", "flow", "poster"):
                for format in ("svg", "png", "pdf"):
                    file = Path(folder, f"delivery-group-{style}.{format}")
                    ran = program("render", EXAMPLE, "--style", style, "--format", format, "-o", folder)
                    self.assertEqual(ran.returncode, 0, ran.stderr)
                    made = govdraw.render(EXAMPLE, style, format)
                    self.assertEqual(made.data, file.read_bytes(), f"{style} {format}")
                    self.assertEqual(json.loads(govdraw.extract(made)), json.loads(govdraw.export(EXAMPLE)))
                    self.assertEqual(govdraw.extract(file), govdraw.extract(bytes(made)))
                    again = Path(folder, "again")
                    made.save(again)
                    self.assertEqual(again.read_bytes(), made.data)

    def test_themes_fonts_icons_and_logo_are_bytes_paths_or_built_in(self):
        dark = govdraw.render(PAGE, theme="dark").data
        own = {"base": "dark"}
        self.assertEqual(govdraw.render(PAGE, theme=own).data, dark)
        self.assertEqual(govdraw.render(PAGE, theme=json.dumps(own).encode()).data, dark)
        branded = PAGE.replace("# Rules", "---\ngovdraw: {logo: art/crest.svg, logo_alt: Crest, Board: {icon: art/b.svg}}\n---\n# Rules", 1)
        files = {"art/crest.svg": ICON, "art/b.svg": ICON}
        picture = govdraw.render(branded, "poster", files=files)
        self.assertIn("Crest", picture.svg)
        self.assertEqual(govdraw.render(branded, "poster", files=files.__getitem__).data, picture.data)
        with tempfile.TemporaryDirectory() as folder:
            art = Path(folder, "art")
            art.mkdir()
            for name in files:
                Path(folder, name).write_bytes(ICON)
            page = Path(folder, "page.md")
            page.write_text(branded)
            self.assertEqual(govdraw.render(page, "poster").data, picture.data)
            self.assertEqual(govdraw.render(branded, "poster", files=folder).data, picture.data)
            theme = Path(folder, "own.yaml")
            theme.write_text("base: dark\nicons: {board: art/b.svg}\nfont: {regular: own.ttf}\n")
            font = (ROOT / "tests" / "fonts" / "tiny-variable.ttf").read_bytes()
            with self.assertRaises(govdraw.GovdrawError) as raised:
                govdraw.render(PAGE, theme=theme)
            self.assertIn("own.ttf", str(raised.exception))
            Path(folder, "own.ttf").write_bytes(font)
            themed = govdraw.render(PAGE, theme=theme).data
            self.assertNotEqual(themed, dark)
            own = theme.read_bytes()
            given = {"art/b.svg": art / "b.svg", "own.ttf": font}
            self.assertEqual(govdraw.render(PAGE, theme=own, files=given).data, themed)
            page.write_text(branded.replace("art/crest.svg", "../crest.svg"))
            with self.assertRaises(govdraw.GovdrawError) as raised:
                govdraw.render(page, "poster")
            self.assertIn("leads out of the folder", str(raised.exception))
        font = ROOT / "tests" / "fonts" / "tiny.ttf"
        for given in (font, str(font), font.read_bytes()):
            self.assertTrue(govdraw.render(PAGE, fonts=[given]).data)
        with self.assertRaises(govdraw.GovdrawError):
            govdraw.render(PAGE, fonts=[b"no font"])
        with self.assertRaises(govdraw.GovdrawError) as raised:
            govdraw.render(branded, "poster", files={})
        self.assertIn("see `files`", str(raised.exception))

    def test_notebooks_are_shown_pictures(self):
        self.assertTrue(govdraw.render(PAGE)._repr_svg_().startswith("<svg"))
        self.assertTrue(govdraw.render(PAGE, format="png", scale=0.2)._repr_png_().startswith(b"\x89PNG"))
        with self.assertRaises(ValueError):
            govdraw.render(PAGE, format="pdf").svg


class Findings(unittest.TestCase):
    def test_findings_have_places_and_ways_out(self):
        found = govdraw.render(LOST, name="rules.md").findings
        self.assertEqual([finding.code for finding in found], ["missing-heading-marks", "no-flows"])
        finding = found[0]
        self.assertEqual((finding.severity, finding.file, finding.line, finding.column), ("warning", "rules.md", 13, 1))
        self.assertTrue(str(finding).startswith("rules.md:13:1: warning: ") and "write `### Team`" in str(finding))
        self.assertIn(finding, govdraw.lint(LOST, name="rules.md"))
        ran = program("lint", "-", "--message-format", "json", input=LOST.encode())
        said = [{name: getattr(one, name) for name in one.__slots__} for one in govdraw.lint(LOST, name="-")]
        self.assertEqual(said, json.loads(ran.stdout))

    def test_a_page_with_errors_raises_all_of_them(self):
        page = PAGE + "\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n| Bord | Teem | x |\n"
        for call in (govdraw.render, govdraw.describe, govdraw.export):
            with self.assertRaises(govdraw.GovdrawError) as raised:
                call(page)
            error = raised.exception
            self.assertEqual([finding.line for finding in error.findings if finding.severity == "error"], [23, 23])
            self.assertEqual(pickle.loads(pickle.dumps(error)).findings, error.findings)
            self.assertIn("page.md:23:3: error: ", str(error))
        self.assertEqual({finding.severity for finding in govdraw.lint(page)}, {"error"})
        outline = govdraw.outline(page)
        self.assertEqual((outline[0].line, outline[0].read_as), (1, "title"))
        self.assertEqual({finding.severity for finding in outline.findings}, {"error"})

    def test_options_are_checked(self):
        for options, says in (
            ({"style": "flwo"}, "did you mean `flow`?"),
            ({"papre": "A4"}, "unknown field `papre`"),
            ({"paper": "A9"}, "expected `A0`"),
            ({"theme": "drak"}, "did you mean `dark`?"),
        ):
            with self.assertRaises(govdraw.GovdrawError) as raised:
                govdraw.render(PAGE, **options)
            self.assertIn(says, str(raised.exception))
        for page in (3, None, ["# Rules"]):
            with self.assertRaises(TypeError):
                govdraw.render(page)

    def test_texts(self):
        self.assertIn("### Board", govdraw.describe(PAGE))
        self.assertIn("<h3>Board</h3>", govdraw.describe(PAGE, "html"))
        self.assertEqual(govdraw.describe(PAGE, alt="flow"), govdraw.render(PAGE, "flow").alt)
        self.assertIn("flowchart", govdraw.export(PAGE, "mermaid"))
        for of in ("page", "theme", "config"):
            self.assertTrue(json.loads(govdraw.schema(of)))
        self.assertIn("govuk", govdraw.themes())
        self.assertIn("rocket", govdraw.icons())


class Documents(unittest.TestCase):
    def test_their_examples_run(self):
        for document in ("docs/library.md", "bindings/python/README.md"):
            blocks = re.findall(r"```python\n(.*?)```", (ROOT / document).read_text(), re.S)
            self.assertTrue(blocks, document)
            for block in blocks:
                with tempfile.TemporaryDirectory() as folder:
                    Path(folder, "governance.md").write_text(LOST)
                    ran = subprocess.run([sys.executable, "-c", block], cwd=folder, capture_output=True, text=True)
                    self.assertEqual(ran.returncode, 0, ran.stderr)
                    self.assertIn("governance.md:13:1: warning: ", ran.stdout)
                    self.assertIn("(write `### Team`)", ran.stdout)
                    self.assertTrue(Path(folder, "governance-poster.svg").read_bytes().startswith(b"<svg"))


class Program(unittest.TestCase):
    def test_the_script_is_the_whole_program(self):
        self.assertEqual(program("--version").stdout.decode().split(), ["govdraw", govdraw.__version__])
        self.assertEqual(program("lint", "-", input=LOST.encode()).returncode, 1)
        self.assertEqual(program("render", "nowhere.md").returncode, 2)
        module = subprocess.run([sys.executable, "-m", "govdraw", "themes"], capture_output=True)
        self.assertIn(b"govuk", module.stdout)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "govdraw.toml").write_text('pages = ["*.md"]\nstyles = ["simple"]\n')
            Path(folder, "rules.md").write_text(PAGE)
            self.assertEqual(program("sync", cwd=folder).returncode, 0)
            self.assertEqual(program("sync", "--check", cwd=folder).returncode, 0)
            self.assertTrue(Path(folder, "rules-simple.svg").exists())

    @unittest.skipIf(os.name == "nt", "signals of another kind")
    def test_a_signal_ends_the_program(self):
        import signal

        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "govdraw.toml").write_text('pages = ["*.md"]\nstyles = ["simple"]\n')
            Path(folder, "rules.md").write_text(PAGE)
            watch = subprocess.Popen([SCRIPT, "watch"], cwd=folder, stderr=subprocess.PIPE, text=True)
            for line in watch.stderr:
                if "watching" in line:
                    break
            watch.send_signal(signal.SIGINT)
            self.assertEqual(watch.wait(10), -signal.SIGINT)
            watch.stderr.close()

    def test_other_threads_run_while_a_page_is_drawn(self):
        # how long a thread that only counts is kept waiting, at most, while another draws
        pauses, done = [], threading.Event()

        def draw():
            govdraw.render(EXAMPLE, "poster", "png", scale=2)
            done.set()

        thread = threading.Thread(target=draw)
        start = last = time.perf_counter()
        thread.start()
        while not done.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            pauses.append(now - last)
            last = now
        thread.join()
        whole = time.perf_counter() - start
        self.assertLess(max(pauses), whole / 2, "the lock was held while the picture was drawn")
        results = []
        threads = [threading.Thread(target=lambda: results.append(govdraw.render(EXAMPLE, "flow").data)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(set(results)), 1)


if __name__ == "__main__":
    unittest.main()
