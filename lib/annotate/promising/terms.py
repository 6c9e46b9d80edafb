"""One time expression read as a deadline with the words before it: by, before, within, from, on, in, between.

Conventions: "by December" and "until 2019" end the day before; "by the end of", "in May", "no later than May" on its
last day; "by mid-October" on the 15th, "by mid-2014" on 30 June; "before 1 May" the day before; "within 30 days" and
"has 30 days to" that long after publication; a date without year, and a weekday, lie ahead of publication.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, month_end, prefix
from lib.annotate.promising.calendars import Calendar, Term, days_ahead, is_clock
from lib.annotate.promising.counted import length_term
from lib.models import Relation, Timex

# How loosely each way binds a date to the deed.
LOOSENESS = {"by": 0, "within": 0, "before": 0, "between": 0, "deadline": 0, "from": 1, "on": 1, "in": 1, "bare": 2}
# "By the close of business on": the longest preposition; "before the vote on 15 October": the noun between.
LONGEST_PREPOSITION, BEFORE_NOUN = 6, 7
CLIMB = 6
# Between two days to choose from: on Wednesday | or, failing that, Thursday.
ALTERNATIVE = 8
# "If the wind does not let up by itself": nor is a condition between "or" and its day longer.
FALLBACK = 12
JOINING = frozenset({"IN", "DT", "RB", "RBR", ",", "CC"})
MIDDLE_DAY, JUNE = 15, 6
PLAIN = re.compile(r"\d{4}(?:-(?:\d\d|Q\d|H\d|SP|SU|FA|WI|W\d\d(?:-WE)?))?$|\d{3}$")
BEGINNING = re.compile(r"(?i)\b(?:start|beginning|outset)\b")
# Nobody who says "by the first half of 2018" means the day before 2018.
OPENING_PARTS = ("-Q1", "-H1")


def term_at(tagged: Tagged, calendar: Calendar, at: int, first: int) -> Term | None:
    """The time that begins at a token read as a deadline; with the later day where "or" offers two."""
    timex = calendar.at(tagged.tree.offsets[at])
    term = _read(tagged, calendar, timex, (first, at)) if timex is not None else None
    other = _alternative(tagged, term.end) if term is not None else None
    later = term_at(tagged, calendar, other, term.first) if term is not None and other is not None else None
    if term is None or later is None or later.due < term.due:
        return term
    relation: Relation = "BEFORE" if term.relation == "BEFORE" else "ON_OR_BEFORE"
    return replace(term, end=later.end, due=later.due, relation=relation)


def _alternative(tagged: Tagged, end: int) -> int | None:
    """Where the day begins that stands beside one that ends here: or, if so, on | Monday; , June at the latest."""
    at = end + (tagged.word(end) in words_of("marks", "dashes") | {","})
    stop = tagged.end_of(end - 1)
    if at in tagged.times and tagged.word(tagged.times[at]) == "at":
        return at if "latest" in tagged.words[tagged.times[at] : tagged.times[at] + ALTERNATIVE // 2] else None
    if tagged.word(at) != "or":
        return None
    begin = at + 1 + (tagged.word(at + 1) == ",")
    comma = next((i for i in range(begin, min(begin + FALLBACK, stop)) if tagged.words[i] == ","), begin)
    opens = tagged.word(begin) in words_of("joints", "conditions") | words_of("deadlines", "failing")
    undated = tagged.times.keys().isdisjoint(range(begin, comma))
    begin = comma + 1 if undated and (opens or tagged.word(comma - 1) == "permitting") else begin
    near = range(begin, min(begin + ALTERNATIVE, stop))
    joining = words_of("deadlines", "failing")
    parted = (i for i in near if i in tagged.times or not (tagged.tags[i] in JOINING or tagged.words[i] in joining))
    later = next(parted, near.stop)
    # The day counts, not its hour: "by noon | tomorrow".
    later = tagged.times.get(later, later) if tagged.times.get(later) in tagged.times else later
    return later if later in tagged.times else None


def _read(tagged: Tagged, calendar: Calendar, timex: Timex, where: tuple[int, int]) -> Term | None:
    first, at = where
    end = tagged.times[at]
    hour = _hour_before(tagged, calendar, at)
    way, begin = way_before(tagged, at if hour is None else hour, first)
    way = _way_of_noun(tagged, timex, way, (at, end))
    # "Before noon on Friday" leaves that day.
    way = "by" if way == "before" and hour is not None else way
    if way == "" or timex.type == "SET" or _is_part(tagged, timex, at):
        return None
    if timex.type == "DURATION":
        return length_term(tagged, calendar, timex, (begin, at, end), way)
    today = way not in {"by", "before"} and (hour is not None or is_clock(timex))
    days = days_ahead(tagged, timex, calendar.published, end, today=today)
    if days is None or (way in {"on", "bare", "from"} and _of_no_day(timex, calendar.published)):
        return None
    due, relation = _due(timex, days, way, tagged.words[begin:at], calendar.published)
    if calendar.published is not None and due < calendar.published - timedelta(1):
        return None
    return Term(begin, end + (tagged.word(end) in words_of("deadlines", "nouns")), LOOSENESS[way], due, relation)


def _of_no_day(timex: Timex, published: date | None) -> bool:
    """Whether an hour stands alone, so that only publication could give it a day: "takes hold at 7 p.m."."""
    said = timex.span.exact.lower().split()
    named = word_values("weekdays").keys() | word_values("days").keys()
    return is_clock(timex) and timex.begin == published and named.isdisjoint(said)


def _is_part(tagged: Tagged, timex: Timex, at: int) -> bool:
    """Whether a time is the first of two, an hour before its day, a dateline's, or the earliest that may be."""
    end = tagged.times[at]
    after, joined = tagged.word(end), end + 1 in tagged.times
    counted = words_of("deadlines", "counted_on").intersection(tagged.words[end + 1 : tagged.times.get(end + 1, end)])
    if joined and (after in words_of("deadlines", "ranges") or (after == "and" and not counted)):
        return True
    if is_clock(timex) and (end in tagged.times or (after == "on" and joined)):
        return True
    opening = tagged.tags[tagged.start_of(at) : at]
    dateline = after in words_of("marks", "dashes") and not FINITE_TAG.intersection(opening)
    return (dateline and tagged.tag(at - 1) in {",", "NNP"}) or tagged.words[end : end + 3] == ["at", "the", "earliest"]


