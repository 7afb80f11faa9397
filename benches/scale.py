#!/usr/bin/env python3
"""Times whole runs of govdraw on generated flow charts and measures what they draw.

    cargo build --release && python3 benches/scale.py [rounds]

Prints a table: time, bends, crossings, most bends on an arrow, fill, hard faults; then the growth of time from 1,000 boxes
to 10,000. Exits 1 where a bar is missed. The charts, always the same:

- 5 x 12: 5 levels of 12 functions, 100 arrows;
- hub: one function with 40 arrows, two to each of 20 others, in 3 levels;
- K9: nine functions in 3 levels, an arrow between each two;
- 1,000: 10 levels of 100 functions, 1,500 arrows;
- 10,000: 50 levels of 200 functions, 15,000 arrows.

In a generated chart each level picks its functions from a common pool a third larger than itself, so that most functions
come at several levels and are aligned. An arrow stays in its level (45 of 100), goes to the next level up or down (45) or to
any level (10). In most cases it goes to one of the functions whose number in the pool is nearest, within 3. Of 100 arrows
15 have one back beside them; 6 have no label, the others one of 2 to 8 words."""

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVDRAW = Path(os.environ.get("GOVDRAW", ROOT / "target" / "release" / "govdraw"))
WORDS = (
    "set define agree review service delivery group outcomes budget roadmap standards priorities resources teams "
    "assurance policy objectives users skills and for the across manage report risks ensure strategic operational guidance"
).split()
NAMES = (
    "Product,Delivery,Technology,Service ownership,Service design,Professions,Support,Business,Security,Data,Finance,"
    "Policy,Operations,Legal,Research,Content,Commercial,People"
).split(",")


