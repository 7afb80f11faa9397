#!/usr/bin/env python3
"""Times flow charts of 8 to 10,000 boxes in twenty steps, and looks for cliffs between them.

    cargo build --release && python3 benches/sizes.py [SEEDS] [MOST]

Each step has SEEDS (3) charts of one kind (benches/scale.py makes them): n boxes in about n^0.42 levels, 3 arrows to 2
boxes. A step's cost is the sum of its charts' time of the processor, each the least of two runs of up to a second and of
one run beyond. A step that costs over 1.6 times what lies between its neighbours' costs (straight lines on logarithmic
scales) is a cliff: then it exits 1. MOST boxes (10,000) end the table. GOVDRAW names another program."""

import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from scale import GOVDRAW, generated

STEPS, FEWEST, MOST = 20, 8, 10_000
CLIFF = 1.6
# a run that takes this many seconds is not repeated: what disturbs it is little beside it
LONG = 1.0


def sizes():
    """The steps' numbers of boxes, each as many times the last."""
    return [round(FEWEST * (MOST / FEWEST) ** (step / (STEPS - 1))) for step in range(STEPS)]


def chart(boxes, seed):
    """A chart of about so many boxes, and how many they are."""
    levels = max(2, round(boxes**0.42))
    per = max(1, round(boxes / levels))
    return generated(levels, per, round(1.5 * levels * per), seed, 0.97), levels * per


def cost(command):
    """Seconds of the processor, and the most memory in MB."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    most = int(sys.argv[2]) if len(sys.argv) > 2 else MOST
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        page, picture = Path(folder) / "chart.json", Path(folder) / "chart.svg"
        render = [GOVDRAW, "render", page, "-q", "--style", "flow", "--format", "svg", "-o", picture]
        for wanted in (size for size in sizes() if size <= most):
            total, memory, boxes = 0.0, 0.0, 0
            for seed in range(1, seeds + 1):
                model, boxes = chart(wanted, seed)
                page.write_text(json.dumps(model), encoding="utf-8")
                runs = []
                while len(runs) < 2 and not (runs and runs[0][0] > LONG):
                    # a picture that is already there and the same is not written again
                    picture.unlink(missing_ok=True)
                    runs.append(cost(render))
                total += min(seconds for seconds, _ in runs)
                memory = max(memory, *(megabytes for _, megabytes in runs))
            rows.append((boxes, total / seeds, memory))
            print(f"{boxes:6} boxes: {total / seeds:7.3f} s, {memory:5.0f} MB", flush=True)
    cliffs = 0
    print(f"\n{'boxes':>6} {'CPU s':>8} {'MB':>6} {'over its neighbours':>20}")
    for number, (boxes, seconds, memory) in enumerate(rows):
        over = None
        if 0 < number < len(rows) - 1:
            (before, low, _), (after, high, _) = rows[number - 1], rows[number + 1]
            share = math.log(boxes / before) / math.log(after / before)
            over = seconds / math.exp(math.log(low) + share * math.log(high / low))
        cliffs += over is not None and over > CLIFF
        print(f"{boxes:6} {seconds:8.3f} {memory:6.0f} {'' if over is None else f'{over:.2f}':>20}")
    sys.exit(1 if cliffs else 0)


if __name__ == "__main__":
    main()
