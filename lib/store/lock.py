"""One writer at a time: a file lock beside the table. Readers need none, for they read a version."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from lib.errors import StoreError
from lib.store.trouble import fault_of_disk

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
    folder = Path(lock.lock_file).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=POLL_SECONDS)
    except Timeout:
        return False
    except (OSError, NotImplementedError) as error:  # the second of a disk that knows no locks
        why = fault_of_disk(error) or "no lock can be made there. Choose another folder in ACCORD_DESK_DATA."
        raise StoreError(f"Nothing can be saved in the folder “{folder.name}”: {why}") from error
    return True
