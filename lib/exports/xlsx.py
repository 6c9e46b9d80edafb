"""A table as an Excel workbook: the rows typed, and a second sheet that says what they are."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from lib.exports.cells import writable
from lib.exports.view import View

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel's own limit for the text of one cell.
LONGEST = 32_767
CUT = " … [cut: Excel holds no more in one cell]"
NARROWEST, WIDEST = 8, 60
# Nothing in a cell is to be guessed at: text stays text.
OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


class _Looks(NamedTuple):
    """How days and text are written."""

    day: "Format"
    text: "Format"


def xlsx_bytes(frame: pd.DataFrame, view: View, counted: str) -> bytes:
    """The frame as a sheet "Rows", numbers and days typed, and a sheet "About"; `counted` says what the rows are.

    A row of the sheet is a row of the frame; text beyond Excel's limit is cut and says so.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  # pages that offer a file need not load what writes it

    held = BytesIO()
    with Workbook(held, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        # A cell keeps its words as text when somebody edits it, too.
        looks = _Looks(
            book.add_format({"num_format": "d mmm yyyy", "align": "left"}), book.add_format({"quote_prefix": True})
        )
        _write_rows(book.add_worksheet("Rows"), frame, bold, looks)
        _write_about(book.add_worksheet("About"), frame, view, counted, bold)
        comments = _written(f"{view.kept}; data version {view.version}")
        book.set_properties({"title": view.page, "comments": comments})
    return held.getvalue()


def _write_rows(sheet: "Worksheet", frame: pd.DataFrame, bold: "Format", looks: "_Looks") -> None:
    """The header, which stays in view, and the cells."""
    for at, (name, values) in enumerate(frame.items()):
        written = [_written(cell) for cell in values]
        sheet.write_string(0, at, _written(str(name)), bold)
        for row, cell in enumerate(written, 1):
            _write(sheet, (row, at), cell, looks)
        sheet.set_column(at, at, _width(str(name), written))
    sheet.freeze_panes(1, 1)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _write_about(sheet: "Worksheet", frame: pd.DataFrame, view: View, counted: str, bold: "Format") -> None:
    """What the rows are and how to see them again, one line each."""
    for row, (label, words) in enumerate(_about(frame, view, counted)):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, _written(words))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)


def _about(frame: pd.DataFrame, view: View, counted: str) -> Iterator[tuple[str, str]]:
    yield "What is counted", counted
    yield "Rows", f"{len(frame):,}"
    yield "Page", view.page
    yield "Filters", view.kept
    yield "Data version", view.version
    yield "Link to this view and version", view.address
    yield "Made", f"{view.made:%Y-%m-%d %H:%M} UTC"


def _written(cell: Any) -> Any:  # noqa: ANN401 (a cell holds anything)
    """The cell as it is written: text as any file can hold it, cut to what Excel holds, nothing for what is missing."""
    cell = writable(cell)
    if isinstance(cell, str):
        return cell if len(cell) <= LONGEST else cell[: LONGEST - len(CUT)] + CUT
    if pd.isna(cell) or cell in (float("inf"), float("-inf")):
        return None
    return cell.item() if hasattr(cell, "item") else cell


def _write(sheet: "Worksheet", at: tuple[int, int], cell: Any, looks: "_Looks") -> None:  # noqa: ANN401 (as above)
    """One cell by what it holds."""
    if isinstance(cell, str):
        sheet.write_string(*at, cell, looks.text)
    elif isinstance(cell, bool):
        sheet.write_boolean(*at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell)
    elif isinstance(cell, datetime | date):
        sheet.write_datetime(*at, cell, looks.day)


def _width(name: str, written: list[Any]) -> int:
    """As wide as the widest of its cells, within reason."""
    longest = max([len(name), *(len(f"{cell}") for cell in written if not isinstance(cell, datetime))])
    return min(max(longest + 2, NARROWEST), WIDEST)
