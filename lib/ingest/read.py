"""Files to documents: one bad file is named with the reason, the rest go on."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Unpack

from lib.errors import UnreadableFileError
from lib.ingest.archives import Piece, Refused, is_archive, open_pieces
from lib.ingest.build import build_document
from lib.ingest.decode import decode, decode_as_is, decode_page
from lib.ingest.files import (
    MOST_OPENED_BYTES,
    NOT_READ,
    OPENED,
    PAGES,
    RECORDS,
    SOURCES,
    find_files,
    read_limited,
    too_large,
)
from lib.ingest.given import MAX_BYTES, Given, Metadata, given_by
from lib.ingest.lending import borrow_dates
from lib.ingest.mend import mend
from lib.ingest.page.frame import keep_frame
from lib.ingest.page.page import parse_page, read_page
from lib.ingest.records import Record, read_records
from lib.ingest.sources import load_sources
from lib.ingest.versions import Read, keep_one_version
from lib.models import Document, Problem

CANNOT, INSTEAD = "cannot be read", "save the article's text as a .txt file, or leave it out"


class ReadStep(NamedTuple):
    """What is read next: the line of a JSON Lines file, or 0, and how large it is."""

    line: int
    size: int


def read_file(path: Path, *, verbatim: bool = False, **said: Unpack[Metadata]) -> Document:
    """The document of one .txt or .html file, with what the sources.toml beside it says.

    What is `said` here counts more. With `verbatim` the text is taken as it is: offsets index the decoded file.
    Raises UnreadableFileError with the reason and what to do.
    """
    if path.suffix.lower() == RECORDS:
        raise UnreadableFileError("holds many articles: read it with read_files")
    return _read_alone(path, read_limited(path), said, verbatim=verbatim)


def _read_alone(path: Path, data: bytes, said: Metadata, *, verbatim: bool) -> Document:
    """The document of a file that holds one article, by its bytes."""
    given = given_by(said).over(find_metadata(path)).over(Given(story=path.absolute().parent.name))
    return _read_data(str(path), data, given, verbatim=verbatim, page=_is_page(str(path)))


def read_bytes(name: str, data: bytes, *, verbatim: bool = False, **said: Unpack[Metadata]) -> Document:
    """The document that a file of this name and content would be, as for a preview; nothing is written.

    Raises UnreadableFileError with the reason and what to do.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(too_large())
    return _read_data(name, data, given_by(said), verbatim=verbatim, page=_is_page(name))


def read_files(
    paths: Iterable[Path], *, verbatim: bool = False, **said: Unpack[Metadata]
) -> tuple[list[Document], list[Problem]]:
    """All documents of the files and folders, in order, and one problem for each file of which something is amiss.

    A text that the same outlet has given in another version is such a problem, unless it is read `verbatim`. A
    document without a date borrows the earliest of its story.
    """
    reads = list(read_each(paths, verbatim=verbatim, **said))
    kept = reads if verbatim else list(keep_one_version(reads))
    documents = [read.outcome for read in kept if isinstance(read.outcome, Document)]
    return borrow_dates(documents), problems_of(kept)


def read_each(paths: Iterable[Path], *, verbatim: bool = False, **said: Unpack[Metadata]) -> Iterator[Read]:
    """Each article of the files and folders in order, by name; dates are not borrowed, repetitions not refused."""
    for path in find_files(paths):
        for told in read_steps(path, said, verbatim=verbatim):
            if isinstance(told, Read):
                yield told


def read_steps(path: Path, said: Metadata, *, verbatim: bool, after: int = 0) -> Iterator[ReadStep | Read]:
    """What one file holds, each article announced before it is read; one that cannot be read costs only itself.

    The lines of a JSON Lines file up to `after` are passed over.
    """
    try:
        yield ReadStep(0, _size(path))
        for line, size, read in _articles(path, said, verbatim=verbatim):
            if not after or line > after:
                yield ReadStep(line, size)
                yield from _guarded(path, line, read)
    except UnreadableFileError as error:
        yield Read(path, path.name, str(error))


def _guarded(path: Path, line: int, read: Callable[[], Iterable[Read]]) -> Iterator[Read]:
    """What is read of one article, or the reason why it cannot be."""
    try:
        yield from list(read())
    except UnreadableFileError as error:
        yield Read(path, path.name, str(error), line)
    except Exception:  # noqa: BLE001  # whatever a reader raises costs no more than the article
        yield Read(path, path.name, f"{CANNOT} (its reader stopped): {INSTEAD}", line)


def find_metadata(path: Path) -> Given:
    """What the sources.toml beside a file says of it: cheap, the article itself is not opened."""
    return load_sources(path.parent).given(path.name)


