"""The text of a file that holds an agreement: plain text, a web page, PDF or DOCX, told by content and not by name."""

import io
import re
import zipfile
from pathlib import Path

from lib.agreement.files.pdf import INSTEAD, read_pdf
from lib.errors import UnreadableFileError
from lib.ingest.decode import decode, decode_page
from lib.ingest.files import is_regular, unopened, why_no_file
from lib.ingest.page.laid_out import lay_out

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 600_000
FEWEST_LETTERS = 40
# A document's parts unpacked; what is packed tighter than this is made to fill a disk.
MOST_UNPACKED = 60_000_000
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
        text = _docx(data)
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


def _docx(data: bytes) -> str:
    """The paragraphs of a DOCX in order, tables by rows, automatic numbers as Word counts them."""
    import docx  # noqa: PLC0415  (for those who have one to read)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    from lib.agreement.files.word import paragraphs_of  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableFileError(f"unpacks to more than any agreement is: {INSTEAD}")
            if "word/document.xml" not in packed.namelist():
                raise UnreadableFileError(f"a packed file and no DOCX: {INSTEAD}")
        return "\n".join(paragraphs_of(docx.Document(io.BytesIO(data))))
    except (
        OpcError,
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        AttributeError,
        SyntaxError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UnreadableFileError(f"a DOCX that cannot be read ({type(error).__name__}): {INSTEAD}") from error
