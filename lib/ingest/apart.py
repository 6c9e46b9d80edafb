"""Reading in a process of its own, so that a file that would hang or end it costs no more than itself."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, Unpack

from lib.apart import StoppedError, Worker, seconds_for
from lib.errors import UnreadableFileError
from lib.ingest.files import find_files
from lib.ingest.given import Said
from lib.ingest.read import CANNOT, INSTEAD, Step, read_bytes, read_steps
from lib.ingest.versions import Read
from lib.models import Document

Answered = Document | UnreadableFileError


class _Asked(NamedTuple):
    """A file to read, and the last line of it that is told already."""

    path: Path
    said: Said
    verbatim: bool
    after: int = 0


Told = Step | Read


def read_each_apart(paths: Iterable[Path], *, verbatim: bool = False, **said: Unpack[Said]) -> Iterator[Read]:
    """The same as `read_each`, in another process: an article that takes too long, or ends it, is named with that."""
    with Worker[_Asked, Told](_load_reader) as worker:
        for path in find_files(paths):
            yield from _read(worker, _Asked(path, said, verbatim))


def read_bytes_apart(name: str, data: bytes, **said: Unpack[Said]) -> Document:
    """The same as `read_bytes`, in another process; raises UnreadableFileError where it takes too long, too."""
    with Worker[None, Answered](partial(_load_bytes_reader, name, data, said)) as worker:
        try:
            [told] = worker.ask(None, lambda: seconds_for(len(data)))
        except StoppedError as stopped:
            raise UnreadableFileError(_reason(stopped)) from stopped
    if isinstance(told, UnreadableFileError):
        raise told
    return told


def _load_reader() -> Callable[[_Asked], Iterable[Told]]:
    return _read_here


def _read_here(asked: _Asked) -> Iterator[Told]:
    return read_steps(asked.path, asked.said, verbatim=asked.verbatim, after=asked.after)


def _load_bytes_reader(name: str, data: bytes, said: Said) -> Callable[[None], Iterable[Answered]]:
    def read(_: None) -> Iterator[Answered]:
        try:
            yield read_bytes(name, data, **said)
        except UnreadableFileError as error:
            yield error

    return read


def _read(worker: Worker[_Asked, Told], asked: _Asked) -> Iterator[Read]:
    """What a file holds; after a stop, what it holds behind the line that was then read."""
    step = Step(0, 0)

    def seconds() -> float:
        return seconds_for(step.size)

    while True:
        try:
            for told in worker.ask(asked, seconds):
                if isinstance(told, Step):
                    step = told
                else:
                    yield told
        except StoppedError as stopped:
            yield Read(asked.path, asked.path.name, _reason(stopped), step.line)
            if step.line > asked.after:
                asked = asked._replace(after=step.line)
                continue
        return


def _reason(stopped: StoppedError) -> str:
    return f"{CANNOT} (it {stopped}): {INSTEAD}"
