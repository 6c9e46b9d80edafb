"""The table's columns, derived from the vocabulary, so the two cannot drift apart."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa

from lib.annotate.annotators import SENTENCES, registered
from lib.annotator import Annotator, given, hints_of
from lib.models import Document, Failure

PLAIN: Mapping[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}


STATE = -1
"""The part that a file's state stands under, beside its articles from 0 on."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What is remembered of one file as it was read: enough to know, without reading it, whether to read it again.

    It is a row of its own, written with the last of the file's articles: a file without one is not read whole yet.

    `path` is the row's key; `root` the folder it was found under. `mtime_ns` is in nanoseconds, `size` in bytes.
    `raw_hash` is of the file's bytes, `sources_row` of what the sources list says of it, `version` names the code
    and codebooks that annotated it, and `fingerprint` covers all that the annotations depend on. `problem` says why
    the file was refused, None where it was read; `unread` what in its articles no annotator could read.
    """

    path: str
    root: str
    size: int
    mtime_ns: int
    raw_hash: str
    sources_row: str
    version: str
    fingerprint: str
    problem: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an annotation starts: its sentence's number, whether that is the headline, and whether it is a demonym."""

    sentence: int | None
    headline: bool
    demonym: bool


def table_schema() -> pa.Schema:
    """The Arrow schema of the rows: a file's state, or an article and its annotations as lists of structs.

    `part` numbers a file's articles from 0, and is STATE for its state. An article's `fingerprint` covers all that its
    annotations depend on; `lent` says of one without a day of its own which one its story lends it, empty where none.
    """
    return _schema(registered())


@cache
def _schema(annotators: tuple[Annotator, ...]) -> pa.Schema:
    columns = [*_columns(FileState), pa.field("root_order", pa.int64()), pa.field("part", pa.int64())]
    columns.append(pa.field("lent", pa.string()))
    columns += [pa.field("words", pa.int64()), pa.field("sketch", pa.list_(pa.int64()))]
    columns.append(pa.field("document", arrow_type(Document)))
    for one in annotators:
        parts = _columns(one.record) + (_columns(Standing) if one.key != SENTENCES else [])
        columns.append(pa.field(one.key, pa.list_(pa.struct(parts))))
    return pa.schema([*columns, pa.field("failures", arrow_type(tuple[Failure, ...]))])


def arrow_type(hint: Any) -> pa.DataType:  # noqa: ANN401  # a type hint has no narrower type
    """The Arrow type that holds values of a type hint: records become structs, tuples become lists.

    >>> str(arrow_type(tuple[str, ...]))
    'list<item: string>'
    """
    if is_dataclass(hint):
        return pa.struct(_columns(hint))
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return pa.string()
    return PLAIN[hint] if given(hint) is hint else arrow_type(given(hint))


def plain(value: Any) -> Any:  # noqa: ANN401  # whatever a record may hold
    """A record as nested dictionaries and lists, ready for Arrow."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()  # a lone half of a character becomes ?, and offsets stay
    return value


def _columns(record: Any) -> list[pa.Field]:  # noqa: ANN401  # a dataclass, which typing cannot name
    return [pa.field(name, arrow_type(hint)) for name, hint in hints_of(record).items()]
