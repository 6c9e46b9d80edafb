"""An article that a user adds: the bytes as they are, and a row beside them that says what is known."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Unpack

import tomli_w

from lib.errors import AccordError, CodebookError
from lib.ingest.files import READ
from lib.ingest.given import Said, web_address
from lib.ingest.sources import SOURCES, load_sources
from lib.text.slug import slug

# Well under the 255 bytes of most file systems, a number and letters of three bytes included.
_LONGEST_NAME = 60
_HOW = "said by the user who added the article"


def save_article(folder: Path, name: str, data: bytes, **said: Unpack[Said]) -> Path:
    """Where the article now lies: a new file in the folder, with its own row in the folder's sources.toml.

    The file's name is made safe, and a number is added rather than any file overwritten. Raises CodebookError where
    the folder's sources.toml is broken, and AccordError where the folder cannot be written; then nothing is saved.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_sources(folder)
        path = _write_new(folder, name, data)
        try:
            _append_row(folder / SOURCES, _row(path.name, said))
        except OSError:
            path.unlink()
            raise
    except OSError as error:
        raise AccordError(f"{folder} cannot be written ({error.strerror}): choose another folder.") from error
    return path


def _check_sources(folder: Path) -> None:
    """Raises where a row added to sources.toml could not be read again."""
    sources = load_sources(folder)
    if sources.broken:
        raise CodebookError(f"{folder / SOURCES}: {'; '.join(sources.problems)}.")


def _write_new(folder: Path, name: str, data: bytes) -> Path:
    """Writes a file of that name, or with the first number that no file has."""
    for candidate in _names(name):
        path = folder / candidate
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return path
    raise AssertionError("numbers never end")


def _names(name: str) -> Iterator[str]:
    """Safe names made of the one given: "a-plan.txt", "a-plan-2.txt" and so on."""
    given = Path(name.replace("\\", "/").replace("\0", "")).name
    kind = next((kind for kind in READ if given.lower().endswith(kind)), ".txt")
    stem = slug(given.removesuffix(given[-len(kind) :]) if given.lower().endswith(kind) else given)
    stem = stem[:_LONGEST_NAME].strip("-") or "article"
    yield f"{stem}{kind}"
    for number in count(2):
        yield f"{stem}-{number}{kind}"


def _row(file_name: str, said: Said) -> dict[str, str | date | dict[str, str]]:
    """The article's row; an address that is none is left out."""
    address = web_address(said.get("url"))
    words = {key: " ".join((said.get(key) or "").split()) for key in ("outlet", "story", "title")}  # type: ignore[attr-defined]
    told: dict[str, str | date | None] = {**words, "published": said.get("published"), "url": address}
    row = {key: value for key, value in told.items() if value}
    return {"file": file_name, **row, **({"known": dict.fromkeys(row, _HOW)} if row else {})}


def _append_row(path: Path, row: dict[str, str | date | dict[str, str]]) -> None:
    """Adds the row in one write, so that what stands there, comments too, stays, and two writers lose nothing."""
    with path.open("ab") as file:
        file.write(f"\n{tomli_w.dumps({'article': [row]})}".encode())
