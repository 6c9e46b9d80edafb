"""The text of a file that holds an agreement: plain text, a web page, PDF or DOCX, told by content and not by name."""

import re
from pathlib import Path

from lib.agreement.files.pdf import INSTEAD, read_pdf
from lib.errors import UnreadableFileError
from lib.ingest.archives.word import docx_paragraphs
from lib.ingest.decode import decode, decode_page
from lib.ingest.files import is_regular, unopened, why_no_file
from lib.ingest.page.laid_out import lay_out

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 600_000
FEWEST_LETTERS = 40
_MARKUP = re.compile(rb"<\s*(?:!doctype html|html|head|body|p|div|ol|ul|table|article)\b", re.IGNORECASE)


def load_text(path: Path) -> str:
    """The text of one file; raises UnreadableFileError with the reason and what to do."""
    try:
        if not is_regular(path):
            raise UnreadableFileError(why_no_file(path))
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"larger than {MOST_BYTES // 1_000_000} MB, which no agreement is: {INSTEAD}")
        return text_of(path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(unopened(error)) from error


def text_of(data: bytes) -> str:
    """The text of a file's bytes; raises UnreadableFileError with the reason and what to do.

    >>> text_of(b"1. The Front shall leave Zouar.")
    '1. The Front shall leave Zouar.'
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFileError(f"larger than {MOST_BYTES // 1_000_000} MB, which no agreement is: {INSTEAD}")
    if data.lstrip()[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        text = read_pdf(data)
    elif data[:4] == b"PK\x03\x04":
        text = "\n".join(docx_paragraphs(data, INSTEAD))
    elif _MARKUP.search(data[:4096]):
        text = lay_out(decode_page(data)[0])
    else:
        text = decode(data)[0]
    if not text.strip():
        raise UnreadableFileError("empty: there is no text in it")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFileError(f"longer than {MOST_CHARACTERS:,} characters, which no agreement is: {INSTEAD}")
    if sum(map(str.isalpha, text[:4000])) < FEWEST_LETTERS // 2:
        raise UnreadableFileError("no agreement: there are no words in it")
    return text
