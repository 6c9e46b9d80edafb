"""Writing the Delta table: one commit a save, which is in the table whole or not at all."""

import errno
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from shutil import disk_usage
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

from lib.errors import StoreError
from lib.store.rows import FileRow, table_rows
from lib.store.schema import STATE, FileState, table_schema
from lib.store.table import has_current_columns, load_root_orders, load_states, load_table
from lib.store.trouble import store_errors

# Bytes that a commit takes beside its rows: at most some 4 kB were seen.
ROOM_FOR_THE_LOG = 65_536
# Rows made ready for Arrow at once: as dictionaries they take some ten times the room.
ROWS_TOGETHER = 32


def save(path: Path, rows: Sequence[FileRow], gone: Collection[str] = ()) -> int:
    """Put the files' rows into the table and take out the paths in `gone`, in one commit; the version that holds them.

    A file's rows replace all that was known of its path. Rows that are in the table already, told by their state,
    are not written again: saving the same twice makes no new version. A table whose columns are not today's is
    written anew. Raises StoreError where the table cannot be written, with the old version untouched.
    """
    return Saving(path).save(rows, gone)


class Saving:
    """Saves one after the other, by who alone writes: what the table holds is asked once, and then known.

    `roots` are the folders of the corpus in the order in which new ones among them are to stand behind the known ones.
    """

    def __init__(self, path: Path, roots: Iterable[str] = ()) -> None:
        self._path = path
        self._states = load_states(path)
        self._orders = load_root_orders(path)
        self._add_roots(roots)

    def save(self, rows: Sequence[FileRow], gone: Collection[str] = ()) -> int:
        """As `save` above, but of a file whose rows are not all there only the given articles are replaced."""
        changed = [row for row in rows if not (row.last and is_saved(row.state, self._states))]
        leaving = sorted(set(gone) & self._states.keys())
        table = load_table(self._path)
        with store_errors(self._path):
            if table is None:
                _check_name(self._path)
                self._path.mkdir(parents=True, exist_ok=True)
                _write(self._path, self._arrow(changed))
            elif not has_current_columns(table):
                _write(self._path, self._arrow(changed), mode="overwrite", schema_mode="overwrite")
            elif leaving or any(row.state.path in self._states for row in changed):
                where = _rows_replaced(changed, leaving)
                _write(self._path, self._arrow(changed), mode="overwrite", predicate=where)
            elif changed:
                _write(self._path, self._arrow(changed), mode="append")
            self._note(changed, leaving)
            return DeltaTable(self._path).version()

    def _note(self, changed: Iterable[FileRow], leaving: Iterable[str]) -> None:
        for path in leaving:
            del self._states[path]
        # As long as a file has no state in the table, it has one that no file is in.
        self._states.update(
            {row.state.path: row.state if row.last else replace(row.state, raw_hash="", version="") for row in changed}
        )

    def _add_roots(self, roots: Iterable[str]) -> None:
        for root in roots:
            self._orders.setdefault(root, max(self._orders.values(), default=-1) + 1)

    def _arrow(self, rows: Sequence[FileRow]) -> pa.Table:
        self._add_roots(row.state.root for row in rows)
        flat = (line for row in rows for line in table_rows(row, self._orders[row.state.root]))
        tables = [table_schema().empty_table()]
        while some := list(islice(flat, ROWS_TOGETHER)):
            tables.append(pa.Table.from_pylist(some, schema=table_schema()))
        return pa.concat_tables(tables)


def is_saved(state: FileState, states: Mapping[str, FileState]) -> bool:
    """Whether the saved states say the same of a file: its time and size alone make no difference."""
    saved = states.get(state.path)
    return saved is not None and _told(saved) == _told(state)


def _told(state: FileState) -> tuple[str | None, ...]:
    return state.raw_hash, state.fingerprint, state.version, state.sources_row, state.problem, state.unread


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


def _rows_replaced(rows: Iterable[FileRow], gone: Iterable[str]) -> str:
    """Which rows of the table these stand in the place of; Delta wants new ones among them that replace none."""
    rows = list(rows)
    paths = [*gone, *(row.state.path for row in rows if row.is_whole())]
    whole = [f"path IN ({', '.join(map(_text, paths))})"] if paths else []
    return " OR ".join([*whole, *(_parts_replaced(row) for row in rows if not row.is_whole())])


def _parts_replaced(row: FileRow) -> str:
    """Which rows of its file a part of it replaces; the file's state is one as soon as anything changes."""
    told = f"part IN ({', '.join(map(str, [STATE, *row.parts()]))})"
    return f"(path = {_text(row.state.path)} AND ({told}{f' OR part >= {row.of}' if row.last else ''}))"


def _text(text: str) -> str:
    """Delta takes no parameters, so texts are quoted by SQL's own rule: a quotation mark is doubled."""
    return "'" + text.replace("'", "''") + "'"
