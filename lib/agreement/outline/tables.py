"""Tables of steps in a text: what is to be done, by whom and by when, each in a column of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lib.codebooks import word_set

COLUMNS = ("number", "when", "who", "what")
_LINE = re.compile(r"[^\n\r\f\v\u2028]+")
_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the bounds of what is to be done, its number, by whom, by when.

    `heading` says that it only names the lines below.
    """

    start: int
    end: int
    number: str
    who: str
    when: str
    heading: bool = False

    @property
    def empty(self) -> bool:
        """Whether the line is the table's head, or a rule in it."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    text: str


def find_rows(text: str) -> Mapping[int, Row]:
    r"""The lines of the tables in a text, by where each begins.

    >>> [row] = [row for row in find_rows("Action\tBy whom\tDate\nOpen a road\tArmy\t4 May").values() if not row.empty]
    >>> row.who, row.when
    ('Army', '4 May')
    """
    return dict(_rows(text))


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    columns: Mapping[str, int] = {}
    parting = ""
    for found in _LINE.finditer(text):
        line = found.group()
        if not line.strip():
            continue
        start = found.start() + len(line) - len(line.lstrip())
        head = _head(line)
        if head:
            parting, columns = head
        if head or (parting and _RULE.fullmatch(line)):
            yield start, Row(start, start, "", "", "")
        elif parting and parting in line:
            yield start, _row(list(_cells(line, parting, found.start())), columns, start)
        else:
            parting = ""


def _head(line: str) -> tuple[str, Mapping[str, int]] | None:
    """What parts the columns, and which is which, where a line is a table's head."""
    parting = "\t" if "\t" in line.strip() else "|" if "|" in line else ""
    columns: dict[str, int] = {}
    for at, cell in enumerate(_cells(line, parting, 0) if parting else ()):
        words = set(re.findall(r"[\w#/]+", cell.text.lower()))
        kind = next(
            (kind for kind in COLUMNS if kind not in columns and words & word_set("agreement_text", "tables", kind)), ""
        )
        if kind and len(words) < 6:
            columns[kind] = at
    return (parting, columns) if "what" in columns and ({"who", "when"} & set(columns)) else None


def _cells(line: str, parting: str, offset: int) -> Iterator[_Cell]:
    """The cells of a line, blanks round them left out; a bar at its ends parts nothing."""
    first, last = 0, len(line)
    if parting == "|":
        first = line.index("|") + 1 if line.lstrip().startswith("|") else 0
        last = line.rindex("|") if line.rstrip().endswith("|") and line.count("|") > 1 else last
    at = first
    for cell in line[first:last].split(parting):
        yield _Cell(offset + at + len(cell) - len(cell.lstrip()), cell.strip())
        at += len(cell) + 1


def _row(cells: list[_Cell], columns: Mapping[str, int], start: int) -> Row:
    def text(kind: str) -> str:
        at = columns.get(kind, len(cells))
        return cells[at].text if at < len(cells) else ""

    filled = [cell for cell in cells if cell.text]
    number = text("number").rstrip(".):")
    named = [cell for cell in filled if cell.text.rstrip(".):") != number]
    if len(named) == 1 and (named[0].text.isupper() or not number.isdigit()) and len(cells) > 1:
        return Row(named[0].start, named[0].start + len(named[0].text), "", "", "", heading=True)
    at = columns["what"]
    if at >= len(cells) or not cells[at].text:
        return Row(start, start, "", "", "")
    return Row(cells[at].start, cells[at].start + len(cells[at].text), number, text("who"), text("when"))
