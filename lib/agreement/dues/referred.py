"""Days that a clause takes from what stands before it: the same period, a month before that date, during this phase."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from lib.agreement.dues.counted import LENGTH, before
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
    """The days taken from the clause before, or from the heading."""
    if found := _EARLIER.search(words):
        return Days(due=before(known.last, found) if known.last else None, rule=found.group())
    if found := _SAME.search(words):
        return Days(due=known.last, rule=found.group())
    if found := _PHASE.search(words):
        return Days(due=known.period.due, rule=found.group())
    found = _NAMED_PHASE.search(words)
    if found is not None and re.match(rf"{re.escape(found['name'])}\b", known.heading):
        return Days(due=known.period.due, rule=found.group())
    return Days()


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
