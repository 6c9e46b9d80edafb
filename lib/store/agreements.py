"""The agreements that the desk knows: those it ships with, and those that analysts keep beside their articles.

Each is a TOML file of the folder `agreements`, written whole or not at all, and taken away by giving it another ending,
so that nothing is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import tomli_w

from lib.codebooks import load_agreements, read_agreement
from lib.errors import CodebookError, StoreError
from lib.models import Agreement, Clause
from lib.store.schema import arrow_type, plain

HEAD = "# An agreement as kept by Accord Desk: its own words, and what was read of them or put right by an analyst.\n"
ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
TAKEN_AWAY = ".removed"
SCHEMA = pa.schema([pa.field(one.name, arrow_type(one.type)) for one in fields(Agreement)])


def known_agreements(folder: Path) -> tuple[tuple[Agreement, ...], tuple[str, ...]]:
    """The shipped agreements, then those kept in a folder, and why some of its files are not read."""
    known, problems = {one.id: one for one in load_agreements()}, list[str]()
    for path in sorted(folder.glob("*.toml")):
        try:
            known[path.stem] = read_agreement(path)
        except (CodebookError, OSError, TypeError, ValueError) as error:
            problems.append(str(error) if isinstance(error, CodebookError) else f"{path.name}: it cannot be read.")
    return tuple(known.values()), tuple(problems)


def agreements_identity(folder: Path) -> str:
    """What changes whenever a kept agreement does: a hash of names, sizes and times of their files."""
    files = ((path.name, path.stat()) for path in sorted(folder.glob("*.toml")))
    return sha256(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in files]).encode()).hexdigest()[:16]


def agreement_toml(agreement: Agreement) -> str:
    """An agreement as TOML; what is not known of it is left out."""
    return HEAD + tomli_w.dumps(_told(agreement) | {"clause": [_told(clause) for clause in agreement.clauses]})


def save_agreement(folder: Path, agreement: Agreement) -> Path:
    """Keep an agreement, in place of an earlier reading of the same; raises StoreError where that cannot be."""
    if not ID.fullmatch(agreement.id):
        raise StoreError("An agreement's id is made of small letters, digits and hyphens.")
    path = folder / f"{agreement.id}.toml"
    part = path.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(agreement_toml(agreement), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise StoreError(
            f"The agreement was not kept ({error.strerror}): free some space, or name another folder."
        ) from error
    return path


def remove_agreement(folder: Path, identity: str) -> None:
    """Take a kept agreement away; its file stays under another ending."""
    path = folder / f"{identity}.toml"
    if ID.fullmatch(identity) and path.exists():
        path.replace(path.with_suffix(TAKEN_AWAY))


def restore_agreement(folder: Path, identity: str) -> None:
    """Bring back an agreement that was taken away."""
    path = folder / f"{identity}{TAKEN_AWAY}"
    if ID.fullmatch(identity) and path.exists():
        path.replace(path.with_suffix(".toml"))


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
    return Agreement(**{**row, "parties": tuple(row["parties"]), "clauses": clauses})


def _told(record: Agreement | Clause) -> dict[str, Any]:
    """A record's fields but for its clauses and what is not known, as TOML has them."""
    values = ((one.name, getattr(record, one.name)) for one in fields(record) if one.name != "clauses")
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values if _is_told(value)}


def _is_told(value: object) -> bool:
    return value not in (None, (), "", 0)


def clause_keys(agreements: Iterable[Agreement]) -> frozenset[str]:
    """How each clause is named in the tables: the agreement's id, a stroke, its own."""
    return frozenset(f"{one.id}/{clause.id}" for one in agreements for clause in one.clauses)
