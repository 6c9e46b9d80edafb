"""Days that a clause takes from what stands before it: the same period, a month before that date, during this phase."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from lib.agreement.dues.counted import LENGTH, before, counting, event_day
from lib.agreement.dues.records import Days, Known
from lib.models import Timex

_SAME = re.compile(
    r"\b(?:within|in|during|by|on|at|over)\s+(?:the|that)\s+same\s+"
    r"(?:period|day|date|deadline|time(?:[- ]?(?:limit|frame))?)\b"
    r"|\b(?:by|before|until|on)\s+(?:that|the said|the same)\s+(?:date|day|deadline)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b{LENGTH}\s+(?:before|prior to|ahead of)\s+(?:that|the said|the same)\s+(?:date|day|deadline)\b", re.IGNORECASE
)
_BEFORE_EVENT = re.compile(
    rf"\b{LENGTH}\s+(?:before|prior to|ahead of)\s+(?P<event>(?:the|its|their|each)\s+[^,;:.()]{{2,60}})", re.IGNORECASE
)
_ON_ITS_DAY = re.compile(
    r"\bon the (?:very |same )?(?:day|date) of (?P<event>(?:the|its|their)\s+[^,;:.()]{2,60})", re.IGNORECASE
)
_THIS_YEAR = re.compile(
    r"\b(?:by|before|until|at|(?:not|no) later than)\s+the\s+end\s+of\s+"
    r"(?:the\s+(?:current|running)|this)\s+(?P<unit>year|month)\b",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"\b(?:during|in|within|by|before|until|at|throughout)\s+(?:the\s+end\s+of\s+)?(?:this|the present)\s+"
    r"(?:phase|stage|step|period|quarter)\b",
    re.IGNORECASE,
)
_NAMED_PHASE = re.compile(
    r"\b(?:during|in|within|by|before|until|at|throughout)\s+(?:the\s+end\s+of\s+)?(?P<name>(?:Phase|Stage|Step|Part)\s+\w{1,6})\b"
)
# "after its first meeting, which will be held on 12 June"
_TOLD = re.compile(
    r"[^.;:]{0,90}?(?:,\s*(?:which|that)\b|\(|,?\s+(?:scheduled|planned|set|fixed|due|to be held|held)\b)[^.;:]{0,50}$"
)
_SIGHT = 160
# No clause counts from more events.
MOST = 20


def referred_days(words: str, known: Known) -> Days:
    """The days taken from the clause before, from another that sets a day for an event, or from the heading."""
    if found := _EARLIER.search(words):
        return Days(due=before(known.last, found) if known.last else None, rule=found.group())
    if found := next(counting(_BEFORE_EVENT, words), None):
        base = event_day(found["event"], known)
        return Days(due=before(base, found) if base else None, rule=found.group())
    if (found := _ON_ITS_DAY.search(words)) and (base := event_day(found["event"], known)):
        return Days(due=base, rule=found.group())
    if found := _SAME.search(words):
        return Days(due=known.last, rule=found.group())
    return _period_days(words, known)


def _period_days(words: str, known: Known) -> Days:
    """The end of this year or month, or of the phase that the heading sets."""
    if (found := _THIS_YEAR.search(words)) and known.signed:
        return Days(due=_end_of(found["unit"].lower(), known.signed), rule=found.group())
    found = _PHASE.search(words)
    if found is None:
        found = _NAMED_PHASE.search(words)
        if found is None or not re.match(rf"{re.escape(found['name'])}\b", known.heading):
            return Days()
    return Days(due=known.period.due, rule=found.group())


def _end_of(unit: str, day: date) -> date:
    """The last day of the year or month that a day is in."""
    if unit == "year":
        return date(day.year, 12, 31)
    return day.replace(day=monthrange(day.year, day.month)[1])


def told_days(words: str, lengths: Sequence[re.Match[str]], timexes: Sequence[Timex]) -> Mapping[int, Timex]:
    """By the place of a length, the day that the words tell of the event that it is counted from."""
    told: dict[int, Timex] = {}
    for length in lengths[:MOST]:
        behind = words[length.end() : length.end() + _SIGHT]
        if not re.match(r"\s+(?:of|after|from|following)\b", behind):
            continue
        for time in timexes:
            at = time.span.start - length.end()
            if 0 < at < len(behind) and isinstance(time.begin, date) and _TOLD.fullmatch(behind[:at]):
                told[length.start()] = time
                break
    return told
