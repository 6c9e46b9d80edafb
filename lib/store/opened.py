"""What was opened stays on disk: the flat tables of a version, read again in a moment where nothing has changed.

Each is one DuckDB file, named by all that its tables depend on, so that none is ever out of date. It can always be made
anew: where the folder cannot be written to, or a file of it cannot be read, the tables are made in memory.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb

from lib.models import Agreement, Decision
from lib.store.flat import CONFIG, open_version
from lib.store.table import table_identity

LIB = Path(__file__).parents[1]
# Fewer articles are laid out about as fast as they are read.
FEWEST_ARTICLES = 200
# As many as a server holds open: the newest, and those of links to older ones.
MOST_KEPT = 3
ENDING = ".duckdb"


def open_kept(
    folder: Path, path: Path, version: int, decisions: Sequence[Decision], agreements: Sequence[Agreement]
) -> duckdb.DuckDBPyConnection:
    """As `open_version`, from the file in `folder` where the same was opened before; else it is kept there.

    The tables of a file can only be read. Raises StoreError as `open_version` does.
    """
    said = repr((table_identity(path, version), version, tuple(decisions), tuple(agreements), code_version()))
    kept = folder / f"{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}{ENDING}"
    with suppress(duckdb.Error, OSError):
        return _read(kept)
    connection = open_version(path, version, decisions, agreements)
    articles = connection.execute("SELECT count(*) FROM documents").fetchall()[0][0]
    if articles < FEWEST_ARTICLES:
        return connection
    with suppress(duckdb.Error, OSError):
        _keep(connection, kept)
        opened = _read(kept)
        connection.close()
        return opened
    return connection


@cache
def code_version() -> str:
    """A name for all code and data of this desk, and for the version of DuckDB; asked once a process."""
    digest = sha256(duckdb.__version__.encode())
    for path in sorted(path for ending in ("py", "toml") for path in LIB.rglob(f"*.{ending}")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(kept: Path) -> duckdb.DuckDBPyConnection:
    if not kept.is_file():
        raise FileNotFoundError
    connection = duckdb.connect(kept, read_only=True, config=CONFIG)
    kept.touch()  # looked at now, so others go first
    return connection


def _keep(connection: duckdb.DuckDBPyConnection, kept: Path) -> None:
    """Write the tables into a file that is there whole or not at all, and let go of those not looked at for longest."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f".{secrets.token_hex(8)}.part")
    try:
        connection.execute(f"ATTACH {_text(part)} AS kept")
        connection.execute("COPY FROM DATABASE memory TO kept")
        connection.execute("DETACH kept")
        part.replace(kept)
    finally:
        for left in kept.parent.glob(f"{part.name}*"):
            left.unlink()
    files = sorted(kept.parent.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime_ns)
    for old in files[:-MOST_KEPT]:
        with suppress(OSError):  # another desk has it open, or has removed it
            old.unlink()


def _text(path: Path) -> str:
    """A path as SQL has a text, for ATTACH takes no parameters: a quotation mark is doubled."""
    return "'" + str(path).replace("'", "''") + "'"