class Generator:
    """Xorshift64* (Vigna 2016), the same on every machine and in every Python."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) | 1

    def bits(self):
        self.state ^= self.state >> 12
        self.state = (self.state ^ self.state << 25) & 0xFFFFFFFFFFFFFFFF
        self.state ^= self.state >> 27
        return self.state * 0x2545F4914F6CDD1D & 0xFFFFFFFFFFFFFFFF

    def below(self, n):
        return (self.bits() >> 33) % max(n, 1)

    def unit(self):
        return (self.bits() >> 11) / (1 << 53)


def name(number):
    text = NAMES[number % len(NAMES)]
    return text if number < len(NAMES) else f"{text} {number // len(NAMES) + 1}"


def model(title, levels, boxes, arrows):
    """A model of boxes (level, number in the pool) and arrows (from, to, label)."""
    ids = [f"level-{level + 1}/f{number}" for level, number in boxes]
    functions = [[] for _ in range(levels)]
    for box, (level, number) in enumerate(boxes):
        functions[level].append({"id": ids[box], "name": name(number)})
    flows = []
    for source, target, label in arrows:
        flow = {"from": ids[source], "to": ids[target]}
        flows.append(flow | {"label": label} if label else flow)
    named = [{"id": f"level-{i + 1}", "name": f"Level {i + 1}", "functions": f} for i, f in enumerate(functions)]
    return {"title": title, "levels": named, "flows": flows}


def generated(levels, per, count, seed, near):
    random = Generator(seed)
    pool = math.ceil(per * 1.3)
    boxes, at = [], []
    for level in range(levels):
        numbers = list(range(pool))
        for i in range(pool - 1, 0, -1):
            j = random.below(i + 1)
            numbers[i], numbers[j] = numbers[j], numbers[i]
        at.append(list(range(len(boxes), len(boxes) + per)))
        boxes += [(level, number) for number in sorted(numbers[:per])]

    def label():
        return " ".join(WORDS[random.below(len(WORDS))] for _ in range(2 + random.below(7)))

    arrows = []
    while len(arrows) < count:
        level = random.below(levels)
        source = at[level][random.below(per)]
        kind = random.unit()
        if kind < 0.45:
            other = level
        elif kind < 0.9:
            up = random.unit() < 0.5 and level > 0
            other = level - 1 if up else min(level + 1, levels - 1)
        else:
            other = random.below(levels)
        target = at[other][random.below(per)]
        if random.unit() < near:
            wanted = boxes[source][1] + (random.unit() - 0.5) * 6.0
            target = min(at[other], key=lambda box: abs(boxes[box][1] - wanted))
        if source == target and random.unit() > 0.1:
            continue
        random.unit()
        arrows.append((source, target, "" if random.unit() < 0.06 else label()))
        if random.unit() < 0.15 and len(arrows) < count and source != target:
            arrows.append((target, source, label()))
    return model(f"{levels} x {per}, {count} arrows", levels, boxes, arrows)


def hub(count):
    spokes = (count + 1) // 2
    boxes = [(i % 3, i) for i in range(spokes)] + [(0, spokes)]
    arrows = [(spokes, i % spokes, f"Label number {i} with some words") for i in range(count)]
    return model("Hub", 3, boxes, arrows)


def complete(n):
    pairs = [(a, b) for a in range(n) for b in range(a)]
    arrows = [(b, a) if (a + b) % 3 == 0 else (a, b) for a, b in pairs]
    labels = [f"From {a} to {b} in short" for a, b in pairs]
    return model(f"K{n}", 3, [(i % 3, i) for i in range(n)], [(*ends, l) for ends, l in zip(arrows, labels)])


# name, chart, bars: seconds and crossings at most, bends on an arrow at most, fill at least
CHARTS = [
    ("5 x 12", lambda: generated(5, 12, 100, 1, 0.75), {"s": 0.5, "crossings": 43, "most_bends": 4}),
    ("hub", lambda: hub(40), {"s": 0.2, "crossings": 0, "most_bends": 3}),
    ("K9", lambda: complete(9), {"crossings": 36, "most_bends": 4}),
    ("1,000", lambda: generated(10, 100, 1500, 1, 0.97), {"s": 0.4, "most_bends": 4, "fill": 0.14}),
    ("10,000", lambda: generated(50, 200, 15000, 1, 0.97), {"s": 3.0}),
]
GROWTH = 1.1


def run(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr.decode()}")
    return time.perf_counter() - start, done.stdout


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    missed, medians = [], {}
    print(f"{'chart':>7} {'median s':>9} {'least s':>8} {'bends':>7} {'crossings':>9} {'most bends':>10} {'fill %':>7} {'hard':>5}")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for title, chart, bars in CHARTS:
            page, picture = folder / "chart.json", folder / "chart.svg"
            page.write_text(json.dumps(chart()), encoding="utf-8")
            render = [GOVDRAW, "render", page, "-q", "--style", "flow", "--format", "svg", "-o", picture]
            found = json.loads(run([*render, "--metrics"])[1])[0]["metrics"]
            took = []
            for _ in range(rounds):
                # a picture that is already there and the same is not written again
                picture.unlink(missing_ok=True)
                took.append(run(render)[0])
            soft, hard = found["soft"], sum(found["hard"].values())
            medians[title] = statistics.median(took)
            print(
                f"{title:>7} {medians[title]:9.3f} {min(took):8.3f} {soft['bends']:7} {soft['crossings']:9} "
                f"{soft['most_bends']:10} {100 * soft['fill']:7.1f} {hard:5}",
                flush=True,
            )
            values = soft | {"s": medians[title]}
            for key, bar in bars.items():
                if values[key] < bar if key == "fill" else values[key] > bar:
                    missed.append(f"{title}: {key} {values[key]:.3g}, bar {bar:g}")
            if hard:
                missed.append(f"{title}: {hard} hard faults: {found['hard']}")
    growth = math.log10(medians["10,000"] / medians["1,000"])
    print(f"growth from 1,000 boxes to 10,000: n^{growth:.2f}")
    if growth > GROWTH:
        missed.append(f"growth n^{growth:.2f}, bar n^{GROWTH}")
    for line in missed:
        print(f"missed: {line}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
