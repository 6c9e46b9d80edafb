"""An article that a user adds: the bytes as they are, and a row beside them that says what is known."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Unpack

import tomli_w
from filelock import FileLock

from lib.errors import AccordError, CodebookError, UnreadableFileError
from lib.ingest.files import READ, SOURCES, read_limited
from lib.ingest.given import Metadata, web_address
from lib.ingest.sources import load_sources
from lib.text.slug import slug
from lib.text.toml import read_toml
from lib.whole import write_new, write_whole

# Well under the 255 bytes of most file systems, a number and letters of three bytes included.
_LONGEST_NAME = 60
_HOW = "said by the user who added the article"
_LOCK = ".sources.lock"
_SECONDS = 30
# A list that is closed by none of so many brackets from the end is not where an article's row belongs.
_BRACKETS = 20

SourceRow = dict[str, Any]


def save_article(folder: Path, name: str, data: bytes, **said: Unpack[Metadata]) -> Path:
    """Where the article now lies: a new file in the folder, with its own row in the folder's sources.toml.

    The file's name is made safe, and a number is added rather than any file overwritten. Raises CodebookError where
    the folder's sources.toml can take no row, and AccordError where the folder cannot be written; then nothing is
    saved. Several may add at once.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            return _save(folder, name, data, said)
    except OSError as error:
        why = error.strerror or "another program holds it"
        raise AccordError(f"The folder of added articles cannot be written ({why}): nothing was saved.") from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The folder while nobody else adds to it. The lock's file goes; one who waited for it sees that and asks anew."""
    lock = folder / _LOCK
    with FileLock(lock, timeout=_SECONDS):
        try:
            yield
        finally:
            with suppress(OSError):  # a system that keeps the name of an open file keeps an empty, hidden one
                lock.unlink()


def _save(folder: Path, name: str, data: bytes, said: Metadata) -> Path:
    """The article's file and its row, or neither; a name that has a row already is somebody else's."""
    before = _sources_text(folder)
    taken = load_sources(folder).rows
    for candidate in _names(name):
        path = folder / candidate
        if candidate in taken or path.exists() or path.is_symlink():
            continue
        after = _with_row(before, _row(candidate, said))
        try:
            write_new(path, data)
        except FileExistsError:
            continue
        try:
            write_whole(folder / SOURCES, after.encode())
        except BaseException:
            path.unlink()
            raise
        return path
    raise AssertionError("numbers never end")


def _sources_text(folder: Path) -> str:
    """What stands in sources.toml; raises CodebookError where that cannot be read."""
    sources = load_sources(folder)
    if sources.broken:
        raise CodebookError(f"{SOURCES}: {'; '.join(sources.problems)}.")
    try:
        return read_limited(folder / SOURCES).decode() if (folder / SOURCES).exists() else ""
    except UnreadableFileError as error:
        raise CodebookError(f"{SOURCES}: {error}.") from error


def _with_row(text: str, row: SourceRow) -> str:
    """The text with the row in it and all else as it was, comments too; raises CodebookError where none fits."""
    table = _parsed(text)
    articles = table.get("article", [])
    if isinstance(articles, list):
        wanted = {**table, "article": [*articles, row]}
        for candidate in _candidates(text, row):
            try:
                if _parsed(candidate) == wanted:
                    return candidate
            except UnreadableFileError:
                continue
    raise CodebookError(f"{SOURCES}: write each row under [[article]]; until then no article can be added.")


def _parsed(text: str) -> SourceRow:
    return read_toml(text.removeprefix("\ufeff"))


def _candidates(text: str, row: SourceRow) -> Iterator[str]:
    """The row as a table of its own at the end, and in each place where a list of rows in brackets may end."""
    gap = "\n" if text.strip() and not text.endswith("\n") else ""
    known = row.get("known")
    own = tomli_w.dumps({key: value for key, value in row.items() if key != "known"})
    yield f"{text}{gap}\n[[article]]\n{own}" + (f"[article.known]\n{tomli_w.dumps(known)}" if known else "")
    inline = tomli_w.dumps({"article": [{key: value for key, value in row.items() if key != "known"}]})
    item = inline[inline.index("{") : inline.rindex("}")]
    if known:
        item = f"{item.rstrip()}, known = {{ {', '.join(f'{key} = {_HOW!r}' for key in known)} }} "
    at = len(text)
    for _ in range(_BRACKETS):
        at = text.rfind("]", 0, at)
        if at < 0:
            return
        yield f"{text[:at]}{item}}},\n{text[at:]}"
        yield f"{text[:at]}, {item}}},\n{text[at:]}"


def _names(name: str) -> Iterator[str]:
    """Safe names made of the one given: "a-plan.txt", "a-plan-2.txt" and so on."""
    given = Path(name.replace("\\", "/").replace("\0", "")).name
    kind = next((kind for kind in READ if given.lower().endswith(kind)), ".txt")
    stem = slug(given.removesuffix(given[-len(kind) :]) if given.lower().endswith(kind) else given)
    stem = stem[:_LONGEST_NAME].strip("-") or "article"
    yield f"{stem}{kind}"
    for number in count(2):
        yield f"{stem}-{number}{kind}"


def _row(file_name: str, said: Metadata) -> SourceRow:
    """The article's row; an address that is none is left out."""
    address = web_address(said.get("url"))
    words = {key: " ".join((said.get(key) or "").split()) for key in ("outlet", "story", "title")}  # type: ignore[attr-defined]
    told: dict[str, str | date | None] = {**words, "published": said.get("published"), "url": address}
    row = {key: value for key, value in told.items() if value}
    return {"file": file_name, **row, **({"known": dict.fromkeys(row, _HOW)} if row else {})}
