"""What there is to do: the files that there are, beside what the table has of them."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.errors import AccordError
from lib.ingest import find_files, find_metadata
from lib.settings import Settings
from lib.store import FileState, load_states, table_version


@dataclass(frozen=True, slots=True)
class Plan:
    """The files there are with their state, by path; the states the table has, and its paths that are no more."""

    files: Mapping[str, Path]
    states: Mapping[str, FileState]
    saved: Mapping[str, FileState]
    gone: tuple[str, ...]
    version: int | None  # the table's; None where there is none

    def is_done(self) -> bool:
        """Whether the table already holds all this."""
        same = all(_is_same(state, self.saved.get(key)) for key, state in self.states.items())
        return self.version is not None and not self.gone and same


def make_plan(paths: Sequence[Path], store: Path, settings: Settings, version: str) -> Plan:
    """The files in these folders beside what the table at `store` has; `version` is that of the annotators.

    Raises AccordError where a path does not exist, or the table cannot be read.
    """
    version_saved = table_version(store)
    saved = load_states(store)
    files: dict[str, Path] = {}
    states: dict[str, FileState] = {}
    roots = {_key(path, settings): Path(path) for path in paths}
    for root, folder in roots.items():
        if not folder.exists():
            raise AccordError(f"There is no file or folder {folder}.")
        for path in find_files([folder]):
            key = _key(path, settings)
            if key not in files:
                files[key] = path
                states[key] = _state(path, saved.get(key), path_key=key, root=root, version=version)
    gone = tuple(key for key in saved if key not in files and _lies_in(key, roots))
    return Plan(files, states, saved, gone, version_saved)


def _key(path: Path, settings: Settings) -> str:
    """A file's name in the table: as seen from the checkout where it lies inside, so that a checkout can be moved."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links
    inside = absolute.is_relative_to(settings.root)
    return (absolute.relative_to(settings.root) if inside else absolute).as_posix()


def _lies_in(key: str, roots: Iterable[str]) -> bool:
    return any(Path(key).is_relative_to(root) for root in roots)


def _state(path: Path, saved: FileState | None, *, path_key: str, root: str, version: str) -> FileState:
    """A file's state before it is read; its bytes are looked at only where its size or time is not the saved one."""
    size, mtime_ns, raw_hash = 0, 0, ""
    try:
        stat = path.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
        known = saved is not None and (saved.size, saved.mtime_ns) == (size, mtime_ns)
        raw_hash = saved.raw_hash if saved and known else _hash_file(path)
    except OSError:
        pass  # reading it will say why
    sources_row = repr(find_metadata(path))
    return FileState(path_key, root, size, mtime_ns, raw_hash, sources_row, version, "")


def _hash_file(path: Path) -> str:
    """A hash of a file's bytes, whatever its size; of a pipe or a device, whose reading might never end, none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_same(state: FileState, saved: FileState | None) -> bool:
    """Whether a file is as it was when it was saved; a new time on the same bytes is no change."""
    return saved is not None and (state.raw_hash, state.sources_row, state.version) == (
        saved.raw_hash,
        saved.sources_row,
        saved.version,
    )
