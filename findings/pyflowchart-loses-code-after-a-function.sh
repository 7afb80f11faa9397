#!/usr/bin/env bash
# pyflowchart 0.6.0 leaves out all statements that follow a function with a `return`, and the `else` of a loop.
#
# Guess: `Flowchart.from_code` draws every statement of the code, or raises an error where it cannot.
# Seen: a `def` among other statements is followed into its body. Where that ends with `return` the chart ends there:
# of a script that defines `main` and calls it, the call is not drawn, nor is anything after it; without `return` both
# are. The statements in the `else` of `for` and `while` are left out and those after the loop drawn; the `else` of `if`
# is there. Nothing is reported.
# So: draw function by function with `field`, and turn a loop's `else` into an `if` first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pyflowchart==0.6.0
"$work/python/bin/python" - <<'PYTHON'
from pyflowchart import Flowchart

for name, code, missing in [
    ("statements", "one()\ntwo()\n", []),
    ("if with else", "if a:\n    one()\n    two()\nelse:\n    three()\n    four()\nfive()\n", []),
    ("for", "for a in b:\n    one()\n    two()\nthree()\n", []),
    ("for with else", "for a in b:\n    one()\n    two()\nelse:\n    three()\nfour()\n", ["three()"]),
    ("while with else", "while a:\n    one()\n    two()\nelse:\n    three()\nfour()\n", ["three()"]),
    ("function", "one()\ndef main():\n    two()\nmain()\nthree()\n", []),
    ("function with return", "one()\ndef main():\n    return two()\nmain()\nthree()\n", ["main()", "three()"]),
]:
    words = [line.split()[-1] for line in code.splitlines() if line.endswith(")")]
    chart = Flowchart.from_code(code).flowchart()
    found = [word for word in words if word not in chart]
    print(f"pyflowchart, {name}: {found} is missing")
    assert found == missing, f"{name}: is drawn otherwise now"
PYTHON
