"""RIS: references with what an archive knows of each article, and its text in place of an abstract."""

import re
from collections.abc import Iterator
from typing import Any

from lib.errors import UnreadableFileError
from lib.ingest.archives.columns import day_of
from lib.ingest.archives.pieces import INSTEAD, Piece, Refused, text_piece
from lib.ingest.decode import decode
from lib.ingest.given import web_address

_TITLE = ("title", "primary_title", "short_title")
_OUTLET = ("secondary_title", "journal_name", "alternate_title1", "alternate_title2", "alternate_title3", "publisher")
_DAY = ("date", "publication_year", "year")
_TEXT = ("abstract", "notes_abstract", "notes")
_TAG = re.compile(r"([A-Z][A-Z0-9])  -")
_TEXT_TAGS = frozenset({"AB", "N1", "N2"})
# A line's end inside a field, which the library would make a space; a character that no text uses.
_BREAK = "\ue000"


def reference_pieces(name: str, data: bytes) -> Iterator[Piece | Refused]:
    """The references in order; raises UnreadableFileError where the file cannot be read."""
    import rispy  # type: ignore[import-untyped]  # noqa: PLC0415  (for those who have one to read)

    try:
        entries: list[dict[str, Any]] = rispy.loads(_one_line_a_field(decode(data)[0]), skip_unknown_tags=True)
    except (ValueError, KeyError, TypeError, IndexError, OSError, AttributeError) as error:
        raise UnreadableFileError(f"an RIS file that cannot be read (it is damaged or not whole): {INSTEAD}") from error
    for number, entry in enumerate(entries, 1):
        yield _piece(f"{name}, reference {number}", entry)


def _piece(name: str, entry: dict[str, Any]) -> Piece | Refused:
    text = max((_first(entry, (key,)) for key in _TEXT), key=len)
    if not text:
        return Refused(name, "a reference without the article's text")
    urls = entry.get("urls") or [entry.get("url")]
    day = next((found for key in _DAY if (found := day_of(_first(entry, (key,)).strip("/").replace("/", "-")))), None)
    url = next((address for one in urls if (address := web_address(str(one or "")))), None)
    return text_piece(name, text, title=_first(entry, _TITLE), outlet=_first(entry, _OUTLET), published=day, url=url)


def _first(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these that the reference has, several lines of it parted by an empty one."""
    for key in keys:
        value = entry.get(key)
        words = "\n\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if words := words.replace(_BREAK, "\n").strip():
            return words
    return ""


def _one_line_a_field(text: str) -> str:
    """The file with the ends of lines inside a field marked, and a text that is given paragraph by paragraph in one."""
    lines: list[str] = []
    at: dict[str, int] = {}  # where in the reference each text begins
    last = 0
    for line in text.splitlines():
        tag = _TAG.match(line)
        if tag is None and lines:
            lines[last] += _BREAK + line.strip()
        elif tag and tag[1] in at:
            last = at[tag[1]]
            lines[last] += 2 * _BREAK + line[tag.end() :].strip()
        else:
            lines.append(line)
            last = len(lines) - 1
            if tag and tag[1] == "ER":
                at.clear()
            elif tag and tag[1] in _TEXT_TAGS:
                at[tag[1]] = last
    return "\n".join(lines)
