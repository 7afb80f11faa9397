#!/usr/bin/env python3
"""Times whole runs of govdraw against Typst on the poster of the delivery-group page, turn by turn in one go.

    python3 -m venv VENV && VENV/bin/pip install typst
    cargo build --release && VENV/bin/python benches/typst.py [rounds] [folder]

Typst, as it is installed from PyPI, is a Python module: a run is a Python that loads it and compiles one file. It is given
the poster's words in cards of the same rows, banners and asides, in the same fonts and nothing but those, on a page as
large as ours, and no icons, of which ours has one for most points. Both write PDFs tagged to PDF/UA-1. `python alone` loads
the module and compiles nothing: what is left of a run's time is Typst's own, and the bars are on that. Prints medians, their
ratios to Typst's, and the bars; exits 1 where one is missed. In a folder that is named, the pictures stay to be looked at."""

import json
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVDRAW = ROOT / "target" / "release" / "govdraw"
PAGE = ROOT / "examples" / "delivery-group.md"
# most that our time may be of Typst's own
BARS = {"svg": 1.0, "pdf": 1.0, "png": 1.5}

COMPILE = """
import sys, typst
source, target, form, fonts = sys.argv[1:]
options = {"pdf": {"pdf_standards": "ua-1"}, "png": {"ppi": 192.0}, "svg": {}}[form]
typst.compile(source, output=target, format=form, font_paths=[fonts], ignore_system_fonts=True, **options)
"""
ALONE = "import sys, typst"

# lengths are in the poster's body size, as our layout has them; colours are the default theme's
PREAMBLE = """
#set document(title: TITLE)
#set page(width: 1650pt, height: HEIGHT, margin: 2em, fill: white)
#set text(font: ("Public Sans", "Inter"), size: 21pt, fill: rgb("#16202b"), lang: "en", hyphenate: false)
#set par(leading: .5em, spacing: .5em)
#set list(indent: .4em, body-indent: .8em, spacing: .85em)
#show heading: set text(size: 1em, weight: 700)
#show heading: set block(above: 0em, below: 0em)
#let banner(depth, words, ink, high, size, radius) = block(width: 100%, height: high, fill: ink, radius: (top: radius),
  inset: (x: 1em), above: 0em, below: 0em)[
  #set align(horizon); #set text(fill: white, size: size)
  #heading(level: depth, words)]
#let card(name, points, roles, ink, rule) = [
  #banner(3, name, ink, 2.9em, 1.3em, .35em)
  #block(width: 100%, inset: (x: 1em, y: 1.05em), above: 0em, below: 0em)[
    #list(..points)
    #if roles != none [
      #line(length: 100%, stroke: .07em + rule)
      #text(size: .88em)[#text(weight: 700, fill: ink)[Roles:] #roles]]]]
#let aside(words, points, ink, tint) = block(width: 100%, fill: tint, stroke: (left: .4em + ink), inset: (x: 1.4em, y: .95em))[
  #text(size: 1.2em, weight: 700, fill: ink, words)
  #set text(size: 1.2em)
  #list(..points)]
#let panel(name, about, rows, colors) = block(width: 100%, fill: colors.at(1), radius: .5em, below: 1.7em)[
  #banner(2, name, colors.at(0), 4.3em, 2.3em, .5em)
  #block(width: 100%, inset: 1.6em, above: 0em, below: 0em)[
    #about(colors.at(0), colors.at(2))
    #for row in rows [#grid(columns: (1fr,) * row.len(), gutter: 1.2em, fill: white,
      ..row.map(((name, points, roles)) => card(name, points, roles, colors.at(0), colors.at(3))))]]]
#heading(level: 1, text(size: 2.9em, TITLE))
#v(2.3em)
"""
COLORS = [
    ("0b6a63", "c3f1eb", "e9faf7", "8fd6cd"),
    ("126f39", "d2f2c4", "eefae8", "a4d68f"),
    ("0561a6", "cdeafb", "ebf6fe", "96c9ea"),
]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def array(items):
    return "(" + "".join(f"{item}, " for item in items) + ")"


