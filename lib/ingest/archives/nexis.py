"""Articles of Nexis, in its older layout and in that of Nexis Uni and Lexis+.

In the older one each is announced ("1 of 500 DOCUMENTS"), in the other each ends with "End of Document". What an
article prints of itself stands in lines such as "LENGTH: 532 words".
"""

import re
from collections.abc import Iterator, Sequence

from lib.ingest.archives.columns import day_of
from lib.ingest.archives.pieces import Piece, Refused, text_piece
from lib.ingest.given import web_address

BEGINS = re.compile(r"\s*(?:Document\s+)?\d{1,5} of \d{1,5} DOCUMENTS?\s*", re.IGNORECASE)
ENDS = re.compile(r"\s*End of Document\s*", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z][A-Za-z /-]{2,29}):(?:\s+(.*))?")
# Fields before the text; all others of a word or two stand behind it.
_HEAD = frozenset({"byline", "section", "length", "dateline", "highlight", "headline", "series", "edition", "author"})
_TAIL = frozenset(
    {
        "load-date", "language", "graphic", "publication-type", "url", "subject", "company", "organization", "person",
        "geographic", "city", "state", "country", "industry", "ticker", "document-type", "doc-type", "pub-type",
        "journal code", "notes", "correction", "correction-date", "classification", "type", "acc-no", "name",
        "loadings", "copyright", "region", "terms", "distribution",
    }
)  # fmt: skip
_COPYRIGHT = re.compile(r"\s*(?:Copyright|©|\(c\))\s.*(?:\d{4}|all rights)", re.IGNORECASE)
_EDITION = re.compile(
    r"\b(?:edition|final)\b|^(?:correction appended|national|first|late|london|metro)$", re.IGNORECASE
)
_BODY = "body"
# A head is not longer: then what is taken for one is a text.
_LONGEST_HEAD = 60


def is_nexis(lines: Sequence[str]) -> bool:
    """Whether these are lines of a file of Nexis."""
    return any(BEGINS.fullmatch(line) for line in lines) or any(ENDS.fullmatch(line) for line in lines)


def nexis_pieces(name: str, lines: Sequence[str]) -> Iterator[Piece | Refused]:
    """The articles of such a file in order; one whose head is not understood says so."""
    older = any(BEGINS.fullmatch(line) for line in lines)
    for number, part in enumerate(_parts(lines, older=older), 1):
        yield _piece(f"{name}, article {number}", part, older=older)


def _parts(lines: Sequence[str], *, older: bool) -> Iterator[list[str]]:
    """The lines of each article; what stands before the first and behind the last is none."""
    part: list[str] | None = None if older else []
    for line in lines:
        if (BEGINS if older else ENDS).fullmatch(line):
            if part and any(map(str.strip, part)):
                yield part
            part = []
        elif part is not None:
            part.append(line.strip())
    if older and part and any(part):
        yield part


def _piece(name: str, lines: list[str], *, older: bool) -> Piece | Refused:
    head, body = _parted(lines)
    top, fields = _top(head), _fields(head)
    dated = [at for at, line in enumerate(top) if day_of(line)]
    if not dated or not any(body):
        return Refused(name, "its head is not as Nexis prints it: no line with its date, or no text below it")
    at = dated[0] if older else dated[-1]
    before = [line for line in top[:at] if line]
    outlet = before[-1] if before else None
    title = fields.get("headline") or (_title_below(top[at + 1 :]) if older else " ".join(before[-2:-1]))
    url = next((found for line in lines if (found := web_address(_value(line, "url")))), None)
    text = "\n".join(body).strip("\n")
    return text_piece(name, text, title=title or None, outlet=outlet, published=day_of(top[at]), url=url)


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The head and the text: which begins behind "Body", or behind the last field of the head."""
    starts = [at for at, line in enumerate(lines[:_LONGEST_HEAD]) if line.lower() == _BODY]
    fields = [at for at, line in enumerate(lines[:_LONGEST_HEAD]) if _key(line) in _HEAD]
    if starts:
        begin = starts[0] + 1
    elif fields:
        begin = fields[-1] + 1
        while begin < len(lines) and lines[begin] and _key(lines[fields[-1]]) != "length":
            begin += 1  # a field may go on in the next line
    else:
        return lines, []
    end = next((at for at in range(begin, len(lines)) if _ends_text(lines[at])), len(lines))
    return lines[:begin], lines[begin:end]


def _ends_text(line: str) -> bool:
    return _key(line) in _TAIL or line.lower() == "classification" or bool(_COPYRIGHT.match(line))


def _top(head: list[str]) -> list[str]:
    """What stands above the fields, without the copyright: outlet, date, edition and headline."""
    end = next((at for at, line in enumerate(head) if _key(line) in _HEAD or line.lower() == _BODY), len(head))
    return [line for line in head[:end] if not _COPYRIGHT.match(line) and line.lower() != "all rights reserved"]


def _title_below(lines: list[str]) -> str:
    """The headline of the older layout: the first block below that of the date, or line, that is not an edition."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1] or len(blocks) == 1:
            blocks.append([])
    below = [block for block in blocks[1:] if block] or [[line] for line in blocks[0]]
    return " ".join(next((block for block in below if not _EDITION.search(" ".join(block))), (below or [[]])[-1]))


def _fields(head: list[str]) -> dict[str, str]:
    return {key: _value(line, key) for line in head if (key := _key(line)) in _HEAD}


def _key(line: str) -> str:
    """What a line that is a field calls itself, in lower case; "" of any other."""
    found = _FIELD.fullmatch(line)
    return found[1].strip().lower() if found else ""


def _value(line: str, key: str) -> str:
    return line.partition(":")[2].strip() if _key(line) == key else ""
