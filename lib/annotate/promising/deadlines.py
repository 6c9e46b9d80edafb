"""By when: the date that a clause sets for its deed, as the last day allowed.

Conventions: "by December" and "until 2019" end the day before; "by the end of", "in May", "no later than May" on its
last day; "by mid-October" on the 15th, "by mid-2014" on 30 June; "before 1 May" the day before; "within 30 days" and
"has 30 days to" that long after publication; a date without year, and a weekday, lie ahead of publication.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from math import ceil

from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, month_end, prefix, shifted
from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.tagged import FINITE, NOMINAL, Tagged
from lib.models import Deadline, Relation, Timex

RANGE_MARKS = frozenset({"-", "–", "—", "to", "until", "till"})
DAYS_A_WEEK = 7
HOURS_A_DAY = 24
MIDDLE_DAY = 15
JUNE = 6
# "No later than", "with effect from": the longest preposition.
LONGEST_PREPOSITION = 4
# "Before the vote on 15 October": the noun between is no longer.
BEFORE_NOUN = 7
COUNT = re.compile(r"P(T)?(\d+(?:\.\d+)?)([HMDWYQEC])$")
WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
GONE = re.compile(r"(?i)\b(?:last|past|previous|ago|yesterday|earlier)\b")
YEAR = re.compile(r"\b\d{4}\b")
PLAIN = re.compile(r"\d{4}(?:-(?:\d\d|Q\d|H\d|SP|SU|FA|WI|W\d\d(?:-WE)?))?$|\d{3}$")
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a time expression as a deadline, where its words begin and end, and how strongly it binds."""

    first: int
    end: int
    strength: int
    due: date
    relation: Relation


def find_deadline(
    tagged: Tagged, calendar: Calendar, bounds: tuple[int, int], action: int, lead: int | None = None
) -> Deadline | None:
    """The deadline that the tokens within the bounds set for the deed at `action`, or None where they set none.

    With a lead, a date between it and the deed is that of the promise: "agreed on Monday to withdraw".
    Of several dates the one bound most firmly counts ("by" before "on" before none), then the first.
    """
    first, end = bounds
    offsets = tagged.tree.offsets
    stop = offsets[end - 1] + len(tagged.token(end - 1))
    readings = [
        reading
        for timex in calendar.between(offsets[first], stop)
        if (reading := _read(tagged, calendar, timex, first)) is not None
        and not _describes(tagged, reading, first, action)
        and not (lead is not None and lead < reading.first < action)
    ]
    readings += _before_it_is_out(tagged, calendar, first, end)
    best = min(readings, key=lambda reading: reading.strength, default=None)
    if best is None:
        return None
    return Deadline(tagged.tree.words(best.first, best.end - 1), best.due, best.relation)


