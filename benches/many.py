"""What many pages in one run cost, and large posters and simple visuals, and `lint`.

    cargo build --release && python3 benches/many.py [PAGES] [RUNS]

Makes PAGES (1,000) pages, each with other names, texts, roles and flows than the others and about as long as the
example of the delivery group, and draws the three styles of all of them as SVG in one run: the time of the processor
(user and system) and the most memory. Then the poster of a page with 1,000 functions, the simple visual of one with 6
levels of 50 functions each, and `lint` beside the flow chart's SVG of the example, turn by turn. Medians of RUNS (5);
exits 1 where a bar is missed. GOVDRAW names another program.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("GOVDRAW", str(ROOT / "target/release/govdraw"))
EXAMPLE = str(ROOT / "examples/delivery-group.md")

# bars, in seconds and MB, and of `lint` as a share of the flow chart
MANY_CPU, MANY_MEMORY, POSTER, SIMPLE, LINT = 6.0, 150.0, 0.25, 0.05, 1.1

KINDS = ["board", "forum", "panel", "team", "committee", "council", "group", "office"]
FIELDS = """access archive asset budget building capital catering change cleaning commercial community consent contract
culture data design digital disposal energy estate event finance fleet forest garden grant harbour health heritage housing
incident innovation inspection insurance land learning legal library licensing lighting market membership museum network
nursery operations park parking people planning policy portfolio press print procurement programme property quality
records recovery recycling research resilience risk road safety sample school security service sport station storage
strategy supply survey sustainability tenancy ticket traffic training transport travel tree utility vehicle visitor
volunteer waste water web welfare wildlife workshop""".split()
VERBS = ["agrees", "reviews", "plans", "approves", "reports", "tracks", "prepares", "publishes", "compares", "funds"]
POSTS = ["Director", "Head", "Manager", "Lead", "Adviser", "Secretary", "Analyst", "Chair"]


class Dice:
    """Numbers that are the same on every machine (xorshift)."""

    def __init__(self, seed: int):
        self.state = seed * 2654435761 % 2**32 or 1

    def below(self, count: int) -> int:
        for shift in (13, -17, 5):
            self.state ^= self.state << shift if shift > 0 else self.state >> -shift
            self.state %= 2**32
        return self.state % count

    def of(self, words: list[str]) -> str:
        return words[self.below(len(words))]


def page(seed: int, levels: int, functions: int, flows: int) -> str:
    """A page of so many levels, functions a level, and flows."""
    dice = Dice(seed)
    names = [word.capitalize() for word in FIELDS]
    field = lambda: dice.of(FIELDS)
    lines, all_names = [f"# Governance of {field()} and {field()} {seed}", ""], []
    for level in range(levels):
        lines += [f"## Level {level + 1}: {dice.of(names)} {level + 1}", ""]
        for function in range(functions):
            name = f"{dice.of(names)} and {field()} {dice.of(KINDS)}"
            while name in all_names:
                name = f"{dice.of(names)}, {field()} and {field()} {dice.of(KINDS)}"
            all_names.append(name)
            lines += [f"### {name}", "", f"It {dice.of(VERBS)} {field()} work for {field()} once a month.", ""]
            lines += [f"- {dice.of(VERBS).capitalize()} the {field()} {field()} plan" for _ in range(3)]
            lines += ["", f"Roles: {field().capitalize()} {dice.of(POSTS)}, {field().capitalize()} {dice.of(POSTS)}", ""]
    if flows:
        lines += ["## Flows", "", "| From | To | What |", "| --- | --- | --- |"]
        for _ in range(flows):
            lines.append(f"| {dice.of(all_names)} | {dice.of(all_names)} | {field()} {field()} |")
    return "\n".join(lines) + "\n"


def cost(*arguments: str) -> tuple[float, float]:
    """Seconds of the processor, and the most memory in MB."""
    process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments[:4])}: exit {process.returncode}\n{errors.decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    pages_made = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    missed = []

    def shown(what: str, value: float, bar: float, unit: str) -> None:
        print(f"{what}: {value:.3f}{unit} (bar {bar:g})", flush=True)
        if value > bar:
            missed.append(what)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        out = str(folder / "out")
        pages = []
        for number in range(pages_made):
            path = folder / f"page-{number}.md"
            path.write_text(page(number + 1, 3, 5, 12))
            pages.append(str(path))
        many = [cost("render", "-q", "--format", "svg", "-o", out, *pages) for _ in range(max(1, rounds // 3))]
        scale = pages_made / 1000
        shown(f"{pages_made} pages, three styles as SVG, processor", statistics.median(c for c, _ in many), MANY_CPU * scale, " s")
        shown(f"{pages_made} pages, most memory", max(m for _, m in many), MANY_MEMORY, " MB")
        for what, style, shape, bar in [
            ("poster of 1,000 functions", "poster", (4, 250), POSTER),
            ("simple visual of 6 x 50 functions", "simple", (6, 50), SIMPLE),
        ]:
            path = folder / f"{style}.md"
            path.write_text(page(7, *shape, 0))
            runs = [cost("render", "-q", str(path), "-s", style, "--format", "svg", "-o", str(folder / "large.svg"))[0] for _ in range(rounds)]
            shown(f"{what}, SVG, processor", statistics.median(runs), bar, " s")
        pairs = []
        for _ in range(3 * rounds):
            flow, _ = cost("render", "-q", EXAMPLE, "-s", "flow", "--format", "svg", "-o", str(folder / "flow.svg"))
            lint, _ = cost("lint", EXAMPLE)
            pairs.append(lint / flow)
        shown("lint over the flow chart's SVG, processor", statistics.median(pairs), LINT, "")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
