"""Cells that no spreadsheet runs and no file format chokes on."""

import re
from typing import Any

# A cell that begins like this is run as a formula by spreadsheets, some of them also in the wide forms of East Asian
# keyboards; an apostrophe makes it text. A spreadsheet set to another language than the file's begins a cell at each
# of these separators too, whatever quotation marks say, and overlooks blanks, marks for the machine and quotation marks
# before the sign.
_FORMULA_START = re.compile(
    r"""(\A|[;\t\n|])(?=[\s"\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠])"""
)

_LINE_ENDS = re.compile(r"\r\n?")
# XML 1.0 has no way to write these, and a lone half of a character is in no UTF-8 text.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(cell: Any) -> Any:  # noqa: ANN401 (a cell holds anything)
    r"""The cell as any file can hold it: lists as one line, no control characters, lines ended alike.

    >>> writable("=1+1"), writable(["a", "@b"]), writable("a\x00b"), writable("a\r\nb")
    ('=1+1', 'a, @b', 'ab', 'a\nb')
    """
    if isinstance(cell, list | tuple) or type(cell).__name__ == "ndarray":
        cell = ", ".join(map(str, cell))
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", cell)) if isinstance(cell, str) else cell


def harmless(cell: Any) -> Any:  # noqa: ANN401 (as above)
    r"""The cell as CSV can hold it: an apostrophe before what a spreadsheet would run.

    >>> harmless("=1+1"), harmless(-2), harmless("x;=1+1"), harmless("one + two"), harmless("well-known")
    ("'=1+1", -2, "x;'=1+1", 'one + two', 'well-known')
    """
    cell = writable(cell)
    return _FORMULA_START.sub(r"\1'", cell) if isinstance(cell, str) else cell
