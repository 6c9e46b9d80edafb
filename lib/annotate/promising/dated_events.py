"""Events whose day stands behind their name: before Ramadan, which begins on 2 April; until the talks, set for May."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.calendars import STRENGTH, Calendar, Term
from lib.annotate.promising.event_days import day_described
from lib.models import Relation

# "On the eve of": the longest preposition here.
LONGEST = 4
UNTIL = frozenset({"until", "till"})
# "By the council, which meets on": who does it; "by Diwali, which falls on": by when.
FALLING = frozenset({"falls", "fall", "is"})


def dated_event_terms(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Iterator[Term]:
    """The events in a clause by which, before which or until which something is to be done, on the day told of them."""
    for at in range(first, end):
        length, way = _limit_at(tagged, at)
        event = at + length
        counted = any(tagged.times.get(i) == at for i in range(at - LONGEST, at))
        if way is None or counted or event in tagged.times or event + 1 in tagged.times:
            continue
        day = day_described(tagged, calendar, event)
        if day is None or (tagged.words[at] == "by" and not _falls(tagged, event)):
            continue
        due = day - timedelta(way == "before")
        if calendar.published is None or due >= calendar.published:
            relation: Relation = "BEFORE" if way == "before" else "ON_OR_BEFORE"
            yield Term(at, max(event + 1, end), STRENGTH["by"], due, relation)


def _limit_at(tagged: Tagged, at: int) -> tuple[int, str | None]:
    """How many words from here on are a preposition that limits, and whether it says before or by."""
    if tagged.words[at] not in _openers():
        return 1, None
    for length in range(LONGEST, 0, -1):
        words = " ".join(tagged.words[at : at + length])
        if words in words_of("deadlines", "before"):
            return length, "before" if tagged.word(at - 1) not in {"no", "not"} else None
    limits = tagged.words[at] in UNTIL or tagged.words[at] == "by"
    return 1, "by" if limits else None


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    return frozenset(words.split()[0] for words in words_of("deadlines", "before")) | UNTIL | {"by"}


def _falls(tagged: Tagged, event: int) -> bool:
    """Whether the words after an event only say on which day it falls."""
    near = range(event, min(event + 2 * LONGEST, tagged.end_of(event - 1)))
    return any(tagged.words[at] in FALLING for at in near)
