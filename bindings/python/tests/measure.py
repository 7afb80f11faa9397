"""What the wheel costs: its size, an import, and a run of the script beside a native program. Fails beyond the bars.

    measure.py WHEEL [NATIVE]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

WHEEL_MB, IMPORT_MS, SCRIPT_MS = 8.0, 10.0, 50.0
"""Bars: the wheel, an import, and how much longer the script takes than a native program."""


def best(arguments, rounds=15):
    """The shortest of some runs in ms: what a quiet machine needs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


wheel, native = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
size = wheel.stat().st_size / 1e6
timed = "import time; s = time.perf_counter(); import govdraw; print((time.perf_counter() - s) * 1000)"
imports = [float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True).stdout) for _ in range(15)]
script = str(Path(sys.executable).with_name("govdraw"))
print(f"{wheel.name}: {size:.2f} MB; import {min(imports):.1f} ms")
faults = [size > WHEEL_MB, min(imports) > IMPORT_MS]
page = Path(__file__).resolve().parents[3] / "examples" / "delivery-group.md"
with tempfile.TemporaryDirectory() as out:
    for arguments in (["themes"], ["lint", page], *(["render", page, "-o", out, "-f", "svg", "-s", style] for style in ("simple", "flow", "poster"))):
        times = best([script, *arguments])
        print(f"  govdraw {' '.join(str(argument) for argument in arguments if argument not in (page, out))}: {times:.0f} ms", end="")
        if native:
            alone = best([native, *arguments])
            print(f", native {alone:.0f} ms", end="")
            faults.append(times - alone > SCRIPT_MS)
        print()
sys.exit(any(faults) and "more than the bars allow")
