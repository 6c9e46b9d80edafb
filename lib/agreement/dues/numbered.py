"""Days that an agreement numbers, day 7 and D+30, and the periods that its headings name."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from lib.agreement.dues.records import Days, Known
from lib.annotate.dating.numerals import number_value
from lib.models import Span, Timex

_PLUS = re.compile(r"\b[DTJ]\s?\+\s?(?P<first>\d{1,4})\b(?:\s+days?\b)?")
_ZERO = re.compile(r"\bD-[Dd]ay\b(?!\s*\+)")
_NUMBER = r"(?P<first>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_DAYS = re.compile(
    rf"\b(?P<unit>day|week)s?\s+{_NUMBER}(?:\s*(?:[-–—]|to|through|and)\s*(?:(?:day|week)\s+)?(?P<last>\d{{1,4}})\b)?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|as of|since|after)\s+(?:the\s+)?$", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:to|until|[-–—]|and|through)\s*(?:the\s+)?", re.IGNORECASE)
# A heading names its period in brackets, behind a colon or dash, or with its first words.
_OPEN = re.compile(r"(?:^|[(:–—-]\s*(?:from\s+|by\s+)?|^(?:from|by|during|in)\s+(?:the\s+)?)$", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")
_SPAN_WEEK = 6


def numbered_times(words: str, known: Known) -> Iterator[Timex]:
    """The numbered days among words, each as the day it is; those whose first day is not known have none.

    >>> known = Known(date(2021, 3, 1))
    >>> [(time.span.exact, time.finish.day) for time in numbered_times("from D+2 to day 7", known)]
    [('D+2', 3), ('day 7', 7)]
    """
    for found in sorted((m for p in (_PLUS, _DAYS, _ZERO) for m in p.finditer(words)), key=lambda m: m.start()):
        begin, finish = _covered(found, known)
        span = Span(found.start(), found.end(), found.group())
        yield Timex(span, "DATE", None, begin=begin, finish=finish)


def _covered(found: re.Match[str], known: Known) -> tuple[date | None, date | None]:
    """The first and last day that a number stands for."""
    zero = known.in_force or known.signed
    if found.re is _ZERO:
        return known.day_zero, known.day_zero
    first = number_value([found["first"].lower()])
    if first is None or not (known.day_one or zero):
        return None, None
    if found.re is _PLUS:
        day = _later(known.day_zero or zero, int(first))
        return day, day
    weeks = found["unit"].lower() == "week"
    last = int(found["last"] or first)
    base = known.day_one or zero
    length = 7 if weeks else 1
    return _later(base, (int(first) - 1) * length), _later(base, (last - 1) * length + (_SPAN_WEEK if weeks else 0))


def _later(day: date | None, days: int) -> date | None:
    try:
        return day + timedelta(days) if day else None
    except OverflowError:
        return None


def heading_days(heading: str, timexes: Sequence[Timex], known: Known) -> Days:
    """The period that a heading sets for what stands below it; of two days with "to" between the first begins it.

    >>> heading_days("Phase One (days 1–42)", (), Known(date(2021, 3, 1))).due
    datetime.date(2021, 4, 11)
    """
    times = sorted(
        (one for one in (*timexes, *numbered_times(heading, known)) if one.type == "DATE" and one.begin and one.finish),
        key=lambda one: one.span.start,
    )
    at = next((n for n, one in enumerate(times) if _OPEN.search(heading[: one.span.start])), None)
    if at is None:
        return Days()
    begin, finish, end = times[at].begin, times[at].finish, times[at].span.end
    row = _DAYS.fullmatch(times[at].span.exact) is not None and begin != finish
    if at + 1 < len(times) and _ROW.fullmatch(heading[end : times[at + 1].span.start]):
        row, finish, end = True, times[at + 1].finish, times[at + 1].span.end
        if begin and finish and not _YEAR.search(times[at].span.exact):
            with suppress(ValueError):  # "July to December 2024"; 29 February is in no other year
                begin = begin.replace(year=finish.year)
    if finish is None or (known.signed and finish <= known.signed):
        return Days()
    if not row and _FROM.search(heading[: times[at].span.start]):
        return Days(starts=begin, rule=heading[times[at].span.start : end])
    return Days(finish, begin if row else None, heading[times[at].span.start : end])
