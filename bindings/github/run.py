"""What the action does once govdraw is installed: runs `sync`, and writes the findings, the outputs and the job's summary.

Settings come as variables (COMMAND, PAGES, CONFIG, SARIF, SUMMARY), so that no value becomes part of a command line. Runs in the
repository's folder, from which GitHub names files.
"""

import json
import os
import subprocess
import sys
import tempfile
from urllib.parse import quote

SUMMARY_BYTES = 900_000
"""Most bytes of a summary; GitHub refuses one of more than 1 MiB."""


def govdraw(*arguments, **more):
    return subprocess.run(["govdraw", *arguments], check=False, **more)


def main():
    command, setting = os.environ.get("COMMAND", "check"), os.environ.get
    if command not in ("check", "sync"):
        print(f"::error::`command` is `check` or `sync`, and not `{clean(command)}`")
        return 2
    pages = [line.strip() for line in setting("PAGES", "").splitlines() if line.strip()]
    config = ["--config", setting("CONFIG")] if setting("CONFIG") else []
    with tempfile.TemporaryDirectory() as place:
        deps = os.path.join(place, "deps.json")
        common = [*config, "--", *pages]
        # what is stale before anything is drawn, for programs and for the summary
        found = govdraw("sync", "--check", "--deps", deps, "--message-format", "json", *common, stdout=subprocess.PIPE)
        findings = read(found.stdout) or []
        drawn = read(open(deps, "rb").read()) if os.path.exists(deps) else []
    if setting("SARIF"):
        with open(setting("SARIF"), "wb") as file:
            govdraw("sync", "--check", "--message-format", "sarif", *common, stdout=file)
    ran = govdraw("sync", *(["--check"] if command == "check" else []), "--message-format", "github", *common)
    pictures = [picture for page in drawn or [] for picture in page["outputs"]]
    is_stale = found.returncode == 1 or any(finding["code"] in ("stale", "stale-region") for finding in findings)
    output("stale", str(is_stale).lower())
    output("pictures", "\n".join(pictures))
    if setting("SUMMARY", "true") == "true" and setting("GITHUB_STEP_SUMMARY"):
        with open(setting("GITHUB_STEP_SUMMARY"), "a", encoding="utf-8") as file:
            file.write(summary(command, findings, drawn or [], ran.returncode))
    if command == "check" and ran.returncode == 1:
        print("mend it with: govdraw sync")
    return ran.returncode


def read(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def output(name, value):
    """An output of the step; a value of several lines stands between marks that no file's name has."""
    path = os.environ.get("GITHUB_OUTPUT")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{name}<<//govdraw//\n{value}\n//govdraw//\n")


def summary(command, findings, drawn, code):
    """The summary as Markdown: what was found, then each page's pictures."""
    stale = sum(finding["code"] in ("stale", "stale-region") for finding in findings)
    if code == 2:
        head = "Pages have errors."
    elif command == "sync":
        head = f"{stale} stale, drawn anew." if stale else "All pictures were in step."
    else:
        head = f"{stale} stale. Mend it with `govdraw sync`." if stale else "All pictures are in step."
    lines = ["## Governance pictures", "", head, ""]
    if findings:
        lines += ["| | where | what |", "| --- | --- | --- |"]
        for finding in findings[:200]:
            where = finding["file"] or ""
            where += f":{finding['line']}" if finding["line"] else ""
            what = cell(finding["message"]) + (f"<br>{cell(finding['hint'])}" if finding["hint"] else "")
            lines.append(f"| {finding['severity']} | {cell(where)} | {what} |")
        lines.append("")
    text = "\n".join(lines) + "\n"
    for page in drawn:
        name = page["inputs"][0] if page["inputs"] else ""
        name = next((path for path in page["inputs"] if path.endswith((".md", ".markdown"))), name)
        part = [f"<details{' open' if len(drawn) == 1 else ''}><summary>{cell(name)}</summary>", ""]
        for picture in page["outputs"]:
            link = address(picture)
            if link and picture.endswith((".svg", ".png")):
                part += [f"![{cell(os.path.basename(picture))}]({link})", ""]
            else:
                # an image has an address once it is committed
                part += [f"- `{clean(picture)}`" + ("" if link else " (not in this commit)"), ""]
        part = "\n".join([*part, "</details>", ""]) + "\n"
        if len(text.encode()) + len(part.encode()) > SUMMARY_BYTES:
            return text + "More pages than a summary holds are left out.\n"
        text += part
    return text


def address(picture):
    """Where GitHub shows the picture of this commit; none of one that is not committed, or not as it is."""
    server, repository, sha = (os.environ.get(name) for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA"))
    if not (server and repository and sha):
        return None
    same = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", picture], check=False, stderr=subprocess.DEVNULL)
    known = subprocess.run(["git", "ls-files", "--error-unmatch", "--", picture], check=False, capture_output=True)
    if same.returncode or known.returncode:
        return None
    return f"{server}/{repository}/raw/{sha}/{quote(picture)}"


def clean(text):
    """Words on one line that start no command of a workflow and end no code."""
    return " ".join(text.replace("`", "'").split())


def cell(text):
    """Words in a cell of a table, or in a heading, that stay literal."""
    for old, new in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "\\|"), ("![", "!\\["), ("\n", " ")):
        text = text.replace(old, new)
    return text


if __name__ == "__main__":
    sys.exit(main())
