"""TOML that somebody else wrote, read within bounds."""

import re
import tomllib
from typing import Any

from lib.errors import UnreadableFileError

# Nothing that is read here needs more than three. The time to read a key grows with the square of its parts.
MOST_PARTS = 4
# Some 20,000 decisions; each line may be a table, which takes a hundred times as long to read as any other line.
MOST_LINES = 300_000
_LONGEST_REASON = 300
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?)"""
# Texts of many lines and comments are passed over, for they hold no keys; outside them so many dots are only in keys.
# What is not closed is passed over as well: there the reading ends.
_KEY = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?"
    r"|#[^\n]*+"
    rf"|(?P<long>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}})"
    rf"|{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+",
    re.DOTALL,
)


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML text says, in a time that grows with its length.

    Raises UnreadableFileError with the reason, the line where known, and what to do.

    >>> read_toml('a."b.c" = 1.5')
    {'a': {'b.c': 1.5}}
    """
    if text.count("\n") > MOST_LINES:
        raise UnreadableFileError(f"more than {MOST_LINES:,} lines: share them out among several files")
    long = next((found for found in _KEY.finditer(text) if found["long"]), None)
    if long:
        line = text.count("\n", 0, long.start()) + 1
        raise UnreadableFileError(f"line {line}: a key of more than {MOST_PARTS} parts: take it out")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = f"{str(error)[:_LONGEST_REASON]}: mend that line"
    except RecursionError:
        reason = "brackets in brackets without end: take them out"
    except ValueError:  # what Python itself refuses
        reason = "a number with thousands of digits, or a time that is none: mend it"
    raise UnreadableFileError(f"not valid TOML, {reason}")
