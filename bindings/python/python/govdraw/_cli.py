"""The program `govdraw`, whole, on the library behind this package."""

from __future__ import annotations

import sys

from . import _govdraw


def main() -> None:
    """Run the program with the process's arguments, and end the process with its exit code."""
    import signal

    # Python would only note a signal while the program works: it is to end as it does without Python
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_govdraw.run(sys.argv))
