"""The action's steps, as action.yml has them, on a repository that is clean, stale or wrong; and the hooks for pre-commit.

Run by `bindings/github/test`. What only GitHub does is done here in its place: inputs become variables, and files take outputs, paths and the
summary.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "target" / "packages"
PROGRAM = os.environ.get("GOVDRAW_PROGRAM")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
VERSION = ACTION["inputs"]["version"]["default"]
PAGE = (
    "# Rules\n\n<!-- govdraw:begin flow -->\n<!-- govdraw:end -->\n\n## Upper level\n\n### Board\n\nDecides.\n\nRoles: Chair\n\n"
    "## Lower level\n\n### Team\n\nBuilds.\n\nRoles: Lead\n\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n| Board | Team | Goals |\n"
)


def filled(text, names):
    """A value of the action with `${{ … }}` replaced; a name that it does not know is an error."""
    return re.sub(r"\$\{\{ *([\w.]+) *\}\}", lambda found: names[found[1]], text)


class Repository(unittest.TestCase):
    """A folder under git with a governance page in step."""

    @classmethod
    def setUpClass(cls):
        cls.shared = Path(tempfile.mkdtemp())
        # every test but those of the installation has the program of the packed wheel
        subprocess.run([sys.executable, "-m", "venv", cls.shared / "venv"], check=True)
        (wheel,) = PACKAGES.glob("govdraw-*.whl")
        subprocess.run([cls.shared / "venv/bin/pip", "install", "--quiet", "--no-index", wheel], check=True)
        cls.path = f"{cls.shared / 'venv/bin'}:{os.environ['PATH']}"

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.shared)

    def setUp(self):
        self.temp = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.temp)
        self.folder = self.temp / "repository"
        (self.folder / "docs").mkdir(parents=True)
        self.page = self.folder / "docs" / "rules.md"
        self.page.write_text(PAGE)
        (self.folder / "govdraw.toml").write_text('pages = ["docs/**/*.md"]\nstyles = ["flow", "simple"]\n')
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "user.name", "n")
        self.git("config", "user.email", "n@example.org")
        self.run_in("govdraw", "sync")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "first")

    def run_in(self, *command, code=0, **environment):
        environment = {**os.environ, "PATH": self.path, **environment}
        ran = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=600)
        self.assertEqual(ran.returncode, code, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def git(self, *arguments):
        return self.run_in("git", *arguments)

    def edit(self, old, new):
        text = self.page.read_text()
        self.assertIn(old, text)
        self.page.write_text(text.replace(old, new))


class Action(Repository):
    def act(self, code=0, environment=(), **inputs):
        """Runs the action's steps; gives what they printed, the outputs and the summary."""
        self.assertLessEqual(set(inputs), set(ACTION["inputs"]))
        values = {name: str(of.get("default", "")) for name, of in ACTION["inputs"].items()} | inputs
        names = {f"inputs.{name}": value for name, value in values.items()}
        names |= {"github.action_path": str(ROOT), "github.action_repository": "OWNER/govdraw"}
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        given = {
            "RUNNER_TEMP": str(self.temp),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SHA": self.git("rev-parse", "HEAD").strip(),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(PACKAGES),
            **{name: str(file) for name, file in files.items()},
            **dict(environment),
        }
        said = ""
        for step in ACTION["runs"]["steps"]:
            if "if" in step:
                self.assertEqual(step["if"], "inputs.install != 'none'")
                if values["install"] == "none":
                    continue
            own = {name: filled(value, names) for name, value in step["env"].items()}
            path = ":".join([*reversed(files["GITHUB_PATH"].read_text().split()), given.get("PATH", self.path)])
            self.assertEqual(step["shell"], "bash")
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            ran = subprocess.run(
                command, cwd=self.folder, env={**os.environ, **given, **own, "PATH": path}, capture_output=True, text=True
            )
            said += ran.stdout + ran.stderr
            if ran.returncode:
                break
        self.assertEqual(ran.returncode, code, said)
        lines = files["GITHUB_OUTPUT"].read_text()
        outputs = dict(re.findall(r"^(\w+)<<//govdraw//\n(.*?)\n//govdraw//$", lines, re.M | re.S))
        return said, outputs, files["GITHUB_STEP_SUMMARY"].read_text()

    def test_a_clean_repository_passes_and_its_pictures_are_shown(self):
        said, outputs, summary = self.act(install="none")
        self.assertNotIn("::error", said)
        self.assertEqual(outputs, {"stale": "false", "pictures": "docs/rules-flow.svg\ndocs/rules-simple.svg"})
        sha = self.git("rev-parse", "HEAD").strip()
        self.assertIn(f"![rules-flow.svg](https://github.example/o/r/raw/{sha}/docs/rules-flow.svg)", summary)
        self.assertIn("All pictures are in step.", summary)
        self.assertEqual(self.git("status", "--porcelain"), "")

    def test_a_stale_one_fails_and_names_its_pages_and_nothing_is_written(self):
        self.edit("Decides.", "Decides, and hears.")
        self.edit("| Goals |", "| Aims |")
        said, outputs, summary = self.act(code=1, install="none")
        self.assertIn("::warning file=docs/rules.md,title=stale::`docs/rules-flow.svg` is stale", said)
        self.assertIn("mend it with: govdraw sync", said)
        self.assertEqual(outputs["stale"], "true")
        self.assertRegex(summary, r"\d stale\. Mend it with `govdraw sync`\.")
        self.assertEqual(self.git("status", "--porcelain").split(), ["M", "docs/rules.md"])
        # a commit's picture is not the picture of the working tree
        said, outputs, summary = self.act(install="none", command="sync")
        self.assertEqual(outputs["stale"], "true")
        self.assertIn("drawn anew", summary)
        self.assertIn("`docs/rules-flow.svg` (not in this commit)", summary)
        self.run_in("govdraw", "sync", "--check")
        self.act(install="none")

    def test_an_error_is_the_jobs(self):
        self.edit("| Board | Team |", "| Board | Nobody |")
        for command in ("check", "sync"):
            said, _, summary = self.act(code=2, install="none", command=command)
            self.assertRegex(said, r"::error file=docs/rules\.md,line=\d+,.*Nobody")
            self.assertIn("Pages have errors.", summary)

    def test_settings_are_no_commands(self):
        (self.folder / "docs" / "other page.md").write_text(PAGE.replace("Rules", "Others"))
        said, outputs, _ = self.act(code=1, install="none", pages="docs/other page.md\n")
        self.assertIn("other page-flow.svg", outputs["pictures"])
        self.assertNotIn("rules-flow.svg", outputs["pictures"])
        for pages in ("$(touch broken)", "; touch broken", "--force"):
            self.act(code=2, install="none", pages=pages)
        said, _, _ = self.act(code=2, install="none", command="sync; touch broken")
        self.assertIn("::error::`command` is", said)
        self.assertFalse((self.folder / "broken").exists())

    def test_all_findings_are_written_for_code_scanning(self):
        self.edit("Decides.", "Decides, and hears.")
        self.act(code=1, install="none", sarif="out.sarif", summary="false")
        results = json.loads((self.folder / "out.sarif").read_text())["runs"][0]["results"]
        self.assertIn("stale", {result["ruleId"] for result in results})

    def test_a_name_cannot_write_into_the_summary_or_the_log(self):
        self.page.rename(self.page.with_name("a|b`<b>::error::x.md"))
        _, _, summary = self.act(code=1, install="none")
        self.assertNotIn("<b>", summary)
        self.assertIn("a\\|b`&lt;b&gt;", summary)

    def test_it_is_installed_from_a_package(self):
        said, outputs, _ = self.act(environment={"PATH": "/usr/bin:/bin", "PATH_TO": ""}.items())
        self.assertIn(f"govdraw {VERSION}", said)
        self.assertEqual(outputs["stale"], "false")

    @unittest.skipUnless(PROGRAM, "no program was given to be packed")
    def test_it_is_installed_from_a_release(self):
        name = f"govdraw-{VERSION}-x86_64-unknown-linux-musl"
        subprocess.run([ROOT / "bindings/github/pack", Path(PROGRAM).parent, name], check=True, capture_output=True)
        place = self.temp / "OWNER/govdraw/releases/download" / f"v{VERSION}"
        place.mkdir(parents=True)
        packed = shutil.move(PACKAGES / f"{name}.tar.gz", place)
        sums = subprocess.run(["sha256sum", name + ".tar.gz"], cwd=place, check=True, capture_output=True, text=True).stdout
        (place / "SHA256SUMS").write_text("0" * 64 + f"  other-{name}.tar.gz\n" + sums)
        given = {"GITHUB_SERVER_URL": self.temp.as_uri(), "PATH": "/usr/bin:/bin"}
        said, outputs, _ = self.act(install="release", environment=given.items())
        self.assertIn(f"govdraw {VERSION}", said)
        self.assertEqual(outputs["stale"], "false")
        listed = subprocess.run(["tar", "-tzf", packed], check=True, capture_output=True, text=True).stdout
        for file in ("govdraw", "LICENSE-MIT", "licences/Inter-OFL.txt", "man/govdraw.1", "completions/govdraw.fish"):
            self.assertIn(f"{name}/{file}\n", listed)
        with open(packed, "ab") as file:
            file.write(b"more")
        said, _, _ = self.act(code=1, install="release", environment=given.items())
        self.assertIn("FAILED", said)
        said, _, _ = self.act(code=2, install="release", environment={**given, "RUNNER_ARCH": "RISCV"}.items())
        self.assertIn("::error::no binary", said)

    @unittest.skipUnless(os.environ.get("GOVDRAW_ACTIONLINT"), "no actionlint")
    def test_workflows_are_valid(self):
        said = self.lint(ROOT / ".github/workflows/release.yml")
        self.assertIn("passed", said)
        whole = self.folder / "whole.yml"
        documented = re.findall(r"```yaml\n(name: pictures\n.*?)```", (ROOT / "docs/pipelines.md").read_text(), re.S)
        self.assertEqual(len(documented), 2)
        for text in documented:
            whole.write_text(text)
            self.assertIn("passed", self.lint(whole))
            # what it gives to the action is what that takes
            (job,) = yaml.safe_load(text)["jobs"].values()
            (step,) = (step for step in job["steps"] if "OWNER" in step.get("uses", ""))
            self.assertEqual(step["uses"], "OWNER/govdraw@v" + VERSION)
            self.assertLessEqual(set(step.get("with", ())), set(ACTION["inputs"]))
        first = documented[0]
        whole.write_text(first.replace("runs-on", "runs-onn"))
        self.assertIn('unexpected key "runs-onn"', self.lint(whole))

    def lint(self, workflow):
        # where it finds faults it does not always end
        try:
            ran = subprocess.run([os.environ["GOVDRAW_ACTIONLINT"], workflow], capture_output=True, text=True, timeout=60)
            return ran.stdout + ran.stderr
        except subprocess.TimeoutExpired as slow:
            return (slow.stdout or b"").decode() + (slow.stderr or b"").decode()


