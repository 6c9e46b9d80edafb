"""Frames and lists by their records: which columns there are, what each cell is, and how a reader sees the rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from numbers import Integral, Real
from typing import Any, NamedTuple, ParamSpec

import pandas as pd

from lib.errors import FrameError

# Frames here are small and read cell by cell, which takes pandas far longer where text lies in Arrow's arrays.
pd.options.mode.string_storage = "python"

P = ParamSpec("P")
FrameMaker = Callable[P, pd.DataFrame]

TYPES: Mapping[str, type] = {
    "text": str,
    "whole": Integral,
    "number": Real,
    "day": date,
    "moment": datetime,
    "yes/no": bool,
    "list": list,
}
"""What a column may hold, to what its cells are; a list is shown as one line."""

DTYPES = {"whole": "int64", "number": "float64", "day": "datetime64[s]", "moment": "datetime64[s]", "yes/no": "bool"}


class Column(NamedTuple):
    """A column's name, one of `TYPES` that its cells are, and whether cells may be missing."""

    name: str
    type: str = "text"
    missing: bool = False

    def holds(self, cell: Any) -> bool:  # noqa: ANN401 (a cell holds anything)
        """Whether the cell is what the column says.

        >>> Column("n", "whole").holds(3), Column("n", "whole").holds("3"), Column("n", "whole").holds(None)
        (True, False, False)
        """
        if isinstance(cell, str):  # most are
            return self.type == "text"
        if pd.api.types.is_list_like(cell):
            return self.type == "list"
        if pd.isna(cell):
            return self.missing
        plain = cell.item() if hasattr(cell, "item") else cell
        if self.type == "whole" and isinstance(plain, float):  # what pandas makes of them where one is missing
            return self.missing and plain.is_integer()
        return isinstance(plain, TYPES[self.type]) and isinstance(plain, bool) == (self.type == "yes/no")


Columns = tuple[Column, ...]


def columns(said: str) -> Columns:
    """The columns that are said in words, each with its type where it is not text; "?" says that cells may be missing.

    >>> columns("name, rate: number?")
    (Column(name='name', type='text', missing=False), Column(name='rate', type='number', missing=True))
    """
    return tuple(_column(*one.partition(": ")[::2]) for one in said.split(", "))


def _column(name: str, kind: str) -> Column:
    found = Column(name.rstrip("?"), kind.rstrip("?") or "text", f"{name}{kind}".endswith("?"))
    if found.type not in TYPES:
        raise FrameError(f"Column {found.name}: there is no type “{found.type}”.")
    return found


def framed(said: Columns, rows: Iterable[Any]) -> pd.DataFrame:
    """The rows, tuples or dicts, as a frame of these columns with their types, also where there is no row."""
    frame = pd.DataFrame(list(rows), columns=[column.name for column in said])
    types = {one.name: "Int64" if one == (one.name, "whole", True) else DTYPES.get(one.type) for one in said}
    return frame.astype({name: dtype for name, dtype in types.items() if dtype})


def check_names(name: str, said: Columns, frame: pd.DataFrame, *, others: bool = False) -> pd.DataFrame:
    """The frame, which has these columns and, but for `others`, no more; FrameError names each that is not so."""
    faults = [f"no column “{column.name}”" for column in said if column.name not in frame]
    more = set() if others else {*frame} - {column.name for column in said}
    if told := "; ".join(faults + [f"“{one}” is none of its columns" for one in sorted(map(str, more))]):
        raise FrameError(f"{name}: {told}.")
    return frame


def check_cells(name: str, said: Columns, frame: pd.DataFrame, *, others: bool = False) -> pd.DataFrame:
    """The frame, and every cell is what its column says; FrameError names the first of each column that is not."""
    check_names(name, said, frame, others=others)
    wrong = ((one, next((cell for cell in frame[one.name] if not one.holds(cell)), one)) for one in said)
    if told := "; ".join(
        f"“{one.name}” holds {cell!r}, which is no {one.type}" for one, cell in wrong if cell is not one
    ):
        raise FrameError(f"{name}: {told}.")
    return frame


held = check_names
"""How a frame is checked whenever it is given or shown: by its names alone, for the cells take longer."""

FRAMES: dict[str, Columns] = {}
"""The columns of every frame that a function gives by its record, by the function's name."""


def gives(said: str | Columns) -> Callable[[FrameMaker[P]], FrameMaker[P]]:
    """Says which columns a function's frame has, and holds it to them whenever it is called."""
    known = columns(said) if isinstance(said, str) else said

    def of(make: FrameMaker[P]) -> FrameMaker[P]:
        name = f"{make.__module__.removeprefix('lib.')}.{make.__name__}"
        FRAMES[name] = known

        @wraps(make)
        def made(*args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
            return held(name, known, make(*args, **kwargs))

        return made

    return of


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that leaves the desk: what the screen, its files and the dossier show of a frame, and under which names.

    `key` is its name on the page and its file's, `title` what stands beside its files, `said` what its rows are, where
    the title does not say that. `heads` are the columns that are shown, in order, each with its label where that is not
    its name; without it all are shown as they are named. `by` are those that tell a row from the others, ids where
    there are any. A list of `others` has columns beside its own: one an outlet, or what the screen alone needs.
    """

    key: str
    title: str
    columns: Columns
    heads: str = ""
    by: Sequence[str] = ()
    said: str = ""
    noun: str = "row"
    others: bool = False

    @property
    def told_of(self) -> str:
        """What the rows are, in words."""
        return self.said or self.title

    def about(self, of: str = "", said: str = "") -> "Listing":
        """The list of one thing among several: its key ends with which, and `said` says whose rows these are."""
        return replace(self, key=f"{self.key} {of}".strip(), said=said or self.said)

    def only(self, *names: str) -> "Listing":
        """The list with these columns alone, in this order."""
        return replace(self, heads=", ".join(f"{name}: {self.labels[name]}" for name in names))

    def without(self, name: str) -> "Listing":
        """The list without one of its columns."""
        return self.only(*(one for one in self.labels if one != name))

    @property
    def labels(self) -> dict[str, str]:
        """The columns that are shown, to their labels.

        >>> Listing("outlets", "Outlets", columns("outlet_name, words: whole"), "outlet_name: Outlet, words").labels
        {'outlet_name': 'Outlet', 'words': 'Words'}
        """
        said = (one.partition(": ") for one in self.heads.split(", ") if one)
        return {name: label or name[:1].upper() + name[1:] for name, _, label in said}

    def types(self) -> dict[str, str]:
        """What each column holds."""
        return {column.name: column.type for column in self.columns}

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame, which is of this list and every cell what its column says; FrameError names what is not so."""
        return check_cells(self.key, self.columns, frame, others=self.others)

    def shown(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The columns that are shown, by name; FrameError where the frame is not of this list."""
        known = held(self.key, self.columns, frame, others=self.others)
        return known[list(self.labels)] if self.heads else known

    def told(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows under their labels, as a file has them."""
        return self.shown(frame).rename(columns=self.labels)
