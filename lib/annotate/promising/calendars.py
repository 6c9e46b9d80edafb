"""A text's time expressions as deadlines are looked for among them: where they stand, and their days ahead."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from lib.annotate.dating.iso_days import DAYS_A_WEEK, shifted
from lib.annotate.promising.tagged import Tagged
from lib.models import Relation, Timex

WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
GONE = re.compile(r"(?i)\b(?:last|past|previous|ago|yesterday|earlier)\b")
YEAR = re.compile(r"\b\d{4}\b")
BARE_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)$")
CLOCK = re.compile(r"T\d\d:")
# How firmly words bind a date to the deed; the smaller, the firmer.
STRENGTH = {"by": 0, "within": 0, "before": 0, "between": 0, "from": 1, "on": 1, "in": 1, "bare": 2}


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
    """One way to read a time expression as a deadline, where its words begin and end, and how strongly it binds."""

    first: int
    end: int
    strength: int
    due: date
    relation: Relation


def is_clock(timex: Timex | None) -> bool:
    """Whether a time expression is an hour of the day: noon, 5 p.m."""
    return timex is not None and timex.type == "TIME" and CLOCK.search(timex.value or "T00:") is not None


def days_ahead(tagged: Tagged, timex: Timex, published: date | None, end: int) -> tuple[date, date] | None:
    """First and last day of a date, moved to lie ahead of publication where its words leave the year or week open."""
    if timex.begin is None or timex.finish is None:
        return None
    begin, finish = timex.begin, timex.finish
    following = tagged.word(end) == "next"
    if published is not None and WEEKDAY.search(timex.span.exact) and (finish <= published or following):
        begin, finish = begin + timedelta(DAYS_A_WEEK), finish + timedelta(DAYS_A_WEEK)
    if WEEKDAY.search(timex.span.exact) and tagged.word(end) == "week":
        return begin + timedelta(DAYS_A_WEEK), finish + timedelta(DAYS_A_WEEK)
    if published is None or finish >= published or YEAR.search(timex.span.exact) or GONE.search(timex.span.exact):
        return begin, finish
    if BARE_NUMBER.match(timex.span.exact):
        months = shifted(begin, 1, "M"), shifted(finish, 1, "M")
        return (months[0], months[1]) if months[0] and months[1] else None
    numbered = any(letter.isdigit() for letter in timex.span.exact) and not is_clock(timex)
    if published - finish <= timedelta(DAYS_A_WEEK) and not numbered:
        return begin + timedelta(DAYS_A_WEEK), finish + timedelta(DAYS_A_WEEK)
    later = (shifted(begin, 1, "Y"), shifted(finish, 1, "Y"))
    return (later[0], later[1]) if later[0] and later[1] else None
