"""The day that a length is counted from, where the text gives it: signed on 3 May, within 30 days of signature."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.iso_days import shifted
from lib.annotate.promising.calendars import WEEKDAY, Calendar, days_ahead
from lib.annotate.promising.stems import stem
from lib.codebooks import load_words
from lib.models import Timex

# "Of the signing of the accord on 3 May": an event and its day stand this close.
NEAR = 9
# "Of the resignation of Mr Diop, who stepped down on 10 November": one with a clause of its own a little further.
FARTHEST = 18
# What is numbered is told of a sentence or two away; an event such as the signing anywhere in a report.
FAR = 60
WHOLE = 2_000
# What happens to an agreement once.
ONCE = frozenset({"sign", "adopt"})
# "The 16th day of the new Cairo truce": what is numbered stands this close behind the number.
CLOSE = 6
# Events of the codebook that begin something: took hold, came into force, began.
BEGINNINGS = frozenset({"begin", "force"})
# A date without a year that lies no further back is the one just past.
LATELY = timedelta(92)
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
        described = described or (tagged.words[at] == "," and _describes(tagged, at + 1))
        if not described and _ends_naming(tagged, at, first):
            break
    return next(filter(None, (day_of(tagged, calendar, first, event) for event in events)), None)


def _describes(tagged: Tagged, at: int) -> bool:
    """Whether the words after a comma say more of what was named: which opens on, set for, due on, 6 November."""
    word = tagged.word(at)
    fixed = word in words_of("deadlines", "fixed", "numbered_from") or word in {"to", "also"}
    return tagged.tag(at) in {"WDT", "WP", "WP$", "WRB", "VBN"} or fixed


def _ends_naming(tagged: Tagged, at: int, first: int) -> bool:
    """Whether the words that name an event end here, at a mark, an "and" or a verb."""
    if tagged.words[at] in {",", ";", ":", "and", "."} or at >= first + NEAR:
        return True
    return tagged.tags[at] in FINITE_TAG and tagged.word(first - 1) not in words_of("joints", "cuts", "conditions")


def _event(word: str) -> str:
    """The name of the event that a word tells of, its stem where the codebook has none."""
    return _events().get(word) or stem(word)


def day_of(tagged: Tagged, calendar: Calendar, first: int, event: str) -> date | None:
    """The day of an event as the words before tell it, the nearest first, else those after: "signed on 3 May"."""
    after, far = tagged.end_of(first - 1), WHOLE if event in ONCE else FAR
    for at in (*range(first - 1, max(first - far, -1), -1), *range(after, min(after + far, len(tagged.words)))):
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
            if tagged.words[at] in {";", "and"} or tagged.tags[at] in FINITE_TAG - {"MD"}:
                break
            if at in tagged.times:
                yield at


def _one_day(tagged: Tagged, calendar: Calendar, at: int) -> date | None:
    """The day that the time at this token names, ahead where its verb is not past; None for more or less than a day."""
    timex = calendar.at(tagged.tree.offsets[at])
    if timex is None or timex.begin is None or timex.begin != timex.finish or timex.type not in {"DATE", "TIME"}:
        return None
    if _lately(tagged, calendar, timex, at):
        return timex.finish if timex.finish <= (calendar.published or timex.finish) else shifted(timex.finish, -1, "W")
    verb = next((i for i in range(at - 1, max(at - NEAR, tagged.start_of(at)) - 1, -1) if _verb(tagged, i)), None)
    days = None if verb is None or _told_as_past(tagged, verb) else days_ahead(tagged, timex, calendar.published, at)
    return days[1] if days is not None else timex.finish


def _lately(tagged: Tagged, calendar: Calendar, timex: Timex, at: int) -> bool:
    """Whether a day that something is counted from lies shortly before publication, not a year or a week on.

    So does one of the last weeks ("of the signing on 15 September"), a weekday that owns a deal ("Friday's accord").
    """
    if calendar.published is None or timex.finish is None:
        return False
    if WEEKDAY.search(timex.span.exact):
        owned = tagged.word(tagged.times[at]) in {"'s", "’s"}
        deal = tagged.word(tagged.times[at] + 1)
        return owned and (deal in words_of("nouns", "agreements") or _event(deal) == "sign")
    return timedelta(0) < calendar.published - timex.finish <= LATELY


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


def day_described(tagged: Tagged, calendar: Calendar, first: int) -> date | None:
    """The day that stands behind an event's name, set off from it: before | the vote, which is set for 3 May."""
    end = tagged.end_of(first - 1)
    for at in range(first, min(first + NEAR, end)):
        if tagged.tags[at] == "WDT":
            return first_one_day(tagged, calendar, range(at + 1, min(at + FARTHEST, end)))
        if tagged.words[at] == "(" or (tagged.words[at] == "," and at > first):
            dated = not tagged.times.keys().isdisjoint({at + 1, at + 2}) or tagged.words[at + 1 : at + 3] == [
                "that",
                "is",
            ]
            person = tagged.tag(at + 1) in {"WP", "WP$"}
            described = not person and (tagged.words[at] == "(" or dated or _describes(tagged, at + 1))
            return first_one_day(tagged, calendar, range(at + 1, min(at + FARTHEST, end))) if described else None
        if at in tagged.times or tagged.tags[at] in FINITE_TAG or tagged.words[at] in {";", ":", "and"}:
            return None
    return None


