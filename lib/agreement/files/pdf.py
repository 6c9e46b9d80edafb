"""The text of a PDF, read in a process of its own, which is ended when the file takes too long."""

import io
import logging
from collections.abc import Callable, Iterable

from lib.apart import StoppedError, Worker, seconds_for
from lib.errors import UnreadableFileError

MOST_PAGES = 400
# A page of a scan has no letters but perhaps a stamp's; one of an agreement has hundreds.
FEWEST_LETTERS, FEWEST_A_PAGE = 40, 25
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
        return [pdf_text(data)]
    except UnreadableFileError as error:
        return [error]


def pdf_text(data: bytes) -> str:
    """The text of a PDF's pages, a form feed between them; scans and encrypted files are refused."""
    import pypdf  # noqa: PLC0415  (for those who have one to read)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFileError("encrypted: a password is needed to read it; save a copy without one")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadableFileError(f"more than {MOST_PAGES} pages, which no agreement has: {INSTEAD}")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        NotImplementedError,
        ArithmeticError,
        AssertionError,
        OSError,
    ) as error:
        raise UnreadableFileError(f"a PDF that cannot be read ({type(error).__name__}): {INSTEAD}") from error
    except ModuleNotFoundError as error:
        raise UnreadableFileError(
            "encrypted in a way that needs further software; save a copy without a password"
        ) from error
    text = "\f".join(pages)
    letters = sum(map(str.isalpha, text))
    if letters < max(FEWEST_LETTERS, FEWEST_A_PAGE * count):
        raise UnreadableFileError("a scan without text: its pages are pictures; have it read by text recognition first")
    return text
