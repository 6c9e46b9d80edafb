"""Folders on a disk of their own, where the system lets one be mounted."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def mounted(folder: Path, *how: str) -> Iterator[bool]:
    """The folder with something mounted on it, as `mount` is told how; gives False, and mounts nothing, where not."""
    mount, umount = (shutil.which(name) or name for name in ("mount", "umount"))
    try:
        subprocess.run([mount, *how, folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run([umount, folder], check=True)
