"""What a file is called in the table, and where a file of that name lies."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from lib.settings import Settings

# A byte that is no text is written as this mark, which hardly any name has, and two digits: "caf\ufffdE9.txt".
_MARK = "\ufffd"
_NO_TEXT = re.compile(f"[\ud800-\udfff{_MARK}]+")
_WRITTEN = re.compile(f"(?:{_MARK}[0-9A-F]{{2}})+")


def key_of(path: Path, settings: Settings) -> str:
    """A file's name in the table.

    The folder of added articles is named from its data folder, and what lies in the checkout from there, so that either
    can be moved; all else is absolute, and so is what would have a name of the former.
    """
    absolute, corpus = absolute_of(path), absolute_of(settings.corpus)
    if absolute.is_relative_to(corpus):
        return readable(absolute.relative_to(corpus.parent).as_posix())
    inside = absolute.is_relative_to(settings.root) and not absolute.is_relative_to(settings.root / corpus.name)
    return readable((absolute.relative_to(settings.root) if inside else absolute).as_posix())


class Keys:
    """The names of many files: what they have in common with others of their folder is asked of `key_of` once."""

    def __init__(self, key_of: Callable[[Path], str]) -> None:
        self._key_of = key_of
        self._folders: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """The name of one."""
        folder, name = os.path.split(path)
        key = self._folders.get(folder)
        if key is None:
            key = self._folders[folder] = self._key_of(path).removesuffix(readable(name))
        return key + readable(name)


def place_of(key: str, settings: Settings) -> Path:
    """Where a file of this name in the table lies."""
    named = _WRITTEN.sub(lambda found: os.fsdecode(bytes.fromhex(found[0].replace(_MARK, ""))), key)
    corpus = absolute_of(settings.corpus)
    return (corpus.parent if Path(named).is_relative_to(corpus.name) else settings.root) / named


def absolute_of(path: Path) -> Path:
    """A path from the top, without dots; its links are not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links


def readable(text: str) -> str:
    r"""A text with the bytes written out that are none; no two texts become one.

    >>> readable("caf\udce9.txt")
    'caf�E9.txt'
    """
    return _NO_TEXT.sub(lambda found: "".join(f"{_MARK}{byte:02X}" for byte in os.fsencode(found[0])), text)
