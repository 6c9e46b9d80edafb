"""The Delta table on disk: one commit a save, every version kept."""

import errno
import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from shutil import disk_usage
from stat import S_ISDIR
from typing import Any
from urllib.parse import unquote

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from lib.errors import StoreError
from lib.store.rows import FileRow, table_rows
from lib.store.schema import FileState, table_schema
from lib.store.trouble import store_errors

# Bytes that a commit takes beside its rows: at most some 4 kB were seen.
ROOM_FOR_THE_LOG = 65_536


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
    """The state of every file in the newest version, by path; empty where nothing of today's shape was saved yet."""
    table = load_table(path)
    with store_errors(path):
        if table is None or not has_current_columns(table):
            return {}
        columns = ", ".join(FileState.__dataclass_fields__)
        return {row[0]: FileState(*row) for row in _table_columns(table, columns)}


def load_articles(path: Path) -> dict[str, list[str]]:
    """The ids of the articles of every file in the newest version, by path; empty as `load_states`."""
    table = load_table(path)
    found: dict[str, list[str]] = {}
    with store_errors(path):
        if table is not None and has_current_columns(table):
            for file, document in _table_columns(table, "path, document.id"):
                found.setdefault(file, []).extend([document] if document else [])
    return found


def save(path: Path, rows: Sequence[FileRow], gone: Collection[str] = ()) -> int:
    """Put the files' rows into the table and take out the paths in `gone`, in one commit; the version that holds them.

    A file's rows replace all that was known of its path. Rows that are in the table already, told by their state,
    are not written again: saving the same twice makes no new version. A table whose columns are not today's is
    written anew. Raises StoreError where the table cannot be written, with the old version untouched.
    """
    table = load_table(path)
    states = load_states(path)
    changed = [row for row in rows if not is_saved(row.state, states)]
    leaving = sorted(set(gone) & states.keys())
    with store_errors(path):
        if table is None:
            _check_name(path)
            path.mkdir(parents=True, exist_ok=True)
            _write(path, _arrow_rows(changed, {}))
        elif not has_current_columns(table):
            _write(path, _arrow_rows(changed, {}), mode="overwrite", schema_mode="overwrite")
        elif changed or leaving:
            paths = [row.state.path for row in changed] + leaving
            data = _arrow_rows(changed, dict(_table_columns(table, "root, root_order")))
            _write(path, data, mode="overwrite", predicate=_paths_predicate(paths))
        return DeltaTable(path).version()


def _check_name(path: Path) -> None:
    """Delta ends the whole program over a folder whose name no web address could have, so that is said beforehand."""
    signs = sorted(set("[]^|\\") & set(str(path.absolute())))
    if signs:
        raise StoreError(f"The store cannot lie in a folder with {' '.join(signs)} in its path: choose one without.")


def _write(path: Path, data: pa.Table, **how: Any) -> None:  # noqa: ANN401  # as Delta takes them
    """Commit the rows; on a disk without room for them not even tried, for Delta would print how it breaks off."""
    room = disk_usage(path)
    if room.total and room.free < 2 * data.nbytes + ROOM_FOR_THE_LOG:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    write_deltalake(path, data, **how)


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


def is_saved(state: FileState, states: Mapping[str, FileState]) -> bool:
    """Whether the saved states say the same of a file: its time and size alone make no difference."""
    saved = states.get(state.path)
    return saved is not None and _told(saved) == _told(state)


def _told(state: FileState) -> tuple[str | None, ...]:
    return state.raw_hash, state.fingerprint, state.version, state.sources_row, state.problem, state.unread


def _arrow_rows(rows: Sequence[FileRow], root_orders: dict[str, int]) -> pa.Table:
    orders = dict(root_orders)
    for row in rows:
        orders.setdefault(row.state.root, max(orders.values(), default=-1) + 1)
    flat = [line for row in rows for line in table_rows(row, orders[row.state.root])]
    return pa.Table.from_pylist(flat, schema=table_schema())


def has_current_columns(table: DeltaTable) -> bool:
    """Whether the table was written by a desk that knows the same columns."""
    return bool(pa.schema(table.schema().to_arrow()).equals(table_schema()))


def _table_columns(table: DeltaTable, columns: str) -> list[tuple[Any, ...]]:
    files = parquet_files(table)
    if not files:
        return []
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT DISTINCT {columns} FROM read_parquet(?)", [files]).fetchall()


def _paths_predicate(paths: Sequence[str]) -> str:
    """Delta takes no parameters, so the paths are quoted by SQL's own rule: a quotation mark is doubled."""
    return "path IN ({})".format(", ".join("'" + path.replace("'", "''") + "'" for path in paths))
