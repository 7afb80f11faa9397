"""How fast `sync` is on many pages, beside what it cannot be faster than.

    cargo build --release && python3 benches/sync.py [PAGES] [RUNS]

Makes a site of PAGES (1,000) pages of the published size, three styles, SVG, in a temporary folder, and prints, as the median
and the range of RUNS (5) pairs of runs, one after the other:

- unchanged: `sync` over two `sha256sum` processes that share the same files;
- changed: `sync` over two `render` processes that share the same pages; each page says something else each time.

Also the most memory of a `sync`. GOVDRAW names another program.
"""
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("GOVDRAW", str(ROOT / "target/release/govdraw"))
PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
PAGE = (ROOT / "examples/delivery-group.md").read_text()


def write(folder: pathlib.Path, turn: int) -> list[str]:
    """Writes the pages of a turn, and gives their names."""
    names = []
    for number in range(PAGES):
        name = f"docs/{number % 10}/page-{number}.md"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.replace("Delivery group governance", f"Governance {turn} of group {number}"))
        names.append(name)
    return names


def seconds(folder: pathlib.Path, *commands: list[str]) -> float:
    """How long commands take that run at once."""
    start = time.perf_counter()
    running = [subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    for process in running:
        if process.wait() not in (0, 1):
            sys.exit(f"{process.args[:3]} failed")
    return time.perf_counter() - start


def shown(name: str, ours: list[float], theirs: list[float]) -> None:
    ratios = [one / other for one, other in zip(ours, theirs)]
    print(
        f"{name}: {statistics.median(ours):.3f} s over {statistics.median(theirs):.3f} s, "
        f"{statistics.median(ratios):.2f} times ({min(ratios):.2f} to {max(ratios):.2f})",
        flush=True,
    )


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "govdraw.toml").write_text('pages = ["docs/**/*.md"]\n')
    pages = write(folder, 0)
    sync = [PROGRAM, "sync", "-q"]
    seconds(folder, sync)
    print(f"most memory of a first run: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB", flush=True)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in (".svg", ".md"))
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(seconds(folder, sync))
        theirs.append(seconds(folder, ["sha256sum", *files[::2]], ["sha256sum", *files[1::2]]))
    shown(f"unchanged, {PAGES} pages", ours, theirs)
    ours, theirs = [], []
    for turn in range(max(1, RUNS // 2)):
        render = [PROGRAM, "render", "-q", "--format", "svg"]
        write(folder, 2 * turn + 1)
        ours.append(seconds(folder, sync))
        write(folder, 2 * turn + 2)
        theirs.append(seconds(folder, [*render, *pages[::2]], [*render, *pages[1::2]]))
    shown(f"changed, {PAGES} pages", ours, theirs)
