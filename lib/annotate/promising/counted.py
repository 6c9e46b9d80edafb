"""Days that are counted: within 30 days, ten days after the vote on 30 June, by the 16th day of the truce, until then.

A length is counted from the day of its event where the text tells it, else, without one, from publication.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from math import ceil

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import shifted, working_day
from lib.annotate.promising.calendars import WEEK, WEEKDAY, Calendar, Term, days_ahead
from lib.codebooks import load_words
from lib.models import Deadline, Relation, Timex
from lib.text.stems import stem

HOURS_A_DAY = 24
WORKING = re.compile(r"(?i)\b(?:working|business|trading)\b")
COUNT = re.compile(r"P(T)?(\d+(?:\.\d+)?)([HMDWYQEC])$")
ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
# "Of the signing of the accord on 3 May": an event and its day stand this close; with a clause of its own, further.
NEAR, FARTHEST = 9, 18
# "Ten days at most in which | to": what is to be done in a length stands this close.
CLOSE = 4
# What is numbered is told of a sentence or two away; an event that happens to an agreement once, anywhere in a report.
FAR, WHOLE = 60, 2_000
ONCE = frozenset({"sign", "adopt"})
# Events of the codebook that begin something: took hold, came into force, began.
BEGINNINGS = frozenset({"begin", "force"})
# A date without a year that lies no further back is the one just past.
LATELY = timedelta(92)
DESCRIBING = frozenset({"WDT", "WP", "WP$", "WRB", "VBN"})


def counted(timex: Timex, base: date | None, step: int = 1) -> date | None:
    """The day that lies a length after another, or before it, hours as whole days; after publication without one."""
    match = COUNT.match(timex.value or "")
    if match is None or base is None:
        return timex.finish
    if WORKING.search(timex.span.exact) and match[3] == "D" and match[2].isdecimal():
        return working_day(base, step * int(match[2]))
    if match[1]:
        return shifted(base, step * (ceil(float(match[2]) / HOURS_A_DAY) if match[3] == "H" else 0), "D")
    return shifted(base, step * float(match[2]), match[3])


def length_term(tagged: Tagged, calendar: Calendar, timex: Timex, where: tuple[int, int, int], way: str) -> Term | None:
    """A length as a deadline: within 30 days, has five days to, over the next fortnight, two weeks from now."""
    begin, at, end = where
    if (event := event_after(tagged, end)) is not None:
        if way not in {"within", "bare", "in", "by"} or (way == "bare" and _is_rate(tagged, begin, end)):
            return None
        back = tagged.words[end] not in words_of("deadlines", "counted_from") or tagged.words[end] == "before"
        base = event_day(tagged, calendar, event)
        due = counted(timex, base, -1 if back else 1) if base is not None else None
        # The day that begins a thing is the first of its first ten days.
        due = due - timedelta(1) if due is not None and "first" in tagged.words[at - 1 : end] else due
        return Term(begin, end, 0, due, "ON_OR_BEFORE") if due is not None else None
    named = tagged.word(end) in words_of("deadlines", "nouns")
    said = way == "by" and tagged.words[begin] in words_of("deadlines", "nouns")
    now = tagged.word(end) == "from"
    given = way == "bare" and any(tagged.infinitive(i) for i in range(end, end + CLOSE))
    stepping = way in {"in", "on"} and not words_of("deadlines", "stepping").isdisjoint(tagged.words[at:end])
    bound = way == "within" or now or given or named or said or stepping or tagged.words[begin] == "in"
    due = counted(timex, calendar.published) if bound else None
    return Term(begin, end + named, 0, due, "ON_OR_BEFORE") if due is not None else None


def event_after(tagged: Tagged, end: int) -> int | None:
    """Where the words begin for what a length that ends here is counted from: within 30 days of | signing."""
    if tagged.word(end) == "," and tagged.word(end + 1) in words_of("deadlines", "numbered_from"):
        end += 2
    for length in (3, 2, 1):
        words = " ".join(tagged.words[end : end + length])
        if words in words_of("deadlines", "before", "counted_from") - {"on", "on the eve of", "earlier than"}:
            return None if tagged.word(end + length) in words_of("deadlines", "from_today") else end + length
    return None


def _is_rate(tagged: Tagged, begin: int, end: int) -> bool:
    """Whether a length only says how often: "two convoys a week from 1 May"; not "the walkout a week from Sunday"."""
    if tagged.words[begin] not in {"a", "an"} or tagged.tag(begin - 1) not in {"NN", "NNS", "CD"}:
        return False
    return "CD" in tagged.tags[max(begin - 3, 0) : begin] or tagged.word(end + 1) not in word_values("weekdays")


def event_day(tagged: Tagged, calendar: Calendar, first: int) -> date | None:
    """The day of what these words name: the day among or behind them, or where their event is told."""
    events = list[str]()
    described, open_ = False, tagged.word(first - 1) in words_of("joints", "cuts", "conditions")
    fixing = words_of("deadlines", "fixed", "numbered_from")
    for at in range(first, min(first + FARTHEST, tagged.end_of(first - 1))):
        if at in tagged.times and (described or at < first + NEAR):
            return one_day(tagged, calendar, at)
        events += [_event(tagged.words[at])] if tagged.tags[at][:1] in "NV" else []
        described |= tagged.words[at] == "," and (tagged.tag(at + 1) in DESCRIBING or tagged.word(at + 1) in fixing)
        parted = tagged.words[at] in {",", ";", ":", "and", "."} or at >= first + NEAR
        if not described and (parted or (tagged.tags[at] in FINITE_TAG and not open_)):
            break
    return next((day for event in events if (day := _day_told(tagged, calendar, first, event)) is not None), None)


@lru_cache(maxsize=1)
def _events() -> Mapping[str, str]:
    """Each word that names an event, as a verb or as a noun, with the name of the event."""
    table: Mapping[str, list[str]] = load_words("commitments")["events"]
    return {word: event for event, words in table.items() for word in words}


def _event(word: str) -> str:
    """The name of the event that a word tells of, its stem where the codebook has none."""
    return _events().get(word) or stem(word)


def _around(tagged: Tagged, first: int, far: int) -> Iterator[int]:
    """The tokens before these words, the nearest first, then those after their sentence."""
    after = tagged.end_of(first - 1)
    yield from range(first - 1, max(first - far, -1), -1)
    yield from range(after, min(after + far, len(tagged.words)))


def _day_told(tagged: Tagged, calendar: Calendar, first: int, event: str) -> date | None:
    """The day of an event as the text tells it elsewhere: "signed on 3 May"."""
    for at in _around(tagged, first, WHOLE if event in ONCE else FAR):
        if tagged.tags[at].startswith(("V", "N")) and _event(tagged.words[at]) == event:
            days = (one_day(tagged, calendar, time) for time in _times_near(tagged, at))
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


def one_day(tagged: Tagged, calendar: Calendar, at: int) -> date | None:
    """The day that the time at this token names, ahead where its verb is not past; None for more or less than a day."""
    timex = calendar.at(tagged.tree.offsets[at])
    if timex is None or timex.finish is None or timex.begin != timex.finish or timex.type not in {"DATE", "TIME"}:
        return None
    published = calendar.published or timex.finish
    end = tagged.times[at]
    if WEEKDAY.search(timex.span.exact):
        # "Friday's accord" is that of the Friday gone by.
        deal = tagged.word(end) in {"'s", "’s"} and tagged.word(end + 1) in words_of("nouns", "agreements")
        if deal:
            return timex.finish if timex.finish <= published else timex.finish - WEEK
    elif timedelta(0) < published - timex.finish <= LATELY:
        return timex.finish
    near = range(at - 1, max(at - NEAR, tagged.start_of(at)) - 1, -1)
    verb = next((i for i in near if tagged.tags[i].startswith("V") or tagged.tags[i] == "MD"), None)
    past = verb is None or (tagged.tags[verb] in {"VBD", "VBN"} and tagged.word(verb - 1) != "be")
    days = None if past else days_ahead(tagged, timex, calendar.published, at)
    return days[1] if days is not None else timex.finish


def first_day(tagged: Tagged, calendar: Calendar, stretch: range) -> date | None:
    """The first single day named in a stretch of words."""
    days = (one_day(tagged, calendar, at) for at in stretch if at in tagged.times)
    return next(filter(None, days), None)


# Numbered days.


def numbered_at(tagged: Tagged, at: int) -> tuple[int, int, str] | None:
    """The numbered stretch whose unit stands at this token, as its first token, number and unit: "the 16th day"."""
    unit = word_values("units").get(tagged.words[at])
    if unit not in {"D", "W", "F", "M"} or tagged.in_time(at):
        return None
    if (unit, tagged.word(at - 1), tagged.word(at + 1)) == ("D", "the", "after"):
        return at, 1, unit
    word = tagged.word(at - 1)
    digits = ORDINAL.match(word)
    number = int(digits[1]) if digits is not None else word_values("ordinals").get(word)
    return (at - 1, int(number), unit) if number is not None else None


def numbered_term(tagged: Tagged, calendar: Calendar, at: int, way: tuple[str, int]) -> Term | None:
    """A numbered day or week as a deadline, where the text says which day is the first."""
    found = numbered_at(tagged, at)
    if way[0] == "bare" and tagged.word(at + 1) == "after":
        way = "on", way[1]
    if found is None or way[0] in {"", "bare"}:
        return None
    # "The 22nd day of the truce (9 October)".
    opened = next((i + 1 for i in range(at, min(at + NEAR, tagged.end_of(at))) if tagged.words[i] == "("), None)
    spelt = one_day(tagged, calendar, opened) if opened in tagged.times and opened is not None else None
    base = spelt or _first_numbered(tagged, calendar, at)
    if base is None:
        return None
    found = found if spelt is None else (found[0], 1, found[2])
    begins, after = shifted(base, found[1] - 1, found[2]), shifted(base, found[1], found[2])
    if begins is None or after is None:
        return None
    due = {"before": begins - timedelta(1), "from": begins}.get(way[0], after - timedelta(1))
    one = begins == due and way[0] in {"on", "in", "from"}
    relation: Relation = "BEFORE" if way[0] == "before" else "ON" if one or way[0] == "from" else "ON_OR_BEFORE"
    old = calendar.published is not None and due < calendar.published - timedelta(1)
    return None if old else Term(way[1], at + 1, 0, due, relation)


def _first_numbered(tagged: Tagged, calendar: Calendar, at: int) -> date | None:
    """The day that the numbering begins with: that of the event it is of or, with "after", the one after it."""
    after = tagged.word(at + 1)
    if after in {"after", "following"}:
        day = event_day(tagged, calendar, at + 2)
        return shifted(day, 1, "D") if day is not None else None
    if after == "from" and tagged.word(at + 2) in words_of("deadlines", "from_today"):
        return calendar.published
    told = _begun(tagged, calendar, at + 1)
    lulls = words_of("deadlines", "lulls") | words_of("nouns", "agreements")
    near = (i for i in _around(tagged, at, FAR) if tagged.words[i] in lulls)
    return told or next(filter(None, (_begun(tagged, calendar, i) for i in near)), None)


def _begun(tagged: Tagged, calendar: Calendar, first: int) -> date | None:
    """The day that follows the first word here which says that something begins."""
    stop = min(first + FARTHEST, tagged.end_of(first - 1))
    started = words_of("deadlines", "numbered_from")
    begin = (i for i in range(first, stop) if _event(tagged.words[i]) in BEGINNINGS or tagged.words[i] in started)
    return first_day(tagged, calendar, range(next(begin, stop), stop))


# Days of what was said before.


def end_of_term(tagged: Tagged, calendar: Calendar, bounds: tuple[int, int]) -> Deadline | None:
    """The last day of what is valid for so long, counted from the signing that the text tells of, else publication."""
    first, end = bounds
    terms = (at for at in range(first, end) if tagged.words[at] in words_of("nouns", "terms"))
    verb = next((at for at in terms if tagged.tags[at] == "NN"), end)
    found = {at: calendar.at(tagged.tree.offsets[at]) for at in range(verb, end) if at in tagged.times}
    times = [(at, timex) for at, timex in found.items() if timex is not None and timex.type == "DURATION"]
    before = tagged.words[verb : times[0][0]] if len(times) == 1 else []
    if "for" not in before[-2:] and words_of("forms", "lasting").isdisjoint(before[-1:]):
        return None
    at, timex = times[0]
    due = counted(timex, _day_told(tagged, calendar, first, "sign") or calendar.published)
    begin = at - (tagged.word(at - 1) == "for")
    return Deadline(tagged.tree.words(begin, tagged.times[at] - 1), due, "ON_OR_BEFORE") if due else None


def pointed_back(tagged: Tagged, calendar: Calendar, bounds: tuple[int, int], last: Deadline | None) -> Deadline | None:
    """The date of the promise before, where this one points back to it: "until then", "within 14 days of that date"."""
    first, end = bounds
    near = ((at, length) for at in range(first, end) for length in (3, 2, 1) if at + length <= end)
    for at, length in near:
        that = tagged.words[at] == "that" and length == 1
        if not that and " ".join(tagged.words[at : at + length]) not in words_of("deadlines", "back", "thereafter"):
            continue
        alone = tagged.words[at] in words_of("deadlines", "thereafter")
        length_end = at if alone else at - 1
        counts = alone or tagged.word(at - 1) in words_of("deadlines", "counted_from")
        start = next((i for i in range(length_end - 1, first - 1, -1) if tagged.times.get(i) == length_end), None)
        if counts and start is not None:
            timex = calendar.at(tagged.tree.offsets[start])
            before = range(start - 1, tagged.start_of(max(tagged.start_of(start) - 1, 0)) - 1, -1)
            base = last.due if last is not None else first_day(tagged, calendar, before)
            due = counted(timex, base) if timex is not None and base is not None else None
            return Deadline(tagged.tree.words(start, at + length - 1), due, "ON_OR_BEFORE") if due else None
        limits = words_of("deadlines", "by", "before", "on")
        if last is not None and not that and (length > 1 or tagged.word(at - 1) in limits):
            begin = at - 1 if tagged.word(at - 1) in limits and at > first else at
            return replace(last, span=tagged.tree.words(begin, at + length - 1))
    return None
