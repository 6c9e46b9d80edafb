"""One writer at a time: a file lock beside the table. Readers need none, for they read a version."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from lib.errors import StoreError

POLL_SECONDS = 1.0
"""How often one who waits says so: often enough to look alive, seldom enough to cost nothing."""


@contextmanager
def write_lock(path: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Hold the store's lock; `waiting` is called about once a second until it is free. Gives whether it had to wait.

    Raises StoreError where the lock file cannot be made.
    """
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    waited = False
    while not _is_taken(lock):
        waited = True
        waiting()
    try:
        yield waited
    finally:
        lock.release()


def _is_taken(lock: FileLock) -> bool:
    try:
        Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=POLL_SECONDS)
    except Timeout:
        return False
    except OSError as error:
        raise StoreError(f"The store's lock {lock.lock_file} cannot be made: {error.strerror}") from error
    return True
