"""The days of a clause: the last day for it, the first day of a state, and the words that they follow from."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.agreement.dues.calendar import calendar_days
from lib.agreement.dues.counted import counted_days, days_before_start, lengths_in
from lib.agreement.dues.numbered import numbered_times
from lib.agreement.dues.records import Days, Known
from lib.agreement.dues.referred import referred_days, told_days
from lib.models import Timex

_SEVERAL = re.compile(r"\d\D+\d")

__all__ = ["Days", "Known", "find_days"]


def find_days(words: str, timexes: Sequence[Timex], known: Known, *, begins: bool) -> Days:
    """The days that a clause's own words give; `begins` that its verb tells of a beginning.

    >>> from datetime import date
    >>> find_days("within 24 hours of the signature of this Agreement", (), Known(date(2021, 3, 4)), begins=False).due
    datetime.date(2021, 3, 5)
    """
    numbered = list(numbered_times(words, known))
    times = sorted([*timexes, *numbered], key=lambda time: time.span.start)
    told = told_days(words, lengths_in(words), times)
    found = calendar_days(words, [time for time in times if time not in told.values()], known, begins=begins)
    counted = counted_days(words, known, found, told)
    if not (found.rule or counted.rule):
        counted = next(
            (days for days in (days_before_start(words, known), referred_days(words, known)) if days.rule), Days()
        )
    rules = [rule for rule in (found.rule, counted.rule) if rule] or [time.span.exact for time in numbered[:1]]
    row = next((time for time in numbered if _SEVERAL.search(time.span.exact) and time.finish == found.due), None)
    if row is not None:  # in days 1–42
        found = replace(found, starts=found.starts or row.begin)
    due = max((day for day in (found.due, counted.due) if day), default=None)
    return Days(due, found.starts or counted.starts, "; ".join(dict.fromkeys(rules)) or None, found.fixed)
