"""A text's time expressions as deadlines are looked for among them: where they stand, and their days ahead."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from lib.annotate.charting.tagged import Tagged
from lib.annotate.dating.iso_days import DAYS_A_WEEK, safe_date, shifted
from lib.annotate.dating.readers.feasts import easter
from lib.models import Relation, Timex

WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
GONE = re.compile(r"(?i)\b(?:last|past|previous|ago|yesterday|earlier)\b")
YEAR = re.compile(r"\b\d{4}\b")
BARE_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)$")
EASTER = re.compile(r"(?i)(?:the )?easter\b")
SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}$")
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


def days_ahead(
    tagged: Tagged, timex: Timex, published: date | None, end: int, *, today: bool = False
) -> tuple[date, date] | None:
    """First and last day of a date, moved to lie ahead of publication where its words leave the year or week open.

    A weekday may be that of publication only where `today` allows it: at noon on Monday, not on Monday, not by Monday.
    """
    if timex.begin is None or timex.finish is None:
        return None
    if published is not None and SLASHED.match(timex.span.exact) and timex.begin < timex.finish:
        return _either_way(timex, timex.begin.year, published)
    numbered = any(letter.isdigit() for letter in timex.span.exact) and not is_clock(timex)
    weeks = 0 if numbered else _weeks_on(tagged, timex, published, end, today=today)
    begin, finish = timex.begin + timedelta(DAYS_A_WEEK * weeks), timex.finish + timedelta(DAYS_A_WEEK * weeks)
    # Weekday and number together leave no week or year open.
    settled = YEAR.search(timex.span.exact) or GONE.search(timex.span.exact)
    if published is None or finish >= published or settled or (numbered and WEEKDAY.search(timex.span.exact)):
        return begin, finish
    if BARE_NUMBER.match(timex.span.exact):
        months = shifted(begin, 1, "M"), shifted(finish, 1, "M")
        return (months[0], months[1]) if months[0] and months[1] else None
    if published - finish <= timedelta(DAYS_A_WEEK) and not numbered:
        return begin + timedelta(DAYS_A_WEEK), finish + timedelta(DAYS_A_WEEK)
    later = (_year_on(timex, begin), _year_on(timex, finish))
    return (later[0], later[1]) if later[0] and later[1] else None


def _weeks_on(tagged: Tagged, timex: Timex, published: date | None, end: int, *, today: bool) -> int:
    """How many weeks after its reading a weekday lies: one where that is behind, one more for "Monday week"."""
    if not WEEKDAY.search(timex.span.exact) or timex.finish is None:
        return 0
    week = tagged.word(end) == "week"
    passed = published is not None and timex.finish < published + timedelta(not today or week)
    return week + (passed or (published is not None and tagged.word(end) == "next"))


def _either_way(timex: Timex, year: int, published: date) -> tuple[date, date] | None:
    """The day of 1/7/2019 where only one order of day and month lies ahead; None where both do, or neither."""
    first, second, _ = (int(part) for part in timex.span.exact.split("/"))
    both = (safe_date(year, first, second), safe_date(year, second, first))
    ahead = [day for day in both if day and day >= published]
    return (ahead[0], ahead[0]) if len(ahead) == 1 else None


def _year_on(timex: Timex, day: date) -> date | None:
    """The day a year later; of Easter and the days named after it, that of the next Easter; of a weekday, none."""
    if WEEKDAY.search(timex.span.exact):
        return None
    if EASTER.match(timex.span.exact):
        return day + (easter(day.year + 1) - easter(day.year))
    return shifted(day, 1, "Y")
