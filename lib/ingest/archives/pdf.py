"""The text of a PDF. It may hang or end its process, so it is read in one that can be ended."""

import io
import logging

from lib.errors import UnreadableFileError

MOST_PAGES = 400
# A page of a scan has no letters but perhaps a stamp's; one with text has hundreds.
FEWEST_LETTERS, FEWEST_A_PAGE = 40, 25


def pdf_text(data: bytes, instead: str) -> str:
    """The text of a PDF's pages, a form feed between them; scans and encrypted files are refused.

    `instead` says what else to do with a file that cannot be read. Raises UnreadableFileError with the reason.
    """
    import pypdf  # noqa: PLC0415  (for those who have one to read)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFileError("encrypted: a password is needed to read it; save a copy without one")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadableFileError(f"more than {MOST_PAGES} pages, which is no single text: {instead}")
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
        raise UnreadableFileError(f"a PDF that cannot be read (it is damaged or not whole): {instead}") from error
    except ModuleNotFoundError as error:
        raise UnreadableFileError(
            "encrypted in a way that needs further software; save a copy without a password"
        ) from error
    text = "\f".join(pages)
    if sum(map(str.isalpha, text)) < max(FEWEST_LETTERS, FEWEST_A_PAGE * count):
        raise UnreadableFileError("a scan without text: its pages are pictures; have it read by text recognition first")
    return text
