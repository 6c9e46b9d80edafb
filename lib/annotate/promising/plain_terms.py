"""Time expressions read as deadlines with the words before them.

Conventions: "by December" and "until 2019" end the day before; "by the end of", "in May", "no later than May" on its
last day; "by mid-October" on the 15th, "by mid-2014" on 30 June; "before 1 May" the day before; "within 30 days" and
"has 30 days to" that long after publication; a date without year, and a weekday, lie ahead of publication.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, month_end, prefix, shifted
from lib.annotate.promising.alternatives import alternative_to, or_next
from lib.annotate.promising.calendars import STRENGTH, WEEKDAY, Calendar, Term, days_ahead, is_clock
from lib.annotate.promising.lengths import after_length
from lib.annotate.promising.prepositions import BEFORE_NOUN, LONGEST_PREPOSITION, RANGE_MARKS, preposition
from lib.models import Relation, Timex

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
DASHES = frozenset({"-", "–", "—", "--"})
# The tags of a place and a day: "KYIV/MOSCOW, Feb. 20".
DATELINE = frozenset({"NNP", ",", ".", ":", "SYM", "CC", "-LRB-", "-RRB-", "HYPH", "_SP"})
MIDDLE_DAY = 15
JUNE = 6
# A day with one of these counts on from the one before it: on 1 October and three days later.
COUNTED_ON = frozenset({"later", "after", "following"})
PLAIN = re.compile(r"\d{4}(?:-(?:\d\d|Q\d|H\d|SP|SU|FA|WI|W\d\d(?:-WE)?))?$|\d{3}$")

BEGINNING = re.compile(r"(?i)\b(?:start|beginning|outset)\b")
# Nobody who says "by the first half of 2018" means the day before 2018.
OPENING_PARTS = ("-Q1", "-H1")


def plain_terms(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Iterator[Term]:
    """The time expressions between two tokens, each read with the words before it, and "before the week is out"."""
    stop = tagged.tree.offsets[end - 1] + len(tagged.token(end - 1))
    for timex in calendar.between(tagged.tree.offsets[first], stop):
        if not _of_dateline(tagged, timex):
            reading = _read_with_alternatives(tagged, calendar, timex, first)
            if reading is not None:
                yield reading
    yield from _before_it_is_out(tagged, calendar, first, end)


def _read_with_alternatives(tagged: Tagged, calendar: Calendar, timex: Timex, first: int) -> Term | None:
    """A time expression read, with the later day where "or" offers two: "tonight or tomorrow", "this week or next"."""
    term = _read(tagged, calendar, timex, first)
    if term is None:
        return None
    widened = or_next(tagged, timex, term.end)
    if widened is not None and widened.finish is not None:
        return replace(term, end=term.end + 2, due=widened.finish)
    other = alternative_to(tagged, calendar, term.end)
    later = _read_with_alternatives(tagged, calendar, other, term.first) if other is not None else None
    if later is None or later.due < term.due:
        return term
    return replace(
        term, end=later.end, due=later.due, relation="BEFORE" if term.relation == "BEFORE" else "ON_OR_BEFORE"
    )


def _read(tagged: Tagged, calendar: Calendar, timex: Timex, first: int) -> Term | None:
    """A time expression read as a deadline with the words before it."""
    at = tagged.tree.at(timex.span.start)
    end = tagged.times.get(at, at + 1)
    hour = _hour_before(tagged, calendar, at)
    way, begin = preposition(tagged, at if hour is None else hour, first)
    way = _way_of_noun(tagged, timex, way, (begin, at, end))
    # "Before noon on Friday" leaves that day.
    way = "by" if way == "before" and hour is not None else way
    if (
        way == "not due"
        or timex.type == "SET"
        or _earliest(tagged, end)
        or _first_of_two(tagged, end)
        or _hour_of(tagged, timex, end)
    ):
        return None
    if timex.type == "DURATION":
        return after_length(tagged, calendar, timex, (begin, at, end), way)
    days = days_ahead(
        tagged,
        timex,
        calendar.published,
        end,
        today=way not in {"by", "before"} and (hour is not None or is_clock(timex)),
    )
    if days is None or (way in {"on", "bare", "from"} and _of_no_day(timex, calendar.published)):
        return None
    days = _after_first(tagged, calendar, (begin, at), days) if way == "between" else days
    whole = replace(timex, mod="END") if way == "before" and _is_out(tagged, end) else timex
    due, relation = _due(whole, days, way, tagged.words[begin:at], calendar.published)
    if calendar.published is not None and due < calendar.published - timedelta(1):
        return None
    named = tagged.word(end) in words_of("deadlines", "nouns")
    return Term(begin, end + named, STRENGTH["by" if way == "deadline" else way], due, relation)


def _earliest(tagged: Tagged, end: int) -> bool:
    """Whether a day is only the first that may be: on Friday | at the very earliest."""
    return tagged.word(end) == "at" and "earliest" in tagged.words[end + 1 : end + 4]


def _of_no_day(timex: Timex, published: date | None) -> bool:
    """Whether an hour stands alone, so that only publication could give it a day: "takes hold at 7 p.m."."""
    said = timex.span.exact.lower().split()
    named = WEEKDAY.search(timex.span.exact) is not None or not word_values("days").keys().isdisjoint(said)
    return is_clock(timex) and timex.begin == published and not named


def _of_dateline(tagged: Tagged, timex: Timex) -> bool:
    """Whether a date only says when the report was sent: "BRUSSELS, 23 November - "."""
    at = tagged.tree.at(timex.span.start)
    before = tagged.tags[tagged.start_of(at) : at]
    return tagged.word(tagged.times.get(at, at)) in DASHES and "NNP" in before and DATELINE.issuperset(before)


def _after_first(
    tagged: Tagged, calendar: Calendar, where: tuple[int, int], days: tuple[date, date]
) -> tuple[date, date]:
    """The second of two days, a year later where it would lie before the first: from 1 November to 31 May."""
    begin, at = where
    earlier = calendar.at(tagged.tree.offsets[begin + 1]) if begin + 1 < at else None
    starts = days_ahead(tagged, earlier, calendar.published, at - 1) if earlier is not None else None
    later = (shifted(days[0], 1, "Y"), shifted(days[1], 1, "Y"))
    if starts is None or starts[0] <= days[1] or later[0] is None or later[1] is None:
        return days
    return later[0], later[1]


def _hour_of(tagged: Tagged, timex: Timex, end: int) -> bool:
    """Whether an hour has its day after it, which then is the deadline: "noon | on Sunday"."""
    return is_clock(timex) and (end in tagged.times or (tagged.word(end) == "on" and end + 1 in tagged.times))


def _hour_before(tagged: Tagged, calendar: Calendar, at: int) -> int | None:
    """Where an hour begins that belongs to the day at this token: "noon on | Sunday", "10 a.m. | Tuesday"."""
    stop = at - 1 if tagged.word(at - 1) in {"on", "of", ","} else at
    for begin in range(stop - 1, max(stop - LONGEST_PREPOSITION, -1), -1):
        if tagged.times.get(begin) == stop:
            return begin if is_clock(calendar.at(tagged.tree.offsets[begin])) else None
    return None


def _way_of_noun(tagged: Tagged, timex: Timex, way: str, where: tuple[int, int, int]) -> str:
    """What a noun beside a date makes of it: "a June 30 deadline", "the deadline is", not "the 2024 elections"."""
    _, at, end = where
    if tagged.word(end) in words_of("deadlines", "nouns"):
        return "deadline" if timex.type == "DATE" else way
    if tagged.word(at - 1) in {"is", ":"} | words_of("deadlines", "on") and _deadline_before(tagged, at):
        return "deadline"
    owned = tagged.word(end) in POSSESSIVES
    # "In today's conditions" says how, not when.
    if owned and way == "in" and timex.begin == timex.finish:
        return "not due"
    named = tagged.tag(at - 1) in {"DT", "PRP$", "POS"} and tagged.tag(end) in {"NN", "NNS", "NNP"}
    one_day = timex.begin is not None and timex.begin == timex.finish
    if way == "bare" and timex.type == "DATE" and (owned or named):
        return "not due"
    period = timex.type == "DATE" and not one_day and timex.mod is None
    return "not due" if period and (named or (owned and way in {"by", "before", "from"})) else way


def _deadline_before(tagged: Tagged, at: int) -> bool:
    """Whether the noun "deadline" stands before "is", a colon or "on", with what it is for between them."""
    for i in range(at - 2, max(tagged.start_of(at), at - 2 * BEFORE_NOUN) - 1, -1):
        if tagged.words[i] in words_of("deadlines", "nouns"):
            return True
        if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {",", ";"}:
            return False
    return False


def _first_of_two(tagged: Tagged, end: int) -> bool:
    """Whether another date follows that ends the stretch this one begins: "between X and Y", "28-29 January"."""
    later = end + 1
    if later not in tagged.times or tagged.word(end) not in RANGE_MARKS | {"and"}:
        return False
    return tagged.word(end) != "and" or COUNTED_ON.isdisjoint(tagged.words[later : tagged.times[later]])


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
    if way == "deadline":
        return finish, "ON_OR_BEFORE"
    if one_day:
        counted = timex.span.exact.lower().endswith((" now", " today"))
        return finish, "ON" if way in {"on", "in", "bare"} and not counted else "ON_OR_BEFORE"
    return _end_of_period(timex, days, words, published, by=way == "by"), "ON_OR_BEFORE"


def _end_of_period(
    timex: Timex, days: tuple[date, date], words: Sequence[str], published: date | None, *, by: bool
) -> date:
    """The last day that a month, a year, or a part of one allows."""
    begin, finish = days
    if timex.mod == "MID":
        return _middle(timex.value or "", finish)
    if by and timex.mod == "START" and BEGINNING.search(timex.span.exact):
        return begin
    counted_in = " ".join(words) in words_of("deadlines", "inclusive") or (timex.value or "").endswith(OPENING_PARTS)
    whole = timex.mod is None and PLAIN.match(timex.value or "") is not None
    if by and whole and not counted_in and (published is None or begin - timedelta(1) >= published):
        return begin - timedelta(1)
    return finish


def _middle(value: str, finish: date) -> date:
    """The middle of a month is its 15th, of a year 30 June."""
    if len(value) == len("2018-10"):
        return date(int(value[:4]), int(value[5:]), MIDDLE_DAY)
    return month_end(int(value), JUNE) if value.isdigit() and len(value) == len("2018") else finish


def _before_it_is_out(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Iterator[Term]:
    """Before the week is out, before the year is over: the last day of it."""
    if calendar.published is None:
        return
    for at in range(first, end - 3):
        unit = word_values("units").get(tagged.words[at + 2])
        if tagged.words[at : at + 2] != ["before", "the"] or unit is None or not _is_out(tagged, at + 3):
            continue
        due = days_covered(prefix(calendar.published, unit))[1]
        stop = at + 4 + (tagged.words[at + 3] != "ends")
        if due is not None:
            yield Term(at, stop, STRENGTH["before"], due, "BEFORE")


def _is_out(tagged: Tagged, at: int) -> bool:
    """Whether a stretch of time ends with these words: before the week | is out."""
    return tagged.word(at) == "ends" or (
        tagged.word(at) in {"is", "'s", "was"} and tagged.word(at + 1) in {"out", "over", "up"}
    )
