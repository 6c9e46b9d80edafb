"""The text of DOCX, RTF, PDF and an archive's pages as lines: a paragraph each, or wrapped with empty lines between."""

import re
from collections.abc import Iterator

from lib.errors import UnreadableFileError
from lib.ingest.archives.kinds import Kind
from lib.ingest.archives.pdf import pdf_text
from lib.ingest.archives.pieces import INSTEAD
from lib.ingest.archives.word import docx_paragraphs
from lib.ingest.decode import decode, decode_page
from lib.ingest.page.laid_out import lay_out

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_HYPHEN = re.compile(r"(\w)-\n(?=[a-z])")
# A page's first and last lines are its furniture where so many pages in ten have the same.
_FURNITURE, _FEWEST_PAGES = 0.6, 3
# A page's width in letters is that of nine lines in ten; a line that ends before four fifths of it was not full.
_TYPICAL, _SHORT = 0.9, 0.8


def text_of_kind(data: bytes, kind: Kind) -> str:
    """The text of a file of one of these kinds; raises UnreadableFileError with the reason and what to do."""
    if kind == "pdf":
        return _flowing(pdf_text(data, INSTEAD).split("\f"))
    if kind == "docx":
        return "\n".join(docx_paragraphs(data, INSTEAD))
    if kind == "rtf":
        return _rtf(data)
    if kind == "page":
        return lay_out(decode_page(data)[0])
    return decode(data)[0]


def _flowing(pages: list[str]) -> str:
    """The text of pages without their numbers and what stands at the head or foot of most of them."""
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    ends = [line for page in lines for line in {*page[:1], *page[-1:]} if line]
    shared = {line for line in ends if len(pages) >= _FEWEST_PAGES and ends.count(line) >= _FURNITURE * len(pages)}
    kept = [line for page in lines for line in page if line not in shared and not _PAGE_NUMBER.fullmatch(line)]
    return "\n\n".join(_HYPHEN.sub(r"\1", part).replace("\n", " ") for part in _paragraphs(kept))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """The lines of each paragraph, which a PDF does not part: one ends where a line is short and a capital follows."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * _TYPICAL)] if lengths else 0
    part: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        part += [line] if line else []
        if part and (not line or (len(line) < _SHORT * width and not after[:1].islower())):
            yield "\n".join(part)
            part = []
    if part:
        yield "\n".join(part)


def _rtf(data: bytes) -> str:
    """The text of RTF, a line a paragraph; raises UnreadableFileError where it is none that can be read."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  (for those who have one to read)

    try:
        return str(rtf_to_text(data.decode("cp1252", "replace"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, TypeError, RecursionError, AttributeError) as error:
        raise UnreadableFileError(f"an RTF that cannot be read (it is damaged or not whole): {INSTEAD}") from error
