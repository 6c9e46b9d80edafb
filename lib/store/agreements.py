"""The agreements that the desk knows: those it ships with, and those that analysts keep beside their articles.

Each is a TOML file of the folder `agreements`, written whole or not at all. What is taken away or replaced gets another
ending, with a number where there is such a file already, so that nothing is lost.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import tomli_w

from lib.agreement.correcting import changes_between, standing
from lib.codebooks import ROWS, load_agreements, load_table, read_agreement
from lib.errors import CodebookError, StoreError
from lib.models import Agreement, Change, Changed, Clause, KeptReading, ReadingState, Related
from lib.store.schema import arrow_type, plain

HEAD = "# An agreement as kept by Accord Desk: its own words, and what was read of them or put right by an analyst.\n"
ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
TAKEN_AWAY, REPLACED = ".removed", ".replaced"
MOST_ID = 80
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class ChangedValue(NamedTuple):
    """A changed value with the agreement that it is of; whether that still has it."""

    agreement: str
    title: str
    changed: Changed
    stands: bool


SCHEMA = pa.schema([pa.field(one.name, arrow_type(one.type)) for one in fields(Agreement)])


def known_agreements(folder: Path) -> tuple[tuple[Agreement, ...], tuple[str, ...]]:
    """The shipped agreements, then those kept in a folder, and why some of its files are not read."""
    known, problems = {one.id: one for one in load_agreements()}, list[str]()
    for path in sorted(folder.glob("*.toml")):
        try:
            # The file is named by the id: a copy under another name is another agreement.
            known[path.stem] = replace(read_agreement(path), id=path.stem)
        except CodebookError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{path.name}: it cannot be read ({error.strerror}).")
    return tuple(known.values()), tuple(problems)


def kept_agreements(folder: Path) -> frozenset[str]:
    """The ids of the agreements that are kept in a folder."""
    return frozenset(path.stem for path in folder.glob("*.toml"))


def kept_id(name: str) -> str:
    """An id as a file can be named by it: the name's small letters, digits and hyphens, or a hash where it has none.

    >>> kept_id("accord-of-faya"), kept_id("accord-of-n’djaména")
    ('accord-of-faya', 'accord-of-n-djam-na')
    """
    short = re.sub(r"[^a-z0-9]+", "-", name)[:MOST_ID].strip("-")
    return short or f"agreement-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def agreements_identity(folder: Path) -> str:
    """What changes whenever a kept agreement does: a hash of names, sizes and times of their files."""
    files = ((path.name, path.stat()) for path in sorted(folder.glob("*.toml")))
    return sha256(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in files]).encode()).hexdigest()[:16]


def kept_readings(folder: Path) -> list[KeptReading]:
    """Every reading of an agreement in a folder, the newest first; files that hold none are left out."""
    found = (_reading(path) for path in folder.glob("*.*") if _state(path))
    return sorted(
        filter(None, found), key=lambda one: (one.change.when if one.change else LONG_AGO, one.file), reverse=True
    )


def changed_values(folder: Path) -> list[ChangedValue]:
    """Every value of a kept agreement that a hand changed, the newest first, also where it has become another since."""
    found: dict[tuple[str, Changed], ChangedValue] = {}
    for one in kept_readings(folder):
        stands = set(standing(one.agreement)) if one.state == "kept" else set()
        for row in reversed(one.agreement.changed):
            key = one.agreement.id, row
            if key not in found or row in stands:
                found[key] = ChangedValue(one.agreement.id, one.agreement.title, row, stands=row in stands)
    return sorted(found.values(), key=lambda one: one.changed.when, reverse=True)


def earlier_readings(folder: Path) -> int:
    """How many readings of a folder were replaced or removed, by their files' names."""
    return sum(_state(path) in {"replaced", "removed"} for path in folder.glob("*.*"))


def _state(path: Path) -> ReadingState | None:
    """What a file's ending says of the reading in it."""
    if path.suffix == ".toml":
        return "kept"
    return "removed" if path.suffix.startswith(TAKEN_AWAY) else "replaced" if path.suffix.startswith(REPLACED) else None


def _reading(path: Path) -> KeptReading | None:
    try:
        agreement, said = replace(read_agreement(path), id=path.stem), load_table(path).get("change")
    except (CodebookError, OSError):
        return None
    change = None
    if isinstance(said, dict) and isinstance(said.get("when"), datetime):
        when = said["when"] if said["when"].tzinfo else said["when"].replace(tzinfo=UTC)
        change = Change(str(said.get("who", "")), str(said.get("why", "")), when)
    return KeptReading(path.name, agreement, change, _state(path) or "kept")


