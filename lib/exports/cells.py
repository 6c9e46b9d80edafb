"""Cells that no spreadsheet runs and no file format chokes on."""

import re
from typing import Any

# A cell that starts like this is run as a formula by spreadsheets, some of them also in the wide forms of East Asian
# keyboards; an apostrophe makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")

_LINE_ENDS = re.compile(r"\r\n?")
# XML 1.0 has no way to write these, and a lone half of a character is in no UTF-8 text.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(cell: Any) -> Any:  # noqa: ANN401 (a cell holds anything)
    r"""The cell: lists as one line, no control characters, lines ended alike, an apostrophe before what would be run.

    >>> harmless("=1+1"), harmless(-2), harmless(["a", "@b"]), harmless("a\x00b")
    ("'=1+1", -2, 'a, @b', 'ab')
    """
    if isinstance(cell, list | tuple) or type(cell).__name__ == "ndarray":
        cell = ", ".join(map(str, cell))
    if not isinstance(cell, str):
        return cell
    text = _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", cell))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
