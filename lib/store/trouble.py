"""What Delta, DuckDB and the disk raise, in words that say what to do: no paths, no text of a library."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from lib.errors import DamagedStoreError, StoreError

_NO_RIGHT = "the desk has no right to it. Give it the right to read and write there."
_FULL = "the disk is full. Make room and try again; what was saved before is whole."
_PASSING = "the system ran out of memory or open files. Try again once others need less of them."
# What the disk says of itself, and not of the store; all else that goes wrong in reading means that a file is broken.
_OF_THE_DISK: Mapping[int, str] = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: "its disk can only be read. Put it on one that can be written to.",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EIO: "its disk fails. Check that disk.",
    errno.ENOMEM: _PASSING,
    errno.EMFILE: _PASSING,
    errno.ENFILE: _PASSING,
}


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what Delta, DuckDB and the disk raise inside into a StoreError that names the store's folder."""
    try:
        yield
    except TableNotFoundError:
        raise
    except (DeltaError, duckdb.Error, OSError) as error:
        raise _in_words(path, error) from error
    except BaseException as error:
        # What Delta's own code did not foresee arrives as a panic, which is no Exception and has no importable name.
        if type(error).__name__ != "PanicException":
            raise
        raise _in_words(path, error) from error


def fault_of_disk(error: BaseException) -> str | None:
    """What an error says of the disk and not of what lies on it, with what to do; None where it says nothing."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return _PASSING
    found = [said for code, said in _OF_THE_DISK.items() if os.strerror(code) in str(error)]
    return found[0] if found else None


def _in_words(path: Path, error: BaseException) -> StoreError:
    store = f"The store in the folder “{path.name}”"
    if said := fault_of_disk(error):
        return StoreError(f"{store} cannot be used: {said}")
    if isinstance(error, CommitFailedError):
        return StoreError(f"{store} was written to by another program at the same time. Try again.")
    return DamagedStoreError(
        f"{store} is damaged: one of its files cannot be read. Move that folder away and run python -m lib.refresh; "
        "the articles and the decisions themselves are not touched."
    )