def agreement_toml(agreement: Agreement, change: Change | None = None) -> str:
    """An agreement as TOML, with the change that it came from; what is not known of it is left out."""
    rows: dict[str, Any] = {
        "change": asdict(change) if change else None,
        "related": [_told(one) for one in agreement.related],
        "clause": [_told(one) for one in agreement.clauses],
        "changed": [_told(one) for one in agreement.changed],
    }
    return HEAD + tomli_w.dumps(_told(agreement) | {name: some for name, some in rows.items() if some})


def save_agreement(folder: Path, agreement: Agreement, change: Change | None = None) -> Path:
    """Keep an agreement; an earlier reading of the same stays under another ending. StoreError where that cannot be.

    Where what is kept says the same already, nothing is written.
    """
    if not ID.fullmatch(agreement.id):
        raise StoreError("An agreement's id is made of small letters, digits and hyphens.")
    path = folder / f"{agreement.id}.toml"
    part = path.with_suffix(".part")
    with _changing("kept"):
        folder.mkdir(parents=True, exist_ok=True)
        before = _reading(path) if path.exists() else None
        if before is not None and before.agreement == agreement:
            return path
        if before is not None and change is not None:
            more = changes_between(before.agreement, agreement, change)
            agreement = replace(agreement, changed=(*agreement.changed, *more))
        part.write_bytes(agreement_toml(agreement, change).encode("utf-8", "replace"))
        if path.exists():
            _rename(path, REPLACED)
        part.replace(path)
    return path


def remove_agreement(folder: Path, identity: str, change: Change | None = None) -> None:
    """Take a kept agreement away; its file stays under another ending. StoreError where that cannot be."""
    path = folder / f"{identity}.toml"
    if ID.fullmatch(identity) and path.exists():
        with _changing("removed"):
            before = _reading(path)
            if before is not None and change is not None:
                path.write_bytes(agreement_toml(before.agreement, change).encode("utf-8", "replace"))
            _rename(path, TAKEN_AWAY)


def restore_agreement(folder: Path, file: str) -> None:
    """Bring back a reading that was replaced or taken away; one kept since stays under another ending.

    `file` is the name of one of `kept_readings`. StoreError as above.
    """
    path = folder / Path(file).name
    if ID.fullmatch(path.stem) and _state(path) in {"replaced", "removed"} and path.exists():
        kept, part = path.with_suffix(".toml"), path.with_suffix(".part")
        with _changing("brought back"):
            path.replace(part)
            if kept.exists():
                _rename(kept, REPLACED)
            part.replace(kept)


@contextmanager
def _changing(done: str) -> Iterator[None]:
    """Round a change of the folder: what the disk refuses is said in words."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The agreement was not {done} ({error.strerror}): free some space, or name another folder."
        ) from error


def _rename(path: Path, ending: str) -> None:
    """Give a file another ending; a file that has it makes room, with a number of its own."""
    target = path.with_suffix(ending)
    if target.exists():
        numbered = (target.with_suffix(f"{ending}-{number}") for number in count(2))
        target.replace(next(one for one in numbered if not one.exists()))
    path.replace(target)


def lay_out_agreements(connection: duckdb.DuckDBPyConnection, agreements: Sequence[Agreement]) -> None:
    """Make the table `agreements`, a row each, in the order given."""
    rows = pa.Table.from_pylist([plain(one) for one in agreements], schema=SCHEMA)
    connection.from_arrow(rows).create("agreements")


def agreements_in(connection: duckdb.DuckDBPyConnection) -> tuple[Agreement, ...]:
    """The agreements that a connection knows, shipped ones first."""
    asked = connection.execute("SELECT * FROM agreements")
    names = [column[0] for column in asked.description]
    return tuple(_agreement(dict(zip(names, row, strict=True))) for row in asked.fetchall())


def _agreement(row: dict[str, Any]) -> Agreement:
    clauses = tuple(
        Clause(**{**clause, "terms": tuple(clause["terms"]), "obligors": tuple(clause["obligors"])})
        for clause in row["clauses"]
    )
    related = tuple(Related(**one) for one in row["related"])
    changed = tuple(Changed(**one) for one in row["changed"])
    more = {"clauses": clauses, "related": related, "changed": changed}
    return Agreement(**{**row, "parties": tuple(row["parties"]), **more})


def _told(record: Agreement | Changed | Clause | Related) -> dict[str, Any]:
    """A record's fields but for those of rows of their own and what is not known, as TOML has them."""
    values = ((one.name, getattr(record, one.name)) for one in fields(record) if one.name not in ROWS)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values if _is_told(value)}


def _is_told(value: object) -> bool:
    return value not in (None, (), "", 0)


def clause_keys(agreements: Iterable[Agreement]) -> frozenset[str]:
    """How each clause is named in the tables: the agreement's id, a stroke, its own."""
    return frozenset(f"{one.id}/{clause.id}" for one in agreements for clause in one.clauses)
