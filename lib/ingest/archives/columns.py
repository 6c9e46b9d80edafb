"""Which column of a list holds what: by the names that archives and people give their columns."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from lib.text.days import is_likely
from lib.text.metadata import find_date_line

Role = Literal["text", "title", "outlet", "published", "url", "story"]

# What a column is called, without marks and case, the surest first. Among them those of Media Cloud (media_name,
# publish_date, indexed_date), of GDELT's list of articles (seendate, domain, sourcecountry), of its tables
# (SOURCEURL, SQLDATE, DocumentIdentifier, SourceCommonName, V2.1DATE) and of ProQuest's (pubtitle, fulltext).
NAMES: Mapping[Role, tuple[str, ...]] = {
    "text": (
        "text", "fulltext", "articletext", "body", "bodytext", "content", "articlebody", "storytext", "fullcontent",
        "maintext", "abstract",
    ),
    "title": ("title", "headline", "articletitle", "storytitle", "heading", "headlines"),
    "outlet": (
        "outlet", "medianame", "sourcename", "source", "publication", "publicationtitle", "pubtitle", "newspaper",
        "publisher", "sourcecommonname", "domain", "media", "journal", "site", "mediaurl",
    ),
    "published": (
        "published", "publishdate", "publicationdate", "pubdate", "datepublished", "publishedat", "date", "seendate",
        "day", "sqldate", "v21date", "indexeddate", "entrydate", "dateadded",
    ),
    "url": ("url", "link", "address", "articleurl", "sourceurl", "documentidentifier", "permalink", "uri", "weblink"),
    "story": ("story", "topic", "event", "case"),
}  # fmt: skip
_PLAIN = re.compile(r"[^a-z0-9]+")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T].*)?")
_LONGEST_DAY = 60
_MONTHS = 12


def guess_columns(names: Sequence[str]) -> dict[Role, int]:
    """The place of the column for each role that one seems to have, the surest name first.

    >>> guess_columns(["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url"])
    {'title': 6, 'outlet': 3, 'published': 5, 'url': 7}
    """
    plain = [_PLAIN.sub("", name.lower()) for name in names]
    found: dict[Role, int] = {}
    for role, known in NAMES.items():
        place = next((plain.index(name) for name in known if name in plain), None)
        if place is not None and place not in found.values():
            found[role] = place
    return found


def day_of(written: str, *, month_first: bool = False) -> date | None:
    """The day that a cell gives, in the ways of lists and heads of articles; None where it gives none that is likely.

    `month_first` says how 3/4/2018 is meant.

    >>> day_of("20180917T083000Z"), day_of("October 5, 2015 Monday"), day_of("17/9/2018"), day_of("soon")
    (datetime.date(2018, 9, 17), datetime.date(2015, 10, 5), datetime.date(2018, 9, 17), None)
    """
    words = " ".join(written.split())[:_LONGEST_DAY]
    found = _iso(words) or _numbers(words, month_first=month_first) or _in_words(words)
    return found if found and is_likely(found) else None


def are_months_first(cells: Sequence[str]) -> bool:
    """Whether days such as 3/14/2018 among these show that the month is written first."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _NUMBERS.fullmatch(cell.strip()))]
    return any(second > _MONTHS for _, second in pairs) and not any(first > _MONTHS for first, _ in pairs)


def _iso(words: str) -> date | None:
    try:
        if found := _COMPACT.fullmatch(words):
            return date(*map(int, found.groups()))
        return datetime.fromisoformat(words.removesuffix(" UTC")).date()
    except (ValueError, OverflowError):
        return None


def _numbers(words: str, *, month_first: bool) -> date | None:
    found = _NUMBERS.fullmatch(words)
    if not found:
        return None
    one, other, year = map(int, found.groups())
    day, month = (other, one) if month_first else (one, other)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(words: str) -> date | None:
    """A day in words, a weekday or a time behind it; else as e-mail writes it."""
    parts = words.replace(",", " ").split()
    for count in (len(parts), 4, 3):
        line = find_date_line(" ".join(parts[:count]))
        if line and line.published:
            return line.published
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