def _hour_before(tagged: Tagged, calendar: Calendar, at: int) -> int | None:
    """Where an hour begins that belongs to the day at this token: "noon on | Sunday", "10 a.m. | Tuesday"."""
    stop = at - 1 if tagged.word(at - 1) in {"on", "of", ","} else at
    near = range(stop - 1, max(stop - LONGEST_PREPOSITION, -1), -1)
    begin = next((i for i in near if tagged.times.get(i) == stop), None)
    return begin if begin is not None and is_clock(calendar.at(tagged.tree.offsets[begin])) else None


def way_before(tagged: Tagged, at: int, first: int) -> tuple[str, int]:
    """What the words before a date make of it ("by", "within", ..., "bare", "" for none), and where they begin."""
    near = at - 1 if tagged.tag(at - 1) == "PRP$" or tagged.word(at - 1) in words_of("deadlines", "around") else at
    moved = words_of("deadlines", "moved")
    if tagged.word(near - 1) == "to" and not moved.isdisjoint(tagged.words[first:near]):
        return "deadline", near - 1
    if tagged.word(near - 1) == "for" and tagged.word(near - 2) not in words_of("deadlines", "fixed"):
        return "", near
    for begin in range(max(near - LONGEST_PREPOSITION, first - LONGEST_PREPOSITION, 0), near):
        way = _ways().get(" ".join(tagged.words[begin:near]))
        if way is None:
            continue
        not_so = {"no", "not"} if way == "before" else moved if way == "from" else ()
        return ("", begin) if tagged.word(begin - 1) in not_so else _through_noun(tagged, way, begin, first)
    return _of_two(tagged, at, first)


@lru_cache(maxsize=1)
def _ways() -> dict[str, str]:
    """Every preposition of the codebook with what it makes of a date."""
    kinds = ("in", "on", "from", "within", "between", "before", "by")
    return {words: kind for kind in kinds for words in words_of("deadlines", kind)}


def _through_noun(tagged: Tagged, way: str, begin: int, first: int) -> tuple[str, int]:
    """The preposition, or that before what is dated: "before the vote on 15 October", "until it ends on 3 May"."""
    near = (one for at in (begin, begin - 1) for one in islice(tagged.token(at).ancestors, CLIMB))
    over = {one.i for one in near if way in {"on", "in"}}
    marks = (kid.i for at in over for kid in tagged.tree.kids[at] if kid.dep_ == "mark")
    for at in sorted({*over, *marks}, reverse=True):
        timed = not (word_values("units").keys() - {"day"}).isdisjoint(tagged.words[at:begin])
        for start in (at - 3, at - 2, at - 1, at) if first - LONGEST_PREPOSITION <= at < begin and not timed else ():
            words = " ".join(tagged.words[start : at + 1]) if start >= 0 else ""
            # "Goes before parliament on 13 May".
            judges = words_of("deadlines", "judges").intersection(tagged.words[at + 1 : at + 5])
            judged = judges and tagged.word(start - 1) in words_of("deadlines", "going")
            if words in words_of("deadlines", "before", "until") and not judged:
                return _ways().get(words, "by" if words == "by the time" else ""), start
    return way, begin


