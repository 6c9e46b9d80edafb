"""Readers of the codebooks: TOML files that hold what rules cannot infer, and that an analyst may edit."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NoReturn, cast, get_args, get_origin

from lib.annotator import given, hints_of
from lib.errors import CodebookError
from lib.models import KINDS, Agreement, Changed, Clause, Entity, Kind, Related

FOLDER = Path(__file__).parent
# The one list of entities that belongs to no story.
GENERAL = "general.toml"
ENTITY_KEYS = frozenset({"id", "name", "kind", "aliases", "formerly", "why"})
AGREEMENT_KEYS = frozenset(
    {"id", "title", "parties", "signed", "source", "text", "related", "clause", "change", "changed"}
)
CLAUSE_KEYS, RELATED_KEYS = frozenset(hints_of(Clause)), frozenset(hints_of(Related))
CHANGED_KEYS = frozenset(hints_of(Changed))
ROWS = frozenset({"clauses", "related", "changed"})  # of an agreement's fields those that are rows of their own
LARGEST = 2**31  # characters


@dataclass(frozen=True, slots=True)
class CodebookEntity:
    """One row of the entities codebook: the entity, what it was called before, and why the row is there."""

    entity: Entity
    formerly: tuple[str, ...]
    why: str


def codebook_files() -> tuple[Path, ...]:
    """Every codebook file, sorted by path: what a change of the annotators' version is made of."""
    return tuple(sorted(FOLDER.rglob("*.toml")))


def load_table(path: Path) -> dict[str, Any]:
    """The content of one codebook file; raises CodebookError with file, line and fix when it is not valid TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or nested without end
        raise CodebookError(f"{path.name}: not valid TOML, {error}. Mend that line and start again.") from error


@lru_cache(maxsize=64)
def load_words(name: str) -> Mapping[str, Any]:
    """The word lists of `lib/codebooks/<name>.toml`, as written there."""
    return load_table(FOLDER / f"{name}.toml")


@lru_cache(maxsize=512)
def word_set(name: str, *keys: str) -> frozenset[str]:
    """One list of `lib/codebooks/<name>.toml`, by the keys that lead to it."""
    words: Any = load_words(name)
    for key in keys:
        words = words[key]
    return frozenset(words)


@lru_cache(maxsize=256)
def words_of(section: str, *keys: str) -> frozenset[str]:
    """The words of one or more lists of a section of the commitments codebook; of all its lists where none is named.

    >>> "neither" in words_of("nouns", "no_one")
    True
    """
    table = load_words("commitments")[section]
    return frozenset(word for key in keys or table for word in table[key])


def load_entities(folder: Path = FOLDER / "entities", *, story: bool = True) -> tuple[CodebookEntity, ...]:
    """All rows of the entities codebook, in file order; raises CodebookError naming file, line and fix.

    Each file of the folder is one list; a file for one story can be taken out without touching the rest, and without
    `story` only the general list counts.
    """
    rows = [row for path in sorted(folder.glob("*.toml" if story else GENERAL)) for row in _entity_rows(path)]
    _refuse_repeats(rows)
    return tuple(row for _, row in rows)


def load_agreements(folder: Path = FOLDER / "agreements") -> tuple[Agreement, ...]:
    """Every agreement of the codebook with its clauses; raises CodebookError naming file, line and fix."""
    return tuple(read_agreement(path) for path in sorted(folder.glob("*.toml")))


def _entity_rows(path: Path) -> Iterator[tuple[Path, CodebookEntity]]:
    """The rows of one file, each with the file it stands in."""
    for row in _rows(path, load_table(path), "entity"):
        _check_keys(path, row, ENTITY_KEYS, needed=("id", "name", "kind"))
        if row["kind"] not in KINDS:
            _refuse(path, str(row["kind"]), f"kind must be one of {', '.join(KINDS)}")
        entity = Entity(row["id"], row["name"], cast("Kind", row["kind"]), tuple(row.get("aliases", ())))
        yield path, CodebookEntity(entity, tuple(row.get("formerly", ())), row.get("why", ""))


def read_agreement(path: Path) -> Agreement:
    """The agreement that a TOML file holds; raises CodebookError naming file, line and fix."""
    table = load_table(path)
    _check_keys(path, table, AGREEMENT_KEYS, needed=("id", "title"))
    clauses = [_clause(path, row) for row in _rows(path, table, "clause")]
    for clause in (one for n, one in enumerate(clauses) if one.id in {before.id for before in clauses[:n]}):
        _refuse(path, clause.id, f"clause id {clause.id!r} stands twice; give each clause its own")
    values = {"parties": (), "signed": None, "source": "", **_values(path, table, Agreement)}
    related = tuple(_related(path, row) for row in _rows(path, table, "related"))
    changed = tuple(_changed(path, row) for row in _rows(path, table, "changed"))
    return Agreement(**values, clauses=tuple(clauses), related=related, changed=changed)


def _changed(path: Path, row: Mapping[str, Any]) -> Changed:
    _check_keys(path, row, CHANGED_KEYS, needed=("field", "when"))
    return Changed(**dict.fromkeys(CHANGED_KEYS - {"when"}, "") | _values(path, row, Changed))


def _related(path: Path, row: Mapping[str, Any]) -> Related:
    _check_keys(path, row, RELATED_KEYS, needed=("kind", "name"))
    return Related(**_values(path, row, Related))


def _clause(path: Path, row: Mapping[str, Any]) -> Clause:
    _check_keys(path, row, CLAUSE_KEYS, needed=("id", "text"))
    said = {**row, "number": str(row.get("number", ""))}  # 7 and "7" are one number
    return Clause(**{"due": None, **_values(path, said, Clause)})


def _values(path: Path, row: Mapping[str, Any], record: type) -> dict[str, Any]:
    """What a row says of a record's fields, each of its type; what is of another is refused by its key."""
    hints = {key: given(hint) for key, hint in hints_of(record).items() if key not in ROWS}
    return {key: _value(path, key, row[key], kind) for key, kind in hints.items() if key in row}


