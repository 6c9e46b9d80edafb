"""The text of a PDF, read in a process of its own, which is ended when the file takes too long."""

from collections.abc import Callable, Iterable

from lib.apart import StoppedError, Worker, seconds_for
from lib.errors import UnreadableFileError
from lib.ingest.archives.pdf import pdf_text

INSTEAD = "save the agreement's text as a .txt file"


def read_pdf(data: bytes) -> str:
    """The text of a PDF's bytes, a form feed between its pages; raises UnreadableFileError with the reason."""
    with Worker[bytes, str | UnreadableFileError](_load) as worker:
        try:
            [told] = worker.ask(data, lambda: seconds_for(len(data)))
        except StoppedError as stopped:
            raise UnreadableFileError(f"a PDF that cannot be read (it {stopped}): {INSTEAD}") from stopped
    if isinstance(told, UnreadableFileError):
        raise told
    return told


def _load() -> Callable[[bytes], Iterable[str | UnreadableFileError]]:
    return _answer


def _answer(data: bytes) -> Iterable[str | UnreadableFileError]:
    try:
        return [pdf_text(data, INSTEAD)]
    except UnreadableFileError as error:
        return [error]