def poster(svg):
    """The poster's height in px, and for each level how many cards each of its rows has."""
    root = xml.parse(svg).getroot()
    rows = []
    for level in root.iter("{http://www.w3.org/2000/svg}g"):
        if level.get("data-level") is None:
            continue
        tops = []
        for card in level.iter("{http://www.w3.org/2000/svg}g"):
            if card.get("data-node") is not None:
                box = next(shape for shape in card.iter() if "box" in (shape.get("class") or "").split())
                tops.append(box.get("y"))
        rows.append([tops.count(top) for top in dict.fromkeys(tops)])
    return float(root.get("height")), rows


def typst_source(model, height, rows):
    out = [PREAMBLE.replace("TITLE", quoted(model["title"])).replace("HEIGHT", f"{0.75 * height}pt")]
    for number, level in enumerate(model["levels"]):
        functions = iter(level["functions"])
        cards = []
        for count in rows[number]:
            row = []
            for _ in range(count):
                function = next(functions)
                points = array(f"[{typst_words(point)}]" for point in function.get("points", []))
                roles = quoted(", ".join(role["name"] for role in function.get("roles", [])))
                row.append(f"({quoted(function['name'])}, {points}, {roles})")
            cards.append(array(row))
        points = array(f"[{typst_words(point)}]" for point in level.get("points", []))
        colors = array(f'rgb("#{color}")' for color in COLORS[number % len(COLORS)])
        about = f'(ink, tint) => aside("What happens at this level", {points}, ink, tint)'
        out.append(f"#panel({quoted(level['name'])}, {about}, {array(cards)}, {colors})")
    return "\n".join(out)


def typst_words(text):
    return "#" + quoted(text.removesuffix("."))


def milliseconds(command):
    start = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    took = (time.perf_counter() - start) * 1000
    if ran.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {ran.returncode}\n{ran.stderr}")
    return took


def pixels(picture):
    return struct.unpack(">II", picture.read_bytes()[16:24])


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else folder)
        exported = subprocess.run([GOVDRAW, "export", PAGE, "--to", "json"], check=True, capture_output=True)

        def ours(form):
            return [GOVDRAW, "render", PAGE, "-q", "--style", "poster", "-o", folder / f"govdraw.{form}"]

        subprocess.run(ours("svg"), check=True)
        height, rows = poster(folder / "govdraw.svg")
        source = folder / "poster.typ"
        source.write_text(typst_source(json.loads(exported.stdout), height, rows), encoding="utf-8")

        commands = {"python alone": [sys.executable, "-c", ALONE]}
        for form in BARS:
            target = folder / f"typst.{form}"
            commands[f"Typst {form}"] = [sys.executable, "-c", COMPILE, source, target, form, ROOT / "fonts"]
            commands[f"govdraw {form}"] = ours(form)
        times = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                # a picture that is already there and the same is not written again
                for form in BARS:
                    (folder / f"govdraw.{form}").unlink(missing_ok=True)
                took = milliseconds(command)
                if number > 0:
                    times[name].append(took)
            sizes = [pixels(folder / f"{tool}.png") for tool in ("typst", "govdraw")]
            assert sizes[0] == sizes[1], sizes

        medians = {name: statistics.median(taken) for name, taken in times.items()}
        python = medians["python alone"]
        missed = False
        print("{} x {} pixels; medians of {rounds} runs each".format(*sizes[0], rounds=rounds))
        print("| poster | Typst ms | of that Python's | govdraw ms | x Typst | x Typst's own | bar |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for form, bar in BARS.items():
            whole, own = medians[f"Typst {form}"], medians[f"govdraw {form}"]
            ratio = own / (whole - python)
            missed |= ratio > bar
            verdict = "missed" if ratio > bar else "kept"
            print(
                f"| {form.upper()} | {whole:.1f} | {python:.1f} | {own:.1f} | {own / whole:.2f} | {ratio:.2f} "
                f"| {bar:g}, {verdict} |"
            )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
