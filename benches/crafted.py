#!/usr/bin/env python3
"""Time and memory of pages that were made to cost: within every limit, and of no use to anybody.

    python3 benches/crafted.py [--program target/release/govdraw] [--only WORD] [--json FILE]

Each page is drawn in each style as an SVG, on a sheet that makes its text be fitted, and as a PNG and a PDF of all styles. Of each the
seconds of processor time and the most memory are told. What is beyond a page's bound is marked, and the exit code is then 1: 3 s and
300 MB for pages of at most 20 KB, 30 s and 1.5 GB for all others.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile

SMALL = 20_000
BOUNDS = {True: (3.0, 300), False: (30.0, 1_500)}


def levels(count, each, body=lambda level, n: "Does it.\n"):
    """A page of levels with so many functions each."""
    out = ["# Crafted\n"]
    for level in range(count):
        out.append(f"## Level {level + 1}\n")
        out += [f"### Body {level}x{n}\n\n{body(level, n)}" for n in range(each)]
    return "\n".join(out)


def flows(pairs):
    """A table of flows."""
    rows = [f"| {a} | {b} | {label} |" for a, b, label in pairs]
    return "\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def mixed(n, most):
    """Numbers that look random (a linear congruence)."""
    return (n * 1_103_515_245 + 12_345) % 2_147_483_648 % most


def chart(count, each, many, label=lambda n: f"Thing {n}"):
    """A page whose bodies are joined at random."""
    names = [f"Body {level}x{n}" for level in range(count) for n in range(each)]
    pairs = [(names[mixed(2 * n, len(names))], names[mixed(2 * n + 1, len(names))], label(n)) for n in range(many)]
    return levels(count, each) + flows(pair for pair in pairs if pair[0] != pair[1])


def complete(nodes):
    names = [f"Body 0x{n}" for n in range(nodes)]
    return levels(1, nodes) + flows((a, b, "") for a in names for b in names if a != b)


def text(words):
    """A page with a text in each place that holds one."""
    roles = f"Roles: {words[:2000].replace(',', ' ')}\n"
    return f"# T\n\n{words}\n\n## Level 1\n\n{words}\n\n### Body\n\n{words}\n\n- {words}\n\n{roles}\n## Level 2\n\n### Other\n"


def names(words, count):
    """Bodies with long names."""
    return "# T\n\n## Level 1\n\n" + "\n".join(f"### {words} {n}\n\nDoes it.\n" for n in range(count))


ARABIC = "المستوىالأعلىيقررمايجب"
THAI = "คณะกรรมการตัดสินใจเรื่องต่างๆ"

PAGES = {
    # text without a place to break, in scripts that are shaped and in one that is not
    "arabic word 2000": lambda: text((ARABIC * 100)[:2000]),
    "arabic word 9000": lambda: text((ARABIC * 500)[:9000]),
    "latin word 2000": lambda: text("W" * 2000),
    "latin word 9000": lambda: text("abcdefghij" * 900),
    "thai word 3000": lambda: text((THAI * 120)[:3000]),
    "hangul 5000": lambda: text("결정" * 2500),
    "han 9000": lambda: text("委員會決定" * 1800),
    "marks 5000": lambda: text("e" + "\u0301" * 5000),
    "marks apart 4000": lambda: text("e\u0301\u0323" * 1300),
    "hyphens 5000": lambda: text("ab-" * 1600),
    "soft hyphens": lambda: text("abc\u00ad" * 1200),
    "no-break spaces": lambda: text("abc\u00a0" * 1200),
    "one-letter words": lambda: text("a " * 4900),
    "long words": lambda: text(("antidisestablishmentarianism " * 300)[:9000]),
    "directions": lambda: text("ab \u05d0\u05d1 12 " * 700),
    "isolates": lambda: text("\u2067a\u2069" * 1500),
    "emoji 3000": lambda: text("x\U0001f600" * 1500),
    "unknown letters": lambda: text("\U00012000" * 500 + " abc" * 100),
    "arabic names": lambda: names((ARABIC * 10)[:200], 40),
    "long names": lambda: names("W" * 300, 40),
    "names of one word": lambda: names("a" * 900, 20),
    # how a page is read
    "near names 1500": lambda: "# T\n\n## Level 1\n\n" + "\n".join(f"### Committee of works number {n}\n" for n in range(1500)),
    "unknown ends 2000": lambda: levels(2, 40) + flows((f"Bady {n % 2}x{n}", "Body 0x1", "x") for n in range(2000)),
    "unknown ends small": lambda: levels(2, 40) + flows((f"Bdoy {n}", "Body 0x1", "x") for n in range(500)),
    "roles alike": lambda: levels(4, 30, lambda level, n: f"Roles: Officer of works {level * 30 + n}, Officer of work {n}\n"),
    "roles many": lambda: levels(2, 10, lambda level, n: "Roles: " + ", ".join(f"Role {level}{n}{r}" for r in range(150)) + "\n"),
    "points many": lambda: levels(2, 10, lambda level, n: "\n".join(f"- Point {r}" for r in range(150)) + "\n"),
    "lists nested": lambda: "# T\n\n## Level 1\n\n### B\n\n" + "\n".join("  " * (n % 60) + f"- x{n}" for n in range(900)),
    "table wide": lambda: "# T\n\n## Level 1\n\n### B\n\n|" + "a|" * 900 + "\n|" + "-|" * 900 + "\n" + ("|" + "b|" * 900 + "\n") * 4,
    "brackets": lambda: "# T\n\n## Level 1\n\n### B\n\n" + "[" * 9000 + "\n",
    "stars": lambda: "# T\n\n## Level 1\n\n### B\n\n" + "*a **b " * 1200 + "\n",
    "html tags": lambda: "# T\n\n## Level 1\n\n### B\n\n" + "<b><i>a</b>" * 1500 + "\n",
    "drawn boxes": lambda: "# T\n\n## Level 1\n\n### B\n\n```\n" + ("+--+  " * 40 + "\n|a |->" + "|b |->" * 39 + "\n" + "+--+  " * 40 + "\n") * 18 + "```\n",
    "mermaid": lambda: "# T\n\n```mermaid\nflowchart TB\n" + "\n".join(f"A{mixed(n, 60)} --> B{mixed(n + 7, 60)}" for n in range(900)) + "\n```\n",
    # flow charts
    "chart 20x60": lambda: chart(4, 5, 60),
    "chart 40x400": lambda: chart(4, 10, 400),
    "chart 40x1000": lambda: chart(4, 10, 1000, lambda n: ""),
    "complete 16": lambda: complete(16),
    "complete 30": lambda: complete(30),
    "complete 60": lambda: complete(60),
    "chart 3x20000": lambda: levels(3, 1) + flows((f"Body {n % 3}x0", f"Body {(n + 1) % 3}x0", "") for n in range(20_000)),
    "star 300": lambda: levels(2, 150) + flows(("Body 0x0", f"Body {n % 2}x{n // 2}", f"T{n}") for n in range(1, 300)),
    "long labels 300": lambda: chart(3, 5, 300, lambda n: "word " * 300),
    "labels of one word": lambda: chart(3, 5, 60, lambda n: "w" * 250),
    "arabic labels": lambda: chart(3, 5, 60, lambda n: (ARABIC * 6)[:100]),
    # many
    "levels 200": lambda: levels(200, 1),
    "bodies 400": lambda: levels(4, 100),
    "bodies 3000": lambda: levels(3, 1000),
    "outside 300": lambda: json.dumps({"levels": [{"name": "L", "functions": ["B"]}], "outside": [f"Body outside {n}" for n in range(300)]}),
    "outcomes 300": lambda: json.dumps({"levels": [{"name": "L", "functions": ["B"]}], "outcomes": [f"Outcome {n}" for n in range(300)]}),
}

# all three styles are asked for by the formats that hold several
RUNS = {
    "simple": ["-s", "simple", "-f", "svg"],
    "flow": ["-s", "flow", "-f", "svg"],
    "poster": ["-s", "poster", "-f", "svg"],
    "A6": ["-s", "simple,poster", "-f", "svg", "--paper", "A6"],
    "png": ["-s", "simple,poster", "-f", "png"],
    "pdf": ["-s", "simple,poster", "-f", "pdf"],
    "lint": None,
}


def measure(program, folder, page, arguments):
    """Seconds of processor time, MB at most, and the exit code."""
    command = [program, "lint", page] if arguments is None else [program, "render", page, "-q", "-o", "out", *arguments]

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (180, 180))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))

    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, used = os.wait4(child.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", default="target/release/govdraw")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--runs", default=",".join(RUNS))
    arguments.add_argument("--json")
    asked = arguments.parse_args()
    program = os.path.abspath(asked.program)
    rows, beyond = [], 0
    for name, make in PAGES.items():
        if asked.only not in name:
            continue
        page = make()
        ending = "json" if page.startswith("{") else "md"
        seconds_max, memory_max = BOUNDS[len(page.encode()) <= SMALL]
        for run in asked.runs.split(","):
            with tempfile.TemporaryDirectory() as folder:
                with open(os.path.join(folder, f"page.{ending}"), "w", encoding="utf-8") as file:
                    file.write(page)
                seconds, memory, code = measure(program, folder, f"page.{ending}", RUNS[run])
            is_beyond = seconds > seconds_max or memory > memory_max or code not in (0, 1, 2)
            beyond += is_beyond
            rows.append({"page": name, "bytes": len(page.encode()), "run": run, "seconds": seconds, "MB": memory, "code": code})
            mark = "  BEYOND" if is_beyond else ""
            print(f"{name:22} {len(page.encode()) / 1000:8.1f} KB {run:7} {seconds:7.2f} s {memory:7.0f} MB  exit {code}{mark}", flush=True)
    if asked.json:
        with open(asked.json, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1)
    print(f"{len(rows)} runs, {beyond} beyond their bounds")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
