"""Dates that a story lends: an article without a day of its own has that of the first article of its story.

A later day that its own text tells as past stands instead: it was not published before that.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lib.models import Document
from lib.text.days import is_likely
from lib.text.metadata import find_day_without_year, find_told_days

# A story's first article with a date may not be its first.
BEFORE_STORY = timedelta(31)
# A day without a year that is later in its story's year may be of the year before.
WITHIN = timedelta(183)


class Lender(NamedTuple):
    """The day of a story's first article with a date, and the name of that article's file."""

    day: date
    name: str

    def __str__(self) -> str:
        """Both in one line, which changes whenever one of them does."""
        return f"{self.day} {self.name}"


@dataclass(slots=True)
class Lenders:
    """The first article with a date of every story, found in whatever order articles come."""

    _first: dict[str, tuple[str, tuple[int, ...], Lender]] = field(default_factory=dict)

    def add(self, story: str, day: date, name: str, place: tuple[int, ...]) -> None:
        """An article with a date; of one day's the one with the lowest place counts."""
        told = (str(day), place, Lender(day, name))
        known = self._first.get(story)
        if known is None or told[:2] < known[:2]:
            self._first[story] = told

    def of(self, story: str) -> Lender | None:
        """Who lends the articles of a story their date; None where none has one."""
        known = self._first.get(story)
        return known[2] if known else None


def borrow_dates(documents: Sequence[Document]) -> list[Document]:
    """The documents, those without a date with the earliest known date of their story."""
    lenders = lenders_among(documents)
    return [borrow_date(document, lenders.of(document.story)) for document in documents]


def lenders_among(documents: Iterable[Document]) -> Lenders:
    """The first article with a date of each story."""
    lenders = Lenders()
    for place, document in enumerate(documents):
        if document.published:
            lenders.add(document.story, document.published, Path(document.path).name, (place,))
    return lenders


def borrow_date(document: Document, lender: Lender | None) -> Document:
    """The document, with the lender's date where it has none of its own."""
    if document.published or not lender:
        return document
    day, name = lender
    if (printed := _in_year_of(day, find_day_without_year(document.original or document.text))) is not None:
        note = f"the dateline gives {printed.day} {printed:%b}; its year is that of its story, {name}"
        return replace(document, published=printed, published_from="text", notes=(*document.notes, note))
    told = max((one for one in _told_days(document, day) if one > day), default=None)
    if told is not None:
        note = f"undated: not before {told.day} {told:%b %Y}, the latest day that its text tells as past"
        return replace(document, published=told, published_from="told", notes=(*document.notes, note))
    from_file = f"taken from the earliest article of its story, {name}"
    note = f"undated: {day.day} {day:%b %Y} is {from_file}"
    return replace(document, published=day, published_from="story", notes=(*document.notes, note))


def _told_days(document: Document, story: date) -> Iterator[date]:
    """The days that a text tells as past; one without a year is of its story's, as far as that is not long after it."""
    for year, month, number in find_told_days(document.text):
        with suppress(ValueError):
            day = date(year or story.year, month, number)
            if is_likely(day) and (year or day - story < WITHIN):
                yield day


def _in_year_of(story: date, printed: tuple[int, int] | None) -> date | None:
    """The first day of that month and number from a month before a story's first article on."""
    if printed is None:
        return None
    for year in (story.year - 1, story.year, story.year + 1):
        with suppress(ValueError):
            day = date(year, *printed)
            if day > story - BEFORE_STORY:
                return day
    return None
