"""An annotator as one record, and one codec over the fields of what it states.

From the fields follow the JSON, the columns of the table and the way back; nothing spells them a second time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from operator import itemgetter
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from lib.models import Span

Cells = Sequence[Any]
_PLAIN = (str, int, float, bool)


@dataclass(frozen=True, slots=True)
class Layer:
    """What the reader of an article sets off alike: the name on its switch, and the small label in the text."""

    key: str
    name: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Annotator:
    """What reads one kind of statement: all that the desk knows of it.

    `key` names what it states everywhere: among the annotations, in the JSON, as a table. `find` gives its `record`s
    for what it `needs`: "text", "body_start", "published", "grammar" (the parsed text), "tools", "agreements", or what
    the annotators of these keys stated. Where `also` names further keys, it gives one result for each, in that order;
    what needs nothing is found so. `reads` says what it reads in words, where the key does not.

    A field's column bears its name, a part's that of the whole before it (`speaker.entity`: speaker_entity) unless
    `columns` says otherwise for its path. A whole that is named there is one column, beside such parts as are named
    too; None leaves it out of table and JSON. A part that may be missing has a field that may not. An analyst may
    correct the columns `corrected`: what was read stays in a second one, "..._read". `entities` has the columns that
    hold an entity, with the column of the words that name it there, None where none do. `layers` are how the reader of
    an article shows it.
    """

    key: str
    record: type
    needs: tuple[str, ...] = ()
    find: Callable[..., Any] = tuple
    also: tuple[str, ...] = ()
    reads: str = ""
    columns: Mapping[str, str | None] = field(default_factory=dict)
    corrected: tuple[str, ...] = ()
    entities: Mapping[str, str | None] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()

    def paths(self) -> dict[str, str]:
        """The columns of its table by the path in the record that each is for."""
        return dict(_columns(self.record, "", self.columns))

    def as_json(self, statement: Any) -> dict[str, Any]:  # noqa: ANN401  # one of its records
        """One of its records as plain dictionaries and lists."""
        written: dict[str, Any] = as_json(statement)
        for name, column in self.columns.items():
            if column is None:
                written.pop(name, None)
        return written

    def reader(self) -> Callable[[Cells], Any]:
        """What makes its record again of a row of its columns, in the order of `paths`."""
        return _builder(self.record, "", {path: number for number, path in enumerate(self.paths())})


@cache
def hints_of(record: Any) -> dict[str, Any]:  # noqa: ANN401  # a dataclass, which typing cannot name
    """The fields of a record with their types."""
    hints = get_type_hints(record)
    return {one.name: hints[one.name] for one in fields(record)}


def given(hint: Any) -> Any:  # noqa: ANN401  # a type hint has no narrower type
    """The type of what is there, where it may be missing.

    >>> given(str | None), given(tuple[str, ...])
    (<class 'str'>, tuple[str, ...])
    """
    options = get_args(hint)
    return next(one for one in options if one is not NoneType) if NoneType in options else hint


def as_json(value: Any) -> Any:  # noqa: ANN401  # whatever a record may hold
    """A value as JSON has it: a record's own span flat in it, spans in a row as pairs of offsets, days as ISO dates.

    >>> as_json((Span(0, 2, "No"), Span(4, 5, "x"))), as_json(Span(0, 2, "No")), as_json(date(2018, 9, 17))
    ([[0, 2], [4, 5]], {'start': 0, 'end': 2, 'text': 'No'}, '2018-09-17')
    """
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.exact}
    if isinstance(value, tuple):
        return [[one.start, one.end] if isinstance(one, Span) else as_json(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    kind: Any = type(value)
    names, deep = _names(kind)
    if not names:
        return value
    parts = {name: getattr(value, name) for name in names}
    for name in deep:
        parts[name] = as_json(parts[name])
    return {**(parts.pop("span", None) or {}), **parts}


@cache
def _names(record: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401  # any type
    """The names of a record's fields, and of those that JSON has not as they are: asked once, for values are many."""
    hints = {name: given(hint) for name, hint in hints_of(record).items()} if is_made(record) else {}
    return [*hints], [name for name, hint in hints.items() if hint not in _PLAIN and get_origin(hint) is not Literal]


def _columns(record: Any, prefix: str, named: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The columns of a record by their paths; spans are flat, and the words of a part are its text."""
    for name, hint in hints_of(record).items():
        path = f"{prefix}{name}"
        if path in named:
            yield from ((at, column) for at, column in named.items() if column and f"{at}.".startswith(f"{path}."))
        elif is_dataclass(given(hint)):
            yield from _columns(given(hint), f"{path}.", named)
        else:
            *whole, last = (part for part in path.split(".") if part != "span")
            yield path, "_".join([*whole, "text" if whole and last == "exact" else last])


def _builder(record: Any, prefix: str, at: Mapping[str, int]) -> Callable[[Cells], Any]:  # noqa: ANN401
    """What makes a record of a row whose values stand at these places, by their paths."""
    hints = {f"{prefix}{name}": given(hint) for name, hint in hints_of(record).items()}
    if len(hints) > 1 and all(path in at and not is_made(kind) for path, kind in hints.items()):
        values = itemgetter(*(at[path] for path in hints))
        return lambda row: record(*values(row))
    parts = [_part(kind, path, at) for path, kind in hints.items()]
    return lambda row: record(*[part(row) for part in parts])


def _part(kind: Any, path: str, at: Mapping[str, int]) -> Callable[[Cells], Any]:  # noqa: ANN401
    """What makes one field's value of a row; None where no column has it, or what it cannot be without is missing."""
    if path in at:
        own = itemgetter(at[path])
        made = _maker(kind)
        return (lambda row: made(own(row))) if is_made(kind) else own
    needed = [at.get(one) for one in _needed(kind, f"{path}.", at)] if is_dataclass(kind) else [None]
    places = [place for place in needed if place is not None]
    if len(places) < len(needed):
        return lambda _: None
    build = _builder(kind, f"{path}.", at)
    return build if path == "span" else lambda row: None if any(row[place] is None for place in places) else build(row)


def _needed(record: Any, prefix: str, at: Mapping[str, int]) -> Iterator[str]:  # noqa: ANN401
    """The paths of what a record cannot be without."""
    for name, hint in hints_of(record).items():
        if is_dataclass(hint) and f"{prefix}{name}" not in at:
            yield from _needed(hint, f"{prefix}{name}.", at)
        elif given(hint) is hint:
            yield f"{prefix}{name}"


def is_made(kind: Any) -> bool:  # noqa: ANN401  # a type hint has no narrower type
    """Whether a value of this type is no plain one."""
    return is_dataclass(kind) or get_origin(kind) is tuple


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # a type hint has no narrower type
    """What makes a column's lists tuples and its structs records."""
    if not is_made(kind):
        return lambda value: value
    if get_origin(kind) is tuple:
        one = _maker(get_args(kind)[0])
        return lambda values: None if values is None else tuple(map(one, values))
    parts = [(name, _maker(given(hint))) for name, hint in hints_of(kind).items()]
    return lambda value: None if value is None else kind(*[make(value[name]) for name, make in parts])
