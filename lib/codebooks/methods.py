"""Reader of methods.toml and quality.toml: how each annotator works, what it was measured to do, and on what."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from lib.codebooks import FOLDER, load_table
from lib.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Measurement:
    """What an annotator was measured to do on a set of gold: counts, figures by name from 0 to 1, when, and how."""

    annotator: str
    set: str
    documents: int
    gold: int
    predicted: int
    figures: Mapping[str, float]
    on: date
    sha256: str
    how: str


@dataclass(frozen=True, slots=True)
class Method:
    """One annotator in plain words; `measured` are the names that its figures go by."""

    id: str
    title: str
    how: str
    misses: tuple[str, ...]
    measured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldNote:
    """A set of gold: what it is called, what it is made of, and what its figures can and cannot tell."""

    id: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Data or a model that the desk ships or needs: what it is for, from whom, under which licence."""

    name: str
    use: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class ListNote:
    """A codebook file, by its path in the codebooks' folder, what it holds and where that comes from."""

    file: str
    holds: str


R = TypeVar("R", Measurement, Method, GoldNote, Origin, ListNote)


@dataclass(frozen=True, slots=True)
class Methods:
    """All that methods.toml says, in file order.

    `caution` is what to know before reading any figure; `words` says what each annotator and figure is called.
    """

    caution: str
    words: Mapping[str, str]
    methods: tuple[Method, ...]
    sets: tuple[GoldNote, ...]
    origins: tuple[Origin, ...]
    lists: tuple[ListNote, ...]


def load_methods(path: Path = FOLDER / "methods.toml") -> Methods:
    """The methods codebook; raises CodebookError naming the file and the row that is wrong.

    >>> [method.id for method in load_methods().methods][:3]
    ['entities', 'places', 'roles']
    """
    table = load_table(path)
    return Methods(
        table["caution"],
        table["words"],
        _rows(path, table, "method", Method),
        _rows(path, table, "set", GoldNote),
        _rows(path, table, "origin", Origin),
        _rows(path, table, "list", ListNote),
    )


def load_quality(path: Path = FOLDER / "quality.toml") -> tuple[Measurement, ...]:
    """Every measurement, in file order; nothing where none was written. Raises CodebookError as above."""
    return _rows(path, load_table(path), "measured", Measurement) if path.exists() else ()


def list_bytes(note: ListNote) -> bytes:
    """The codebook file as it stands, for a download."""
    return (FOLDER / note.file).read_bytes()


def _rows(path: Path, table: Mapping[str, Any], name: str, kind: type[R]) -> tuple[R, ...]:
    return tuple(_record(path, row, kind) for row in table.get(name, []))


def _record(path: Path, row: Mapping[str, Any], kind: type[R]) -> R:
    expected = {field.name for field in fields(kind)}
    if row.keys() != expected:
        which, odd = next(iter(row.values()), "a row"), ", ".join(sorted(row.keys() ^ expected))
        raise CodebookError(f"{path.name}, {which}: a row needs {', '.join(sorted(expected))}; look at {odd}.")
    values: Any = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return kind(**values)
