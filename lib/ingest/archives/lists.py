"""Lists of articles: rows of CSV and XLSX, a column for each of what is known of an article."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from lib.errors import UnreadableFileError
from lib.ingest.archives.columns import Role, are_months_first, day_of, guess_columns
from lib.ingest.archives.pieces import MOST_PIECES, Piece, Refused, text_piece
from lib.ingest.decode import decode_as_is
from lib.ingest.given import LONGEST_ADDRESS, LONGEST_NAME, MAX_BYTES, MAX_CHARACTERS, web_address

Row = Sequence[str]
# Rows whose days are looked at to tell how they are written, and by which a list's delimiter is told.
_LOOKED_AT = 200
_MOST_COLUMNS = 500
_DELIMITERS = ",;\t|"
# A workbook's parts unpacked.
_MOST_UNPACKED = 200_000_000
_LABELS: Mapping[Role, str] = {"outlet": "outlet", "title": "headline", "story": "story", "url": "address"}
_LONGEST: Mapping[Role, int] = {
    "outlet": LONGEST_NAME, "title": LONGEST_NAME, "story": LONGEST_NAME, "url": LONGEST_ADDRESS,
}  # fmt: skip


def read_csv(data: bytes) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a CSV file, whatever parts its cells; raises UnreadableFileError where it is none."""
    text, _ = decode_as_is(data)
    csv.field_size_limit(MAX_BYTES)
    delimiter = max(_DELIMITERS, key=text[: text.find("\n") if "\n" in text else None].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        header = next(rows)
    except (StopIteration, csv.Error) as error:
        raise UnreadableFileError("a list without a header: its first row must name the columns") from error
    return _checked(header), _rows(rows)


def _rows(rows: Iterator[list[str]]) -> Iterator[Row]:
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFileError(f"a list that breaks off ({error}): save it anew as CSV") from error


def read_xlsx(data: bytes) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a workbook's first sheet; formulas are what they were last worked out to."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  (for those who have one to read)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise UnreadableFileError("a workbook that unpacks to more than any list is: save it as CSV")
        rows = iter(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).iter_rows())
        header = [_cell(cell) for cell in next(rows)]
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError) as error:
        raise UnreadableFileError(
            "a workbook that cannot be read (it is damaged or not whole): save it as CSV"
        ) from error
    except StopIteration as error:
        raise UnreadableFileError("a list without a header: its first row must name the columns") from error
    return _checked(header), ([_cell(cell) for cell in row] for row in rows)


def _cell(cell: Any) -> str:  # noqa: ANN401  # whatever a workbook holds
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _checked(header: Sequence[str]) -> list[str]:
    names = [" ".join(name.split())[:LONGEST_NAME] for name in header]
    if not any(names):
        raise UnreadableFileError("a list without a header: its first row must name the columns")
    if len(names) > _MOST_COLUMNS:
        raise UnreadableFileError(f"a list with more than {_MOST_COLUMNS} columns: keep those that tell of articles")
    return names


def list_pieces(
    name: str, header: Sequence[str], rows: Iterator[Row], columns: Mapping[Role, int] | None = None
) -> Iterator[Piece | Refused]:
    """The rows as articles, by the `columns` given, else by their names; each that holds no text says so."""
    columns = guess_columns(header) if columns is None else columns
    if "text" not in columns:
        yield Refused(name, _no_text(columns))
        return
    first = list(islice(rows, _LOOKED_AT))
    at = columns.get("published")
    month_first = at is not None and are_months_first([row[at] for row in first if at < len(row)])
    for number, row in enumerate((one for part in (first, rows) for one in part), 2):
        if number > MOST_PIECES + 1:
            yield Refused(name, f"more than {MOST_PIECES:,} rows: share them out among several lists")
            return
        if any(cell.strip() for cell in row):
            yield _piece(f"{name}, row {number}", row, columns, month_first=month_first)


def _no_text(columns: Mapping[Role, int]) -> str:
    """Why a list without a column of text gives no article."""
    if "url" in columns:
        return "a list of addresses without the articles' texts: add a column with the text, or fetch the addresses"
    return "a list without a column of texts: name the column that holds each article's text"


def _piece(name: str, row: Row, columns: Mapping[Role, int], *, month_first: bool) -> Piece | Refused:
    cells = {role: row[at].strip() if at < len(row) else "" for role, at in columns.items()}
    text = cells.get("text", "")
    if not text:
        return Refused(name, "no text in this row")
    if len(text) > MAX_CHARACTERS:
        return Refused(name, f"a cell longer than {MAX_CHARACTERS:,} characters, which no article is")
    long = [_LABELS[role] for role, most in _LONGEST.items() if len(cells.get(role, "")) > most]
    day = day_of(cells.get("published", ""), month_first=month_first)
    notes = [f"the {what} of its row is too long, and is not used" for what in long]
    if cells.get("published") and day is None:
        notes.append(f"“{cells['published'][:40]}” is no day that can be read")
    kept = {role: "" if _LABELS.get(role) in long else cell for role, cell in cells.items()}
    piece = text_piece(
        name, text, title=kept.get("title"), outlet=kept.get("outlet"), published=day,
        url=web_address(kept.get("url")), notes=tuple(notes),
    )  # fmt: skip
    if kept.get("story"):
        piece.said["story"] = kept["story"]
    return piece