def _value(path: Path, key: str, value: object, kind: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    if kind is date:
        fits, fix = type(value) is date, f"write a date without quotation marks, as in {key} = 2018-10-15"
    elif get_origin(kind) is Literal:
        fits, fix = value in get_args(kind), f"{key} is one of {', '.join(get_args(kind))}"
    elif get_origin(kind) is tuple:
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        fix = f'write {key} as in {key} = ["one", "two"]'
    elif kind is int:
        fits, fix = type(value) is int and 0 <= value < LARGEST, f"{key} is a whole number from 0 on"
    else:
        fits, fix = isinstance(value, str), f"write {key} between quotation marks"
    if not fits:
        _refuse(path, key, fix)
    return tuple(value) if isinstance(value, list) else value


def _rows(path: Path, table: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        _refuse(path, name, f"write each row under [[{name}]]")
    return cast("Iterable[Mapping[str, Any]]", rows)


def _check_keys(path: Path, row: Mapping[str, Any], known: Iterable[str], *, needed: Iterable[str]) -> None:
    """Refuses a row with a missing or an unknown key."""
    for key in needed:
        if not row.get(key):
            _refuse(path, str(row.get("name") or row.get("id") or key), f"the row needs a value for {key!r}")
    for key in row.keys() - set(known):
        _refuse(path, key, f"unknown key {key!r}; known are {', '.join(sorted(known))}")


def _refuse_repeats(rows: Iterable[tuple[Path, CodebookEntity]]) -> None:
    """Refuses an id given twice, and one alias that would mean two things."""
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for path, row in rows:
        if row.entity.id in ids:
            _refuse(path, row.entity.id, f"id {row.entity.id!r} stands twice; give each entity one row")
        ids.add(row.entity.id)
        for alias in {row.entity.name, *row.entity.aliases}:
            if owners.setdefault(alias.casefold(), row.entity.id) != row.entity.id:
                _refuse(path, alias, f"{alias!r} already means {owners[alias.casefold()]!r}; keep it in one row")


def _refuse(path: Path, needle: str, fix: str) -> NoReturn:
    """Raises the error that names the file, the line where the needle stands, and the fix."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if needle in line), 1)
    raise CodebookError(f"{path.name}, line {number}: {fix}.")
