"""Annotators that fail on purpose: for tests alone, put into any process of the desk by the environment.

Python runs `sitecustomize.py` of a folder on PYTHONPATH when it starts, in every process that the desk starts too.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

RAISES, HANGS, ENDS, HANGS_PARSED = "Ottokar raises.", "Ottokar hangs.", "Ottokar ends it.", "Ottokar is unparsable."
"""What an article says for which the reader of dates fails, and the grammar for the last."""

UNREADABLE, UNCLEANABLE = "Ottokar cannot be read.", "Ottokar cannot be cleaned."
"""What it says for which the cleaning hangs, or raises."""


def environment() -> dict[str, str]:
    """The environment of a command in which annotators fail on such articles."""
    folders = [str(Path(__file__).parent), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folder for folder in folders if folder)}
