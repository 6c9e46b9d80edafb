"""Reading in a process of its own, so that a file that would hang or end it costs no more than itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Self, Unpack

from lib.apart import Pool, StoppedError, Worker, seconds_for
from lib.errors import UnreadableFileError
from lib.ingest.archives import Piece, Refused, list_header, open_pieces
from lib.ingest.archives.columns import Role
from lib.ingest.files import find_files
from lib.ingest.given import Metadata
from lib.ingest.read import CANNOT, INSTEAD, ReadStep, read_bytes, read_steps
from lib.ingest.versions import Read
from lib.models import Document

# For fewer files another process is not worth its start of half a second.
FILES_A_WORKER = 100


class _File(NamedTuple):
    """A file to read, and the last line of it that is told already."""

    path: Path
    said: Metadata
    verbatim: bool
    after: int = 0


class _Bytes(NamedTuple):
    """What would be a file of this name."""

    name: str
    data: bytes
    said: Metadata


class _Opened(NamedTuple):
    """A file of this name and content that may hold several articles, and which column of a list holds what.

    `url` is where it was found, which then is the address of the one article that it is.
    """

    name: str
    data: bytes
    columns: Mapping[Role, int] | None
    url: str | None = None


class _Listed(NamedTuple):
    """A file that may be a list, whose columns are asked for."""

    name: str
    data: bytes


class Brought(NamedTuple):
    """A piece of a file with the article that it is; or its name and why it is none."""

    name: str
    outcome: Document | str
    piece: Piece | None = None


Asked = _File | _Bytes | _Opened | _Listed
Told = ReadStep | Read | Document | UnreadableFileError | Brought | list[str]


class Reader:
    """Reads as `read_each` and `read_bytes` do, in another process, which starts when first needed and ends with it.

    An article that takes longer than `seconds_for` its size, or ends the process, is one that cannot be read.
    """

    def __init__(self) -> None:
        self._worker = Worker[Asked, Told](_load_reader)

    def __enter__(self) -> Self:
        """The reader, to be ended with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._worker.__exit__()

    def read_bytes(self, name: str, data: bytes, **said: Unpack[Metadata]) -> Document:
        """The document that a file of this name and content would be; raises UnreadableFileError where it is none."""
        try:
            [told] = self._worker.ask(_Bytes(name, data, said), lambda: seconds_for(len(data)))
        except StoppedError as stopped:
            raise UnreadableFileError(_reason(stopped)) from stopped
        if isinstance(told, UnreadableFileError):
            raise told
        assert isinstance(told, Document)  # noqa: S101  # what was asked for
        return told

    def open_file(
        self, name: str, data: bytes, columns: Mapping[Role, int] | None = None, url: str | None = None
    ) -> Iterator[Brought]:
        """Each article of a file of this name and content as it comes, and each part of it that is none.

        `url` is the address that it was fetched from.
        """
        asked = _Opened(name, data, columns, url)
        try:
            for told in self._worker.ask(asked, lambda: seconds_for(len(data))):
                if isinstance(told, Brought):
                    yield told
        except StoppedError as stopped:
            yield Brought(name, _reason(stopped))

    def list_header(self, name: str, data: bytes) -> list[str]:
        """The names of the columns of a list, empty where a file of this name and content is none."""
        try:
            told = list(self._worker.ask(_Listed(name, data), lambda: seconds_for(len(data))))
        except StoppedError:  # which opening it says
            return []
        return next((names for names in told if isinstance(names, list)), [])

    def read_each(self, paths: Iterable[Path], *, verbatim: bool = False, **said: Unpack[Metadata]) -> Iterator[Read]:
        """Each article of the files and folders in order, by name."""
        for path in find_files(paths):
            yield from self.read_file(_File(path, said, verbatim))

    def read_file(self, asked: _File) -> Iterator[Read]:
        """What a file holds; after a stop, what it holds behind the line that was then read."""
        step = ReadStep(0, 0)

        def seconds() -> float:
            return seconds_for(step.size)

        while True:
            try:
                for told in self._worker.ask(asked, seconds):
                    if isinstance(told, ReadStep):
                        step = told
                    elif isinstance(told, Read):
                        yield told
            except StoppedError as stopped:
                yield Read(asked.path, asked.path.name, _reason(stopped), step.line)
                if step.line > asked.after:
                    asked = asked._replace(after=step.line)
                    continue
            return


def read_each_apart(
    paths: Iterable[Path], workers: int = 1, *, verbatim: bool = False, **said: Unpack[Metadata]
) -> Iterator[Read]:
    """Each article of the files and folders in order, read in other processes: so many `workers` at most."""
    files = [_File(path, said, verbatim) for path in find_files(paths)]
    readers = [Reader() for _ in range(min(workers, 1 + len(files) // FILES_A_WORKER))]
    pool: Pool[_File, Read] = Pool(lambda asked, reader: reader.read_file(asked), readers)
    with pool:
        for _, reads in pool.each(files):
            yield from reads


def _load_reader() -> Callable[[Asked], Iterable[Told]]:
    return _read


def _read(asked: Asked) -> Iterable[Told]:
    if isinstance(asked, _File):
        return read_steps(asked.path, asked.said, verbatim=asked.verbatim, after=asked.after)
    if isinstance(asked, _Listed):
        return [list_header(asked.name, asked.data)]
    return _open(asked) if isinstance(asked, _Opened) else [_read_bytes(asked)]


def _open(asked: _Opened) -> Iterator[Brought]:
    """Each piece of a file read, whatever the readers raise."""
    for piece in open_pieces(asked.name, asked.data, asked.columns):
        if isinstance(piece, Refused):
            yield Brought(piece.name, piece.reason)
            continue
        if asked.url and piece.name == asked.name and not piece.said.get("url"):
            piece.said["url"] = asked.url
        told = _read_bytes(_Bytes("x.html" if piece.page else "x.txt", piece.data, piece.said))
        if isinstance(told, UnreadableFileError):
            yield Brought(piece.name, str(told))
        else:
            yield Brought(piece.name, replace(told, notes=(*piece.notes, *told.notes)), piece)


def _read_bytes(asked: _Bytes) -> Document | UnreadableFileError:
    """The document, or why there is none, whatever the readers raise."""
    try:
        return read_bytes(asked.name, asked.data, **asked.said)
    except UnreadableFileError as error:
        return error
    except Exception:  # noqa: BLE001  # whatever a reader raises costs no more than the article
        return UnreadableFileError(f"{CANNOT} (its reader stopped): {INSTEAD}")


def _reason(stopped: StoppedError) -> str:
    return f"{CANNOT} (it {stopped}): {INSTEAD}"
