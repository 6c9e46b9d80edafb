"""Write requirements.lock and requirements-dev.lock: every package that is installed, with the hashes of its files.

    pip install uv==0.13.9
    python scripts/lock.py

They hold for Linux, macOS and Windows and for Python 3.11 to 3.13. What a lock has already stays as long as the pins
allow it; `--upgrade` takes the newest of what is not pinned.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-config", "--default-index", "https://pypi.org/simple"),
    *("--custom-compile-command", "python scripts/lock.py"),
)


def main() -> None:
    """Write both files; what the tests need goes with just what the desk itself is locked to."""
    more = sys.argv[1:]
    lock("requirements", *more)
    lock("requirements-dev", "--constraint", "requirements.lock", *more)


def lock(name: str, *more: str) -> None:
    """Write one lock file beside its list of requirements."""
    subprocess.run([*COMMAND, *more, f"{name}.txt", "--output-file", f"{name}.lock"], cwd=ROOT, check=True)  # noqa: S603  # this script's own words
    print(f"{name}.lock")


if __name__ == "__main__":
    main()
