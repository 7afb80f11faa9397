"""How fast `sync` is on many pages, beside what it cannot be faster than, and `watch` on one.

    cargo build --release && python3 benches/sync.py [PAGES] [RUNS]

Makes a site of PAGES (1,000) pages of the published size, three styles, SVG, in a temporary folder, and prints medians and
ranges of RUNS (11) pairs of runs, one after the other, each as elapsed time and as time of the processor (user and system):

- unchanged: `sync` over two `sha256sum` processes that share the same files, pages and pictures;
- the same without what an earlier run kept, as in a new clone;
- changed: `sync` over two `render` processes that share the same pages; each page says something else each time;
- watch: from the save of a page to the last of its three pictures, 3 RUNS times.

Also the most memory of a `sync`, changed and unchanged. GOVDRAW names another program. ONLY=unchanged, clone, changed or watch
measures that alone.
"""
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("GOVDRAW", str(ROOT / "target/release/govdraw"))
ONLY = os.environ.get("ONLY")
PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 11
PAGE = (ROOT / "examples/delivery-group.md").read_text()
SYNC = [PROGRAM, "sync", "-q"]
RENDER = [PROGRAM, "render", "-q", "--format", "svg"]


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


def cost(folder: pathlib.Path, *commands: list[str]) -> tuple[float, float]:
    """How long commands take that run at once, and how long a processor was busy with them, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    running = [subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    for process in running:
        if process.wait() not in (0, 1):
            sys.exit(f"{process.args[:3]} failed")
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(folder: pathlib.Path, command: list[str]) -> float:
    """The most memory of a command, in MB."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.wait4(process.pid, 0)[2].ru_maxrss / 1024


def shown(name: str, ours: list[tuple[float, float]], theirs: list[tuple[float, float]]) -> None:
    for part, word in enumerate(["elapsed", "processor"]):
        one, other = [run[part] for run in ours], [run[part] for run in theirs]
        ratios = [a / b for a, b in zip(one, other)]
        print(
            f"{name}, {PAGES} pages, {word}: {statistics.median(one):.3f} s over {statistics.median(other):.3f} s, "
            f"{statistics.median(one) / statistics.median(other):.2f} of medians, "
            f"{statistics.median(ratios):.2f} of pairs ({min(ratios):.2f} to {max(ratios):.2f})",
            flush=True,
        )


def unchanged(folder: pathlib.Path, is_clone: bool) -> None:
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in (".svg", ".md"))
    ours, theirs = [], []
    for _ in range(RUNS):
        if is_clone:
            shutil.rmtree(folder / ".govdraw-cache", ignore_errors=True)
        ours.append(cost(folder, SYNC))
        theirs.append(cost(folder, ["sha256sum", *files[::2]], ["sha256sum", *files[1::2]]))
    shown("a new clone" if is_clone else "unchanged", ours, theirs)


def changed(folder: pathlib.Path) -> None:
    ours, theirs = [], []
    for turn in range(RUNS):
        pages = write(folder, 2 * turn + 1)
        ours.append(cost(folder, SYNC))
        write(folder, 2 * turn + 2)
        theirs.append(cost(folder, [*RENDER, *pages[::2]], [*RENDER, *pages[1::2]]))
    shown("changed", ours, theirs)


def watch(folder: pathlib.Path) -> None:
    """Saves a page time and again while `watch` runs, and looks until the last picture has the new title."""
    page = folder / "page.md"
    page.write_text(PAGE)
    pictures = [folder / f"page-{style}.svg" for style in ("simple", "flow", "poster")]
    process = subprocess.Popen([PROGRAM, "watch", "page.md"], cwd=folder, stderr=subprocess.PIPE, text=True)
    while "watching" not in process.stderr.readline():
        pass
    times = []
    for turn in range(3 * RUNS):
        time.sleep(0.3)
        title = f"Governance {turn} of the group"
        start = time.perf_counter()
        page.write_text(PAGE.replace("Delivery group governance", title))
        while not all(title in picture.read_text() for picture in pictures):
            time.sleep(0.001)
        times.append(1000 * (time.perf_counter() - start))
    process.terminate()
    process.wait()
    print(f"watch, from save to pictures: {statistics.median(times):.0f} ms ({min(times):.0f} to {max(times):.0f})", flush=True)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    if ONLY in (None, "watch"):
        watch(folder)
    if ONLY != "watch":
        (folder / "govdraw.toml").write_text('pages = ["docs/**/*.md"]\n')
        write(folder, 0)
        print(f"most memory: {memory(folder, SYNC):.0f} MB of a first run, ", end="", flush=True)
        print(f"{memory(folder, SYNC):.0f} MB of one that finds nothing to do", flush=True)
        for kind, is_clone in (("unchanged", False), ("clone", True)):
            if ONLY in (None, kind):
                unchanged(folder, is_clone)
        if ONLY in (None, "changed"):
            changed(folder)
