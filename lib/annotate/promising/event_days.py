"""The day that a length is counted from, where the text gives it: signed on 3 May, within 30 days of signature."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from lib.annotate.promising.calendars import Calendar, days_ahead
from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.stems import stem
from lib.annotate.promising.tagged import FINITE, Tagged
from lib.codebooks import load_words

# "Of the signing of the accord on 3 May": an event and its day stand this close.
NEAR = 9
# "Of the resignation of Mr Diop, who stepped down on 10 November": one with a clause of its own a little further.
FARTHEST = 12
# The event may be told of a sentence or two before.
FAR = 60
PAST = frozenset({"VBD", "VBN"})


@lru_cache(maxsize=1)
def _events() -> Mapping[str, str]:
    """Each word that names an event, as a verb or as a noun, with the name of the event."""
    table: Mapping[str, list[str]] = load_words("commitments")["events"]
    return {word: event for event, words in table.items() for word in words}


def day_counted_from(tagged: Tagged, calendar: Calendar, first: int) -> date | None:
    """The day that a length before these words is counted from: named among them, or where their event is told."""
    events: list[str] = []
    described = False
    for at in range(first, min(first + FARTHEST, tagged.end_of(first - 1))):
        if at in tagged.times and (described or at < first + NEAR):
            return _one_day(tagged, calendar, at)
        events += [_event(tagged.words[at])] if tagged.tags[at][:1] in "NV" else []
        described = described or (tagged.words[at] == "," and tagged.tag(at + 1) in {"WDT", "WP"})
        if not described and _ends_naming(tagged, at, first):
            break
    return next(filter(None, (_day_told(tagged, calendar, first, event) for event in events)), None)


def _ends_naming(tagged: Tagged, at: int, first: int) -> bool:
    """Whether the words that name an event end here, at a mark, an "and" or a verb."""
    if tagged.words[at] in {",", ";", ":", "and", "."} or at >= first + NEAR:
        return True
    return tagged.tags[at] in FINITE and tagged.word(first - 1) not in words_of("joints", "cuts", "conditions")


def _event(word: str) -> str:
    """The name of the event that a word tells of, its stem where the codebook has none."""
    return _events().get(word) or stem(word)


def _day_told(tagged: Tagged, calendar: Calendar, first: int, event: str) -> date | None:
    """The day of an event as the words before tell it, the nearest first, else those after: "signed on 3 May"."""
    after = tagged.end_of(first - 1)
    for at in (*range(first - 1, max(first - FAR, -1), -1), *range(after, min(after + FAR, len(tagged.words)))):
        if tagged.tags[at].startswith(("V", "N")) and _event(tagged.words[at]) == event:
            days = (_one_day(tagged, calendar, time) for time in _times_near(tagged, at))
            if (day := next(filter(None, days), None)) is not None:
                return day
    return None


def _times_near(tagged: Tagged, event: int) -> Iterator[int]:
    """The times that stand close by an event in its clause, those after it first."""
    start, end = max(tagged.start_of(event), event - NEAR), min(tagged.end_of(event), event + NEAR)
    for stretch in (range(event + 1, end), range(event - 1, start - 1, -1)):
        for at in stretch:
            if tagged.words[at] in {";", "and"} or tagged.tags[at] in FINITE - {"MD"}:
                break
            if at in tagged.times:
                yield at


def _one_day(tagged: Tagged, calendar: Calendar, at: int) -> date | None:
    """The day that the time at this token names, ahead where its verb is not past; None for more or less than a day."""
    timex = calendar.at(tagged.tree.offsets[at])
    if timex is None or timex.begin is None or timex.begin != timex.finish or timex.type not in {"DATE", "TIME"}:
        return None
    verb = next((i for i in range(at - 1, max(at - NEAR, tagged.start_of(at)) - 1, -1) if _verb(tagged, i)), None)
    days = None if verb is None or _told_as_past(tagged, verb) else days_ahead(tagged, timex, calendar.published, at)
    return days[1] if days is not None else timex.finish


def _verb(tagged: Tagged, at: int) -> bool:
    return tagged.tags[at].startswith("V") or tagged.tags[at] == "MD"


def _told_as_past(tagged: Tagged, verb: int) -> bool:
    """Whether a past form tells of what was: "signed", but not "is to be signed"."""
    return tagged.tags[verb] in PAST and tagged.word(verb - 1) != "be"


def last_day_before(tagged: Tagged, calendar: Calendar, at: int) -> date | None:
    """The day named last before these words, in their sentence or the one before it."""
    start = tagged.start_of(max(tagged.start_of(at) - 1, 0))
    days = (_one_day(tagged, calendar, i) for i in range(at - 1, start - 1, -1) if i in tagged.times)
    return next(filter(None, days), None)
