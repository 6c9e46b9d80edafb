"""A text's time expressions as deadlines are looked for among them: where they stand, and their days ahead."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from lib.annotate.charting.tagged import Tagged
from lib.annotate.dating.iso_days import DAYS_A_WEEK, shifted
from lib.models import Relation, Timex

WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
SETTLED = re.compile(r"(?i)\b(?:\d{4}|last|past|previous|ago|yesterday|earlier)\b")
YEAR = re.compile(r"\b\d{4}\b")
BARE_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)$")
SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}$")
CLOCK = re.compile(r"T\d\d:")
WEEK = timedelta(DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A text's time expressions in order, and its day of publication where known."""

    timexes: Sequence[Timex]
    published: date | None

    def between(self, start: int, end: int) -> Iterator[Timex]:
        """Those that lie between two characters."""
        first = bisect_left(self.timexes, start, key=lambda timex: timex.span.start)
        for timex in islice(self.timexes, first, None):
            if timex.span.end > end:
                return
            yield timex

    def at(self, start: int) -> Timex | None:
        """The one that begins at a character, or None."""
        first = bisect_left(self.timexes, start, key=lambda timex: timex.span.start)
        found = self.timexes[first] if first < len(self.timexes) else None
        return found if found is not None and found.span.start == start else None


@dataclass(frozen=True, slots=True)
class Term:
    """One way to read a time expression as a deadline: where its words begin and end, and how loosely it binds."""

    first: int
    end: int
    looseness: int
    due: date
    relation: Relation


def is_clock(timex: Timex | None) -> bool:
    """Whether a time expression is an hour of the day: noon, 5 p.m."""
    return timex is not None and timex.type == "TIME" and CLOCK.search(timex.value or "T00:") is not None


def days_ahead(
    tagged: Tagged, timex: Timex, published: date | None, end: int, *, today: bool = False
) -> tuple[date, date] | None:
    """First and last day of a date, moved to lie ahead of publication where its words leave the year or week open.

    A weekday may be that of publication only where `today` allows it: at noon on Monday, not on Monday, not by Monday.
    Days that may be read either way round (1/7/2019) are none.
    """
    begin, finish = timex.begin, timex.finish
    if begin is None or finish is None or (SLASHED.match(timex.span.exact) and begin < finish):
        return None
    numbered = any(letter.isdigit() for letter in timex.span.exact) and not is_clock(timex)
    weekday = WEEKDAY.search(timex.span.exact) is not None
    if published is None or (weekday and numbered):
        return begin, finish
    if weekday:
        # "Monday week", "Monday next".
        on = tagged.word(end) == "week", tagged.word(end) == "next" or finish < published + timedelta(not today)
        return begin + WEEK * sum(on), finish + WEEK * sum(on)
    if finish >= published or SETTLED.search(timex.span.exact):
        return begin, finish
    unit = "M" if BARE_NUMBER.match(timex.span.exact) else "W" if published - finish <= WEEK and not numbered else "Y"
    later = shifted(begin, 1, unit), shifted(finish, 1, unit)
    return (later[0], later[1]) if later[0] and later[1] else None
