"""Files written whole or not at all: a reader, a full disk or a power cut never meets half of one."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """The file holds the data, in place of whatever it held; where OSError is raised it is as it was.

    Its permissions stay, and a link goes on pointing to it.
    """
    path = path.resolve()
    with _beside(path, data) as temporary:
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
        _keep_name(path)


def write_new(path: Path, data: bytes) -> None:
    """A new file that holds the data; where OSError is raised there is none.

    Raises FileExistsError where the name is taken, and leaves what stands there alone.
    """
    with _beside(path, data) as temporary:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:
            _fill_new(path, temporary)
        _keep_name(path)


def _fill_new(path: Path, temporary: Path) -> None:
    """A new file on a file system without hard links: the name is taken first, then filled."""
    path.touch(exist_ok=False)
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """A hidden file in the same folder, with the data safe on the disk; gone at the end unless it was renamed."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def _keep_name(path: Path) -> None:
    """Makes the name last as the data does, where the system lets a folder be opened."""
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