def _before_it_is_out(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Iterator[_Reading]:
    """Before the week is out, before the year is over: the last day of it."""
    if calendar.published is None:
        return
    for at in range(first, end - 3):
        unit = word_values("units").get(tagged.words[at + 2])
        if (
            tagged.words[at : at + 2] != ["before", "the"]
            or unit is None
            or tagged.words[at + 3] not in {"is", "'s", "ends"}
        ):
            continue
        due = days_covered(prefix(calendar.published, unit))[1]
        stop = at + 4 + (tagged.words[at + 3] != "ends")
        if due is not None:
            yield _Reading(at, stop, STRENGTH["before"], due, "BEFORE")


def points_back(tagged: Tagged, first: int, end: int) -> int | None:
    """The first token of words that point back to a date already given: "until then", "that day"; None without."""
    for at in range(first, end):
        for length in (1, 2, 3):
            if " ".join(tagged.words[at : min(at + length, end)]) in words_of("deadlines", "back"):
                known = tagged.word(at - 1) in words_of("deadlines", "by", "before", "on") or length > 1
                if known:
                    return at
    return None


def _read(tagged: Tagged, calendar: Calendar, timex: Timex, first: int) -> _Reading | None:
    """A time expression read as a deadline with the words before it."""
    at = tagged.tree.at(timex.span.start)
    end = tagged.times.get(at, at + 1)
    way, begin = _preposition(tagged, at, first)
    if way == "not due" or timex.type == "SET" or _first_of_two(tagged, begin, end):
        return None
    if timex.type == "DURATION":
        return _after_length(tagged, calendar, timex, (begin, at, end), way)
    days = _days_ahead(tagged, timex, calendar.published, end)
    if days is None:
        return None
    due, relation = _due(timex, days, way, tagged.words[begin:at], calendar.published)
    if calendar.published is not None and due < calendar.published - timedelta(1):
        return None
    return _Reading(begin, end, STRENGTH[way], due, relation)


def _first_of_two(tagged: Tagged, begin: int, end: int) -> bool:
    """Whether another date follows that ends the stretch this one begins: "between X and Y", "28-29 January"."""
    joiner, between = tagged.word(end), tagged.words[begin] == "between"
    bare = tagged.words[end - 1].isdigit() and len(tagged.words[end - 1]) <= len("28")
    return end + 1 in tagged.times and (joiner in RANGE_MARKS or (joiner == "and" and (between or bare)))


def _preposition(tagged: Tagged, at: int, first: int) -> tuple[str, int]:
    """What the words before a date make of it ("by", "within", ..., "bare", "not due"), and where they begin."""
    near = at - 1 if tagged.word(at - 1) in {"the", "a", "this", "around", "about", "late", "early"} else at
    for length in range(LONGEST_PREPOSITION, 0, -1):
        begin = near - length
        if begin < first - LONGEST_PREPOSITION or begin < 0:
            continue
        words = " ".join(tagged.words[begin:near])
        way = _ways().get(words)
        if way is not None:
            return _through_noun(tagged, way, begin, first)
    way, begin = _joined(tagged, at, first)
    return (
        ("not due", near)
        if way == "bare" and tagged.word(near - 1) in words_of("deadlines", "not_due")
        else (way, begin)
    )


@lru_cache(maxsize=1)
def _ways() -> dict[str, str]:
    """Every preposition of the codebook with what it makes of a date."""
    kinds = ("in", "on", "from", "within", "between", "before", "by")
    return {words: kind for kind in kinds for words in words_of("deadlines", kind)}


def _through_noun(tagged: Tagged, way: str, begin: int, first: int) -> tuple[str, int]:
    """The same, or what stands before the noun that the date describes: "before the vote on 15 October"."""
    if way not in {"on", "in"}:
        return way, begin
    for at in range(begin - 1, max(first, begin - BEFORE_NOUN) - 1, -1):
        word = tagged.words[at]
        if word in {"before", "until", "till", "after", "following"} or (word, tagged.word(at + 1)) in {
            ("ahead", "of"),
            ("prior", "to"),
        }:
            return ("not due" if word in words_of("deadlines", "not_due") else _ways().get(word, "before")), at
        if tagged.tags[at] not in NOMINAL | {"POS", "NNPS"}:
            break
    return way, begin


def _joined(tagged: Tagged, at: int, first: int) -> tuple[str, int]:
    """What stands before the first of two joined dates ("between X and Y", "on 28-29 May"); else no preposition."""
    joiner = tagged.word(at - 1)
    before = next((i for i in range(at - 2, at - BEFORE_NOUN, -1) if tagged.times.get(i) == at - 1), None)
    if before is not None and before > first and joiner in RANGE_MARKS | {"and"}:
        way = _ways().get(tagged.words[before - 1], "")
        if way in {"on", "between"} or (way == "from" and joiner != "and"):
            return ("between" if way == "from" else way), before - 1
    return ("not due" if joiner == "to" else "bare"), at


def _days_ahead(tagged: Tagged, timex: Timex, published: date | None, end: int) -> tuple[date, date] | None:
    """First and last day of a date, moved to lie ahead of publication where its words leave the year or week open."""
    if timex.begin is None or timex.finish is None:
        return None
    begin, finish = timex.begin, timex.finish
    following = tagged.word(end) == "next"
    if published is not None and WEEKDAY.search(timex.span.exact) and (finish <= published or following):
        return begin + timedelta(DAYS_A_WEEK), finish + timedelta(DAYS_A_WEEK)
    if published is None or finish >= published or YEAR.search(timex.span.exact) or GONE.search(timex.span.exact):
        return begin, finish
    if published - finish <= timedelta(DAYS_A_WEEK) and not any(letter.isdigit() for letter in timex.span.exact):
        return begin + timedelta(DAYS_A_WEEK), finish + timedelta(DAYS_A_WEEK)
    later = (shifted(begin, 1, "Y"), shifted(finish, 1, "Y"))
    return (later[0], later[1]) if later[0] and later[1] else None


def _due(
    timex: Timex, days: tuple[date, date], way: str, words: Sequence[str], published: date | None
) -> tuple[date, Relation]:
    """The last day that a date with its preposition allows."""
    begin, finish = days
    one_day = begin == finish
    if way == "before":
        ends = timex.mod == "END"
        return (finish if ends else begin - timedelta(1)), "BEFORE"
    if way == "from":
        return begin, "ON"
    if one_day:
        counted = timex.span.exact.lower().endswith((" now", " today"))
        return finish, "ON" if way in {"on", "in", "bare"} and not counted else "ON_OR_BEFORE"
    if timex.mod == "MID":
        return _middle(timex.value or "", finish), "ON_OR_BEFORE"
    counted_in = " ".join(words) in words_of("deadlines", "inclusive")
    whole = timex.mod is None and PLAIN.match(timex.value or "") is not None
    if way == "by" and whole and not counted_in and (published is None or begin - timedelta(1) >= published):
        return begin - timedelta(1), "ON_OR_BEFORE"
    return finish, "ON_OR_BEFORE"


def _middle(value: str, finish: date) -> date:
    """The middle of a month is its 15th, of a year 30 June."""
    if len(value) == len("2018-10"):
        return date(int(value[:4]), int(value[5:]), MIDDLE_DAY)
    return month_end(int(value), JUNE) if value.isdigit() and len(value) == len("2018") else finish


def _after_length(
    tagged: Tagged, calendar: Calendar, timex: Timex, where: tuple[int, int, int], way: str
) -> _Reading | None:
    """A length of time as a deadline: within 30 days, has five days to, over the next fortnight, two weeks from now."""
    begin, at, end = where
    if _counted_from_event(tagged, end):
        return None
    stepping = any(word in words_of("deadlines", "stepping") for word in tagged.words[at:end])
    now = tagged.word(end) == "from" and tagged.word(end + 1) in words_of("deadlines", "from_today")
    given = way == "bare" and tagged.infinitive(end) is not None
    bound = way == "within" or now or given or (stepping and way in {"in", "on"})
    in_future = way == "in" and tagged.words[begin] == "in"
    if not (bound or in_future):
        return None
    due = _counted(timex, calendar.published)
    strength = STRENGTH["within"]
    return _Reading(begin, end, strength, due, "ON_OR_BEFORE") if due is not None else None


def _counted_from_event(tagged: Tagged, end: int) -> bool:
    """Whether a length is counted from something that the text gives no day for: within 30 days of signing."""
    if tagged.word(end) not in words_of("deadlines", "counted_from"):
        return False
    return tagged.word(end + 1) not in words_of("deadlines", "from_today") and tagged.word(end) not in {"on", "before"}


def _counted(timex: Timex, published: date | None) -> date | None:
    """The day that lies a length after publication, hours as whole days."""
    match = COUNT.match(timex.value or "")
    if match is None or published is None:
        return timex.finish
    if match[1]:
        days = ceil(float(match[2]) / HOURS_A_DAY) if match[3] == "H" else 0
        return shifted(published, days, "D")
    return shifted(published, float(match[2]), match[3])


def _describes(tagged: Tagged, reading: _Reading, first: int, action: int) -> bool:
    """Whether a date stands inside a description: "everyone who lands after 20 March", "a minute signed on Monday"."""
    if reading.first <= action:
        return any(tagged.tags[at] in {"WDT", "WP"} for at in range(first, reading.first))
    for at in range(reading.first - 1, action, -1):
        token = tagged.token(at)
        if tagged.tags[at] in FINITE and token.dep_ in {"relcl", "acl", "aux", "auxpass"}:
            described = token.dep_ in {"relcl", "acl"} or token.head.dep_ == "relcl"
            return described and (reading.strength > 0 or tagged.tags[at] == "VBD")
        if tagged.tags[at] in {"VBN", "VBD"} and token.dep_ == "acl":
            return reading.strength > 0
    return False
