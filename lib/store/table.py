"""The Delta table on disk, as it is read: every version is kept."""

import hashlib
from datetime import UTC, date, datetime
from glob import escape
from pathlib import Path
from stat import S_ISDIR
from typing import Any, NamedTuple
from urllib.parse import unquote

import duckdb
import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from lib.errors import StoreError
from lib.store.schema import STATE, FileState, table_schema
from lib.store.trouble import store_errors

# What a file without a state has in place of one, in SQL, where that is no empty text.
_UNSAID = {"size": "0", "mtime_ns": "0", "problem": "NULL", "unread": "NULL"}


class SavedArticle(NamedTuple):
    """One article of the table: its file and its number there, its id, its story, and its day, as they were read.

    `lent` and `fingerprint` are as in the table; `unread` says whether an annotator failed on it.
    """

    path: str
    part: int
    id: str
    story: str
    day: date | None
    lent: str | None
    fingerprint: str
    unread: bool


def table_version(path: Path) -> int | None:
    """The newest version of the table, or None where nothing was saved yet; StoreError where it cannot be read."""
    table = load_table(path)
    return None if table is None else table.version()


def table_identity(path: Path, version: int) -> str:
    """What tells a version from one of the same number in another table: its table's id, and the names of its files.

    No two files that Delta writes have the same name. Raises StoreError where there is no such version.
    """
    table = load_table(path, version)
    if table is None:
        return ""
    with store_errors(path):
        named = "\n".join([str(table.metadata().id), *sorted(uri.rpartition("/")[2] for uri in table.file_uris())])
    return hashlib.sha256(named.encode()).hexdigest()


def version_time(path: Path, version: int) -> datetime:
    """When a version was saved, in universal time, to the second; StoreError where there is no such version."""
    table = load_table(path)
    newest = -1 if table is None else table.version()
    if table is None or not 0 <= version <= newest:
        raise StoreError(f"The store has no version {version}: its newest is {newest}.")
    with store_errors(path):
        # The newest commit comes first, whatever version the table is opened at.
        commit = table.history(newest - version + 1)[-1]
        return datetime.fromtimestamp(commit["timestamp"] // 1000, UTC)


def load_table(path: Path, version: int | None = None) -> DeltaTable | None:
    """The table as of a version (the newest without one), or None where there is none; StoreError if unreadable."""
    try:
        with store_errors(path):
            if not _has_log(path):
                return None
            table = DeltaTable(path)
            if version is not None and not 0 <= version <= table.version():
                raise StoreError(f"The store has no version {version}: its newest is {table.version()}.")
            return table if version in {None, table.version()} else DeltaTable(path, version=version)
    except TableNotFoundError:
        return None


def load_states(path: Path) -> dict[str, FileState]:
    """The state of every file in the newest version, by path; empty where nothing of today's shape was saved yet.

    A file whose articles are not all in the table has a state that no file is in.
    """
    said = "coalesce(any_value({0}) FILTER (part = {1}), {2}) AS {0}"
    others = [said.format(one, STATE, _UNSAID.get(one, "''")) for one in FileState.__dataclass_fields__][2:]
    columns = ", ".join(["path", "any_value(root) AS root", *others])
    return {row[0]: FileState(*row) for row in _asked(path, f"SELECT {columns} FROM files GROUP BY path")}


def load_articles(path: Path) -> list[SavedArticle]:
    """What a refresh has to know of every article in the newest version; empty as `load_states`."""
    question = """
        SELECT path, part, document.id, document.story, if(lent IS NULL, document.published, NULL), lent, fingerprint,
               len(failures) > 0
        FROM files WHERE document IS NOT NULL
    """
    return [SavedArticle(*row) for row in _asked(path, question)]


def load_root_orders(path: Path) -> dict[str, int]:
    """The place of every folder of the corpus among the others, in the newest version; empty as `load_states`."""
    return dict(_asked(path, "SELECT DISTINCT root, root_order FROM files"))


def _asked(path: Path, question: str) -> list[tuple[Any, ...]]:
    """The answer to a question about the newest version's `files`; empty where nothing of today's shape is there."""
    table = load_table(path)
    with store_errors(path):
        if table is None or not has_current_columns(table) or not (files := parquet_files(table)):
            return []
        with duckdb.connect() as connection:
            connection.read_parquet(files).create_view("files")
            return connection.execute(question).fetchall()


def _has_log(path: Path) -> bool:
    """Whether there is a folder of Delta's own; asked so that a folder without permission is not taken for none."""
    try:
        mode = (path / "_delta_log").stat().st_mode
    except FileNotFoundError:
        return False
    if not S_ISDIR(mode):
        raise NotADirectoryError
    return True


def parquet_files(table: DeltaTable) -> list[str]:
    """The files that hold a version's rows, as DuckDB wants them named.

    Delta writes their addresses percent-encoded, and DuckDB would read a bracket in a folder's name as a pattern.
    """
    return [escape(unquote(uri)) for uri in table.file_uris()]


def has_current_columns(table: DeltaTable) -> bool:
    """Whether the table was written by a desk that knows the same columns."""
    return bool(pa.schema(table.schema().to_arrow()).equals(table_schema()))
