#!/usr/bin/env python3
"""Times whole runs of govdraw against Graphviz on the delivery-group page, turn by turn in one go.

    cargo build --release && python3 benches/whole-process.py [rounds]

Needs `dot` in PATH. Graphviz is given the same boxes, levels, arrows and labels as our flow chart. Times are of the
processor (user and system): neighbours on a machine change them least. Prints medians, the medians of each round's ratios
to dot's, and the bars that the project holds itself to; exits 1 where a bar is missed. GOVDRAW names another program."""

import json
import os
import statistics
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVDRAW = Path(os.environ.get("GOVDRAW", ROOT / "target" / "release" / "govdraw"))
PAGE = ROOT / "examples" / "delivery-group.md"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def dot_source(model):
    lines = ["digraph {", "rankdir=TB; node [shape=box, fontname=sans];"]
    boxes = {}
    for number, level in enumerate(model["levels"]):
        lines.append(f"subgraph cluster_{number} {{ label={quoted(level['name'])};")
        for function in level.get("functions", []):
            lines.append(f"{quoted(function['id'])} [label={quoted(function['name'])}];")
            boxes[function["id"]] = function["id"]
        lines.append("}")
    for outcome in model.get("outcomes", []):
        lines.append(f"{quoted(outcome['id'])} [label={quoted(outcome['name'])}];")
        boxes[outcome["id"]] = outcome["id"]
    for flow in model["flows"]:
        assert flow["from"] in boxes and flow["to"] in boxes, flow
        kind = flow.get("kind", "directs")
        style = {"directs": "", "feedback": ", style=dashed", "mutual": ", dir=both"}[kind]
        label = quoted(flow.get("label") or "")
        lines.append(f"{quoted(flow['from'])} -> {quoted(flow['to'])} [label={label}{style}];")
    return "\n".join(lines + ["}"])


def run(command):
    """Milliseconds of the processor, and the most memory in bytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = (usage.ru_utime + usage.ru_stime) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}")
    return took, usage.ru_maxrss * 1024


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        exported = subprocess.run([GOVDRAW, "export", PAGE, "--to", "json"], check=True, capture_output=True)
        graph = folder / "chart.dot"
        graph.write_text(dot_source(json.loads(exported.stdout)), encoding="utf-8")

        def render(style, form, *more):
            target = folder / f"{style}.{form}"
            return [GOVDRAW, "render", PAGE, "-q", "--style", style, "--format", form, *more, "-o", target]

        commands = {
            "dot -Tsvg": ["dot", "-Tsvg", graph, "-o", folder / "chart.svg"],
            "simple svg": render("simple", "svg"),
            "poster svg": render("poster", "svg"),
            "flow svg": render("flow", "svg"),
            "flow, best": render("flow", "svg", "--effort", "best"),
            "poster png": render("poster", "png"),
        }
        times = {name: [] for name in commands}
        memory = {name: 0 for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                # a picture that is already there and the same is not written again
                for old in folder.glob("*.svg"):
                    old.unlink()
                took, most = run(command)
                memory[name] = max(memory[name], most)
                if number > 0:
                    times[name].append(took)
        width, height = struct.unpack(">II", (folder / "poster.png").read_bytes()[16:24])

    bars = {"simple svg": 1.25, "poster svg": 1.25, "flow svg": 1.0, "flow, best": 2.0}
    missed = False
    print(f"{'':12} {'CPU ms':>10} {'least':>8} {'x dot':>7} {'bar':>6} {'most MB':>8}")
    for name, taken in times.items():
        median = statistics.median(taken)
        ratio = statistics.median(own / dot for own, dot in zip(taken, times["dot -Tsvg"]))
        bar = bars.get(name)
        missed |= bar is not None and ratio > bar
        shown = "" if bar is None else f"{bar:g}"
        print(f"{name:12} {median:10.1f} {min(taken):8.1f} {ratio:7.2f} {shown:>6} {memory[name] / 1e6:8.0f}")
    raw = width * height * 4
    ratio = memory["poster png"] / raw
    missed |= ratio > 2.5
    print(f"poster png: {width} x {height}, {ratio:.2f} times the memory of its raw pixels (bar 2.5)")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
