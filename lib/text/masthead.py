"""A newspaper's own head over an article: its name as a line of its own, and the line of section and day under it."""

import re
from collections.abc import Iterator, Sequence

from lib.text.furniture import Removable
from lib.text.metadata import Imprint, find_date_line
from lib.text.paragraphs import Bounds
from lib.text.words import only_words

# A head stands in the first lines; none is longer, and a motto or a section has no more words.
FIRST_LINES, LONGEST_LINE, MOST_WORDS = 4, 160, 8
# A menu names so many pages, each in so many words.
FEWEST_PAGES, LONGEST_PAGE = 4, 2
# No headline is longer.
LONGEST_HEADLINE_WORDS = 20
_PARTED = re.compile(r"\s*[|·•/]\s*|\s+[-–—]\s+|:\s+")
_LETTER = re.compile(r"[^\W\d_]")


def find_masthead(text: str, paragraphs: Sequence[Bounds], outlet: str) -> Iterator[Removable]:
    r"""The bounds of the outlet's name over an article, and of a time or a menu under it.

    With more than the name in its line, that is only a head where a headline comes after it.

    >>> text = "The Echo – voice of the coast\n\n02/03/2025 - 09:12\n\nPorts open again\n\nBoth ports opened."
    >>> [text[start:end] for start, end, _ in find_masthead(text, [(0, 29), (31, 49), (51, 67), (69, 87)], "The Echo")]
    ['The Echo – voice of the coast', '02/03/2025 - 09:12']
    """
    lines = [bounds for bounds in paragraphs[:FIRST_LINES] if bounds[1] - bounds[0] <= LONGEST_LINE]
    head = next((at for at, (start, end) in enumerate(lines[:2]) if _names(text[start:end], outlet)), None)
    if head is None or not only_words(outlet):
        return
    after = [bounds for bounds in lines[head + 1 :] if _LETTER.search(text, *bounds)]
    alone = only_words(text[slice(*lines[head])]) == only_words(outlet)
    if not after or not (alone or _is_headline(text[slice(*after[0])])):
        return
    yield *lines[head], "masthead"
    for start, end in lines[head + 1 :]:
        if not _LETTER.search(text, start, end):
            yield start, end, "time stamp"
        elif _is_menu(text[start:end]):
            yield start, end, "site text"


def find_day_under(line: str) -> Imprint | None:
    """The day in a line that is made of a section, a day and the like.

    >>> find_day_under("Africa  ·  4 April 2025  ·  4 min read").published
    datetime.date(2025, 4, 4)
    """
    parts = _PARTED.split(line) if len(line) <= LONGEST_LINE else []
    if len(parts) < 2 or any(len(part.split()) > MOST_WORDS // 2 for part in parts):
        return None
    return next((found for part in parts if (found := find_date_line(part)) and found.published), None)


def _is_menu(line: str) -> bool:
    """Whether a line lists the site's pages: several short names with the same sign between them."""
    parts = [part.split() for part in re.split(r"\s+[|·•]\s+", line)]
    return len(parts) >= FEWEST_PAGES and all(0 < len(part) <= LONGEST_PAGE for part in parts)


def _names(line: str, outlet: str) -> bool:
    """Whether a line is the outlet's name, alone or with a motto or a section behind a sign that parts them."""
    first, *more = _PARTED.split(line, maxsplit=1)
    return only_words(first) == only_words(outlet) and all(len(one.split()) <= MOST_WORDS for one in more)


def _is_headline(line: str) -> bool:
    return len(line.split()) <= LONGEST_HEADLINE_WORDS and not line.rstrip("\"'”’)").endswith((".", ":", ";", ","))