def first_one_day(tagged: Tagged, calendar: Calendar, stretch: range) -> date | None:
    """The first day named in a stretch of words, before what parts them."""
    for at in stretch:
        if at in tagged.times:
            day = _one_day(tagged, calendar, at)
            if day is not None:
                return day
        elif tagged.words[at] in {",", ")", ";"} and not tagged.in_time(at):
            return None
    return None


def day_begun(tagged: Tagged, calendar: Calendar, numbered: tuple[int, int]) -> date | None:
    """The day on which the thing began whose days are numbered by these words: the 16th day | of the truce.

    It is told after them ("which began on Sunday", "counted from Sunday"), else with the same thing close by.
    """
    first, end = numbered
    thing = next((at for at in range(end, min(end + CLOSE, len(tagged.words))) if tagged.tag(at)[:1] == "N"), None)
    owner = tagged.word(first - 1) in {"its", "their"} or tagged.word(end) != "of"
    told = _begun_after(tagged, calendar, end, min(end + FARTHEST, tagged.end_of(first)))
    if told is not None or not (owner or thing is not None):
        return told
    after = tagged.end_of(first)
    near = (*range(first - 1, max(first - FAR, -1), -1), *range(after, min(after + FAR, len(tagged.words))))
    for at in near:
        if tagged.tags[at][:1] == "N" and _is_same(tagged.words[at], None if owner else tagged.words[thing or 0]):
            day = _begun_after(tagged, calendar, at, min(at + FARTHEST, tagged.end_of(at)))
            if day is not None:
                return day
    return None


def _is_same(word: str, thing: str | None) -> bool:
    """Whether two words name one thing: alike by stem, both a truce; any agreement where only "its" is said."""
    lulls = words_of("deadlines", "lulls")
    if thing is None:
        return word in lulls or word in words_of("nouns", "agreements")
    return stem(word) == stem(thing) or (word in lulls and thing in lulls)


def _begun_after(tagged: Tagged, calendar: Calendar, first: int, stop: int) -> date | None:
    """The day that follows the first word here which says that something begins."""
    begins = False
    for at in range(first, stop):
        begins = (
            begins
            or _event(tagged.words[at]) in BEGINNINGS
            or tagged.words[at] in words_of("deadlines", "numbered_from")
        )
        if tagged.words[at] == ";" and tagged.word(at + 1) != "it":
            return None
        if begins and at in tagged.times:
            day = _one_day(tagged, calendar, at)
            if day is not None:
                return day
    return None