class Hooks(Repository):
    def test_pre_commit_runs_them_with_the_packed_wheel(self):
        page = self.folder / "docs" / "governance.md"
        page.write_text(PAGE.replace("Rules", "More rules"))
        self.run_in("govdraw", "sync")
        self.git("add", ".")
        said = self.hooks()
        results = lambda: re.findall(r"\.(Passed|Failed|Skipped)\b", said)
        self.assertEqual(results(), ["Passed", "Passed", "Passed"], said)
        # what is stale is told, a slip on the page of the name that `lint` looks for is found, and what is stale is drawn
        self.edit("Decides.", "Decides, and hears.")
        page.write_text(page.read_text().replace("### Team", "Team"))
        self.git("add", ".")
        said = self.hooks(code=1)
        self.assertEqual(results(), ["Failed", "Failed", "Failed"], said)
        self.assertIn("files were modified by this hook", said)
        self.assertIn("write `### Team`", said)
        self.run_in("govdraw", "sync", "--check")

    def hooks(self, **more):
        environment = {"PRE_COMMIT_HOME": str(self.temp / "home"), "PIP_FIND_LINKS": str(PACKAGES)}
        return self.run_in("pre-commit", "try-repo", str(ROOT), "--all-files", **environment, **more)


if __name__ == "__main__":
    unittest.main()
