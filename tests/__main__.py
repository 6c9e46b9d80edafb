"""The whole test command: `python -m tests` runs the linters, the type checker and every test."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser import find_chromium

ROOT = Path(__file__).resolve().parent.parent
# Tests in a browser wait half their time, so they run beside the others and not among them.
STEPS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-n", "auto", "--dist", "worksteal", "--ignore=tests/browser"),
    ("pytest", "-n", "auto", "--dist", "worksteal", "tests/browser"),
)
# The tests start some forty processes: where no bytecode is kept, each of them compiles the whole desk once more.
KEPT_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
SKIPPED = """
================================================================================
BROWSER TESTS SKIPPED: no Chromium was found on this machine.
Install one (on Debian: apt-get install chromium), or name it in ACCORD_DESK_CHROMIUM,
and run the tests again. Nothing has been said about how the pages look and answer.
================================================================================"""


def main() -> int:
    """Run every step, side by side and all of them even when one fails; gives 0 only when all passed."""
    surroundings = {**os.environ, **KEPT_BYTECODE}
    running = [subprocess.Popen([sys.executable, "-m", *step], cwd=ROOT, env=surroundings) for step in STEPS]
    failed = [step for step, process in zip(STEPS, running, strict=True) if process.wait()]
    for step in failed:
        print(f"FAILED: python -m {' '.join(step)}", file=sys.stderr)
    if find_chromium() is None:
        print(SKIPPED, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