def _of_two(tagged: Tagged, at: int, first: int) -> tuple[str, int]:
    """What stands before the first of two joined dates ("between X and Y", "on 28-29 May"); else no preposition."""
    before = next((i for i in range(at - 2, at - BEFORE_NOUN, -1) if tagged.times.get(i) == at - 1), None)
    if before is not None and before > first and tagged.word(at - 1) in words_of("deadlines", "ranges") | {"and"}:
        way = _ways().get(tagged.words[before - 1], "")
        if LOOSENESS.get(way, 2) < LOOSENESS["bare"] and way != "before":
            return ("between" if way == "from" else way), before - 1
    # "On the eve of Victory Day, | 9 May".
    way, begin = _through_noun(tagged, "on", at - 1, first) if tagged.word(at - 1) == "," else ("on", at)
    if way == "before":
        return way, begin
    return ("" if tagged.word(at - 1) in words_of("deadlines", "not_due") else "bare"), at


def _way_of_noun(tagged: Tagged, timex: Timex, way: str, where: tuple[int, int]) -> str:
    """What a noun beside a date makes of it: "a June 30 deadline", "the deadline is", not "the 2024 elections"."""
    at, end = where
    if tagged.word(end) in words_of("deadlines", "nouns"):
        return "deadline" if timex.type == "DATE" else way
    over = (one.i for one in islice(tagged.token(end - 1).ancestors, 2))
    subjects = {kid.lower_ for one in over for kid in tagged.tree.kids[one] if kid.dep_ == "nsubj"}
    if tagged.word(at - 1) in {"is", ":"} | words_of("deadlines", "on") and subjects & words_of("deadlines", "nouns"):
        return "deadline"
    owned, one_day = tagged.word(end) in words_of("marks", "possessive"), timex.begin == timex.finish
    named = tagged.tag(at - 1) in {"DT", "PRP$", "POS"} and tagged.tag(end) in {"NN", "NNS", "NNP"}
    # "In today's conditions" says how, not when.
    period = not one_day and timex.mod is None and (named or (owned and way in {"by", "before", "from"}))
    bare = way == "bare" and (owned or named)
    not_so = timex.type == "DATE" and (bare or period)
    return "" if not_so or (owned and way == "in" and one_day) else way


def _due(
    timex: Timex, days: tuple[date, date], way: str, words: Sequence[str], published: date | None
) -> tuple[date, Relation]:
    """The last day that a date with its preposition allows."""
    begin, finish = days
    if way == "before":
        return (finish if timex.mod == "END" else begin - timedelta(1)), "BEFORE"
    if way == "from":
        return begin, "ON"
    if way == "deadline" or begin == finish:
        counted = timex.span.exact.lower().endswith((" now", " today"))
        return finish, "ON" if way in {"on", "in", "bare"} and not counted else "ON_OR_BEFORE"
    return _end_of_period(timex, days, words, published, by=way == "by"), "ON_OR_BEFORE"


def _end_of_period(
    timex: Timex, days: tuple[date, date], words: Sequence[str], published: date | None, *, by: bool
) -> date:
    """The last day that a month, a year, or a part of one allows."""
    begin, finish = days
    value = timex.value or ""
    if timex.mod == "MID" and len(value) == len("2018-10"):
        return date(int(value[:4]), int(value[5:]), MIDDLE_DAY)
    if timex.mod == "MID":
        return month_end(int(value), JUNE) if value.isdigit() and len(value) == len("2018") else finish
    if by and timex.mod == "START" and BEGINNING.search(timex.span.exact):
        return begin
    counted_in = " ".join(words) in words_of("deadlines", "inclusive") or value.endswith(OPENING_PARTS)
    whole = timex.mod is None and PLAIN.match(value) is not None and not counted_in
    before = begin - timedelta(1)
    return before if by and whole and (published is None or before >= published) else finish


def before_it_is_out(tagged: Tagged, calendar: Calendar, at: int) -> Term | None:
    """The last day of the week or year that words from here on say is not to be over: before the week is out."""
    unit = word_values("units").get(tagged.word(at + 2))
    over = tagged.word(at + 3) in {"is", "'s", "was"} and tagged.word(at + 4) in {"out", "over", "up"}
    if calendar.published is None or unit is None or tagged.words[at : at + 2] != ["before", "the"] or not over:
        return None
    due = days_covered(prefix(calendar.published, unit))[1]
    return Term(at, at + 5, LOOSENESS["before"], due, "BEFORE") if due is not None else None
