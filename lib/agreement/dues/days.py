"""The days of a clause: the last day for it, the first day of a state, and the words that they follow from."""

from collections.abc import Sequence

from lib.agreement.dues.calendar import calendar_days
from lib.agreement.dues.counted import counted_days, days_before_start
from lib.agreement.dues.records import Days, Known
from lib.models import Timex

__all__ = ["Days", "Known", "find_days"]


def find_days(words: str, timexes: Sequence[Timex], known: Known, *, begins: bool) -> Days:
    """The days that a clause's own words give; `begins` that its verb tells of a beginning.

    >>> from datetime import date
    >>> find_days("within 24 hours of the signature of this Agreement", (), Known(date(2021, 3, 4)), begins=False).due
    datetime.date(2021, 3, 5)
    """
    found = calendar_days(words, timexes, known, begins=begins)
    counted = counted_days(words, known, found)
    if not (found.rule or counted.rule):
        counted = days_before_start(words, known)
    rules = [rule for rule in (found.rule, counted.rule) if rule]
    due = max((day for day in (found.due, counted.due) if day), default=None)
    return Days(due, found.starts or counted.starts, "; ".join(dict.fromkeys(rules)) or None, found.fixed)