def _articles(path: Path, said: Metadata, *, verbatim: bool) -> Iterator[tuple[int, int, Callable[[], Iterable[Read]]]]:
    """The articles of one file: the line in JSON Lines, the size in bytes or characters, and what reads it."""
    if path.name == SOURCES:
        yield 0, _size(path), partial(_sources_problems, path)
    elif path.suffix.lower() == RECORDS:
        for record in read_records(path):
            line, size = (record.line, len(record.text)) if isinstance(record, Record) else (record[0], 0)
            yield line, size, partial(_read_record, path, record, said, verbatim=verbatim)
    elif path.suffix.lower() in NOT_READ:
        raise UnreadableFileError("not a kind of file that is read: save the article as a .txt or .html file")
    else:
        opened = path.name.lower().endswith(OPENED)
        data = read_limited(path, MOST_OPENED_BYTES if opened else MAX_BYTES)
        if opened or (not verbatim and is_archive(data)):
            for number, piece in enumerate(open_pieces(path.name, data), 1):
                size = len(piece.data) if isinstance(piece, Piece) else 0
                yield number, size, partial(_read_piece, path, number, piece, said)
        else:
            yield 0, _size(path), lambda: [Read(path, path.name, _read_alone(path, data, said, verbatim=verbatim))]


def _read_piece(path: Path, number: int, piece: Piece | Refused, said: Metadata) -> Iterator[Read]:
    """One article of a file that may hold several; what is said of it there counts more than what is said of all."""
    if isinstance(piece, Refused):
        yield Read(path, piece.name, piece.reason, number)
        return
    alone = piece.name == path.name
    story = Given(story=path.absolute().parent.name if alone else piece.name)
    given = given_by(piece.said).over(given_by(said)).over(find_metadata(path)).over(story)
    document = _read_data(str(path), piece.data, given, verbatim=False, page=piece.page)
    document = replace(document, notes=(*piece.notes, *document.notes))
    yield Read(path, piece.name, document, 0 if alone else number)


def _size(path: Path) -> int:
    """A file's size in bytes as far as it is read; 0 where it cannot be told, which reading it will say."""
    with suppress(OSError):
        return min(path.stat().st_size, MOST_OPENED_BYTES)
    return 0


def _is_page(name: str) -> bool:
    return name.lower().endswith(PAGES)


def _read_data(path: str, data: bytes, given: Given, *, verbatim: bool, page: bool) -> Document:
    if not verbatim and page:
        return _read_page(path, data, given)
    text, notes = decode_as_is(data) if verbatim else decode(data)
    document = build_document(path, data, text, given, verbatim=verbatim)
    return replace(document, notes=(*notes, *document.notes))


def _read_page(path: str, data: bytes, given: Given) -> Document:
    page, notes = decode_page(data)
    if not page.strip():
        return build_document(path, data, page, given, verbatim=False)  # raises, and says what to do
    root, page = parse_page(page)
    text, found, odd = read_page(root, page)
    document = keep_frame(build_document(path, data, text, given.over(found), verbatim=False), root)
    return replace(document, notes=(*notes, *odd, *document.notes))


def _read_record(path: Path, record: Record | tuple[int, str], said: Metadata, *, verbatim: bool) -> Iterator[Read]:
    """One line of a JSON Lines file; what it says itself counts more than what is said of all."""
    if not isinstance(record, Record):
        line, reason = record
        yield Read(path, f"line {line}", reason, line)
        return
    given = record.given.over(given_by(said)).over(Given(story=record.id))
    text, notes = (record.text, ()) if verbatim else mend(record.text)
    try:
        document = build_document(str(path), record.text.encode(), text, given, verbatim=verbatim)
    except UnreadableFileError as error:
        yield Read(path, record.id, str(error), record.line)
    else:
        yield Read(path, record.id, replace(document, notes=(*notes, *document.notes)), record.line)
    if record.problem:
        yield Read(path, record.id, record.problem, record.line)


def _sources_problems(path: Path) -> Iterator[Read]:
    """What is wrong with a sources.toml, as one reason."""
    sources = load_sources(path.parent)
    missing = sources.missing(file.name for file in path.parent.iterdir())
    reasons = (*sources.problems, *(f"it names {name!r}, which is not in the folder" for name in missing))
    if reasons:
        yield Read(path, path.name, "; ".join(reasons))


def problems_of(reads: Iterable[Read]) -> list[Problem]:
    """One problem for each file, with the reasons of its lines."""
    reasons: dict[str, list[str]] = {}
    for read in reads:
        if isinstance(read.outcome, str):
            reason = f"{read.at}: {read.outcome}" if read.line else read.outcome
            reasons.setdefault(str(read.path), []).append(reason)
    return [Problem(path, "; ".join(some)) for path, some in reasons.items()]
