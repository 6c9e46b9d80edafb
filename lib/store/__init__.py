"""The store: one Delta table of annotated documents on disk, and a DuckDB connection over any version of it."""

from lib.store.flat import open_version
from lib.store.lock import write_lock
from lib.store.rows import FileRow, fingerprint
from lib.store.schema import FileState
from lib.store.table import is_saved, load_states, save, table_version

__all__ = [
    "FileRow",
    "FileState",
    "fingerprint",
    "is_saved",
    "load_states",
    "open_version",
    "save",
    "table_version",
    "write_lock",
]
