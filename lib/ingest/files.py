"""Which files are articles, and their bytes."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

from lib.errors import UnreadableFileError
from lib.ingest.given import MAX_BYTES

# What somebody knows of the articles of a folder stands in a file of this name beside them.
SOURCES = "sources.toml"
PAGES = (".html", ".htm")
RECORDS = ".jsonl"
# Files that are opened to the articles in them, whatever wraps those.
OPENED = (".pdf", ".docx", ".rtf", ".eml", ".zip", ".csv", ".tsv", ".xlsx", ".ris", ".warc", ".warc.gz", ".wacz")
READ = (".txt", *PAGES, RECORDS, *OPENED)
# Kinds that people keep articles in and that are not read: found in a folder, they are named rather than passed over.
NOT_READ = (".doc", ".odt", ".epub", ".mht", ".mhtml", ".msg", ".json")
# An archive's file of some thousand articles.
MOST_OPENED_BYTES = 50_000_000


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: those named, and those in the folders named and below, in a stable order, each once.

    In folders only articles count, sources.toml (for what is wrong in it), and kinds that must be refused by name.
    A pipe or a device is none of them, for reading it might never end.
    A path that does not exist is given back as it is, for its reader to say so.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            if file not in seen:
                seen.add(file)
                yield file


def read_limited(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of one file; raises UnreadableFileError where it cannot be opened or is larger than an article is."""
    try:
        if not is_regular(path):
            raise UnreadableFileError(why_no_file(path))
        if path.stat().st_size > most:
            raise UnreadableFileError(too_large(most))
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UnreadableFileError(unopened(error)) from error
    if len(data) > most:
        raise UnreadableFileError(too_large(most))
    return data


def is_regular(path: Path) -> bool:
    """Whether a path is a file on a disk: a pipe, a device or what the system tells of itself might never end."""
    return path.is_file() and not _is_of_the_system(path)


def _is_of_the_system(path: Path) -> bool:
    """Whether a path leads to where the system tells of itself."""
    return any(map(path.resolve().is_relative_to, ("/proc", "/sys")))


def too_large(most: int = MAX_BYTES) -> str:
    """Why a large file is refused."""
    if most > MAX_BYTES:
        return f"larger than {most // 1_000_000} MB: share it out among several files"
    return f"larger than {MAX_BYTES // 1_000_000} MB, which no article is: cut out the article's text and save that"


def unopened(error: OSError) -> str:
    """Why a file cannot be opened, in words."""
    return f"cannot be opened ({error.strerror}): check who may read it"


def why_no_file(path: Path) -> str:
    """Why a path is no file to read."""
    if not path.exists():
        return "there is no such file or folder: check the name"
    return "a folder, not a file" if path.is_dir() else "not a regular file"


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, sorted by name; hidden ones are passed over."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        listed = [*names, SOURCES] if SOURCES in folders else names
        odd = _is_of_the_system(Path(root))
        for name in sorted(listed, key=lambda name: unicodedata.normalize("NFC", name)):
            path = Path(root) / name
            if name == SOURCES or (_counts(name) and not _is_special(path, odd=odd)):
                yield path


def _counts(name: str) -> bool:
    """Whether a file in a folder is an article, or one that must be refused by name."""
    return not name.startswith(".") and name.lower().endswith((*READ, *NOT_READ))


def _is_special(path: Path, *, odd: bool) -> bool:
    """Whether a path is a pipe, a socket or the like, which would never end; a broken link is none.

    A file that is no link is looked at once, unless its folder is an `odd` one.
    """
    try:
        if not odd and S_ISREG(os.lstat(path).st_mode):
            return False
        return path.exists() and not is_regular(path)
    except OSError:  # reading it will say why
        return False
