"""A time, a numbered day or an event read as a deadline with the words before it: by, before, within, from, on, in.

Conventions: "by December" and "until 2019" end the day before; "by the end of", "in May", "no later than May" on its
last day; "by mid-October" on the 15th, "by mid-2014" on 30 June; "before 1 May" the day before; "within 30 days" and
"has 30 days to" that long after publication; a date without year, and a weekday, lie ahead of publication.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, prefix, shifted
from lib.annotate.promising.calendars import DAY, Days, back_at, event_after, is_clock, last_day, numbered_at
from lib.annotate.tree import Tagged
from lib.codebooks import words_of
from lib.models import Relation, Timex

# How loosely each way binds a date to the deed.
LOOSENESS = {"by": 0, "within": 0, "before": 0, "between": 0, "deadline": 0, "from": 1, "on": 1, "in": 1, "bare": 2}
# "By the close of business on": the longest preposition; "before the vote on 15 October": the noun between.
LONGEST_PREPOSITION, BEFORE_NOUN = 6, 7
# "Or, if the wind does not let up by itself, on | Monday": what stands between two days to choose from.
ALTERNATIVE = 12
# "Ten days at most in which | to": what is to be done in a length stands this close; an event and its day, so close.
CLOSE, NEAR = 4, 9


@dataclass(frozen=True, slots=True)
class Term:
    """One way to read a time as a deadline: where its words begin and end, and what the words before make of it."""

    first: int
    end: int
    way: str
    due: date
    relation: Relation


def terms(days: Days, first: int, end: int, base: date | None) -> Iterator[Term]:
    """The deadlines that stand between two tokens; lengths count from `base`, or from a start before them."""
    for at in range(first, end):
        term = _pointed_back(days, at, first)
        if term is None and at in days.tagged.times:
            term = _of_time(days, at, first, base)
        elif term is None:
            term = _numbered(days, at, first) or _of_event(days, at)
        if term is not None:
            base = term.due if term.way == "from" else base
            yield term


def _of_time(days: Days, at: int, first: int, base: date | None) -> Term | None:
    term = _read(days, at, first, base)
    other = _alternative(days.tagged, term.end) if term is not None else None
    later = _of_time(days, other, first, base) if other is not None else None
    if term is None or later is None or later.due < term.due:
        return term
    return replace(term, end=later.end, due=later.due, relation="BEFORE" if term.way == "before" else "ON_OR_BEFORE")


def _alternative(tagged: Tagged, end: int) -> int | None:
    """Where the day begins that stands beside one that ends here: or, if so, on | Monday."""
    at = end + (tagged.word(end) in words_of("marks", "dashes") | {","})
    if tagged.word(at) != "or" or tagged.tag(at + 1).startswith("V"):
        return None
    later = next((i for i in range(at, min(at + ALTERNATIVE, tagged.end_of(at))) if i in tagged.times), None)
    # The day counts, not its hour: "by noon | tomorrow".
    return tagged.times[later] if later is not None and tagged.times[later] in tagged.times else later


def _read(days: Days, at: int, first: int, base: date | None) -> Term | None:
    tagged, timex = days.tagged, days.tagged.timexes[at]
    hour = _hour_before(tagged, at)
    way, begin = way_before(tagged, at if hour is None else hour, first)
    way = _way_of_noun(tagged, at, way)
    if way == "" or timex.type == "SET" or _is_part(tagged, at):
        return None
    if timex.type == "DURATION":
        return _of_length(days, at, (way, begin), base)
    # "Before noon on Friday" leaves that day.
    way = "by" if way == "before" and hour is not None else way
    found = days.ahead(at, today=way not in {"by", "before"} and (hour is not None or is_clock(timex)))
    # "Takes hold at 7 p.m.": only publication could give an hour alone its day.
    named = (word_values("weekdays").keys() | word_values("days").keys()) & {*timex.span.exact.lower().split()}
    dayless = is_clock(timex) and timex.begin == days.published and not named
    if found is None or (way in {"on", "bare", "from"} and dayless):
        return None
    end = tagged.times[at] + (tagged.word(tagged.times[at]) in words_of("deadlines", "nouns"))
    return _term(days, (begin, end), way, found, timex)


def _term(
    days: Days, where: tuple[int, int], way: str, found: tuple[date, date], timex: Timex | None = None
) -> Term | None:
    """The deadline that a preposition makes of a first and a last day; None where it has passed."""
    first, end = where
    said = " ".join(days.tagged.words[first:end])
    inclusive = way == "by" and said.startswith(tuple(words_of("deadlines", "inclusive")))
    due = found[0] - DAY if way == "before" else found[0] if way == "from" else found[1]
    if timex is not None and way != "from":
        due = last_day(timex, found, "in" if inclusive else way, days.published)
    if days.published is not None and due < days.published - DAY:
        return None
    one_day = way in {"on", "in", "bare"} and found[0] == found[1] and not said.endswith((" now", " today"))
    relation: Relation = "ON" if one_day or way == "from" else "BEFORE" if way == "before" else "ON_OR_BEFORE"
    return Term(first, end, way, due, relation)


def _is_part(tagged: Tagged, at: int) -> bool:
    """Whether a time is the first of two, an hour before its day, or the earliest that may be."""
    end = tagged.times[at]
    after, joined = tagged.word(end), end + 1 in tagged.times
    counted = words_of("deadlines", "counted_on").intersection(tagged.words[end + 1 : tagged.times.get(end + 1, end)])
    ranged = joined and (after in words_of("deadlines", "ranges") or (after == "and" and not counted))
    hour = is_clock(tagged.timexes[at]) and (end in tagged.times or (after == "on" and joined))
    return ranged or hour or tagged.words[end : end + 3] == ["at", "the", "earliest"]


def _hour_before(tagged: Tagged, at: int) -> int | None:
    """Where an hour begins that belongs to the day at this token: "noon on | Sunday", "10 a.m. | Tuesday"."""
    stop = at - 1 if tagged.word(at - 1) in {"on", "of", ","} else at
    near = range(stop - 1, max(stop - LONGEST_PREPOSITION, -1), -1)
    return next((i for i in near if tagged.times.get(i) == stop and is_clock(tagged.timexes[i])), None)


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
        if way is not None:
            not_so = {"no", "not"} if way == "before" else moved if way == "from" else frozenset[str]()
            return "" if tagged.word(begin - 1) in not_so else way, begin
    # The first of two joined dates: between X and Y, on 28-29 May.
    before = next((i for i in range(at - 2, at - BEFORE_NOUN, -1) if tagged.times.get(i) == at - 1), None)
    if before is not None and before > first and tagged.word(at - 1) in words_of("deadlines", "ranges") | {"and"}:
        way = _ways().get(tagged.words[before - 1], "bare")
        if way not in {"bare", "before"}:
            return ("between" if way == "from" else way), before - 1
    return ("" if tagged.word(at - 1) in words_of("deadlines", "not_due") else "bare"), at


@lru_cache(maxsize=1)
def _ways() -> dict[str, str]:
    kinds = ("in", "on", "from", "within", "between", "before", "by")
    return {words: kind for kind in kinds for words in words_of("deadlines", kind)}


def _way_of_noun(tagged: Tagged, at: int, way: str) -> str:
    """What a noun beside a date makes of it: "a June 30 deadline", "the deadline is", not "the 2024 elections"."""
    timex, end, deadlines = tagged.timexes[at], tagged.times[at], words_of("deadlines", "nouns")
    over = (one.i for one in islice(tagged.token(end - 1).ancestors, 2))
    subjects = {kid.lower_ for one in over for kid in tagged.tree.kids[one] if kid.dep_ == "nsubj"}
    said = tagged.word(at - 1) in {"is", ":"} | words_of("deadlines", "on") and subjects & deadlines
    if tagged.word(end) in deadlines or said:
        return "deadline" if timex.type == "DATE" or tagged.word(end) not in deadlines else way
    owned, one_day = tagged.word(end) in words_of("marks", "possessive"), timex.begin == timex.finish
    named = tagged.tag(at - 1) in {"DT", "PRP$", "POS"} and tagged.tag(end) in {"NN", "NNS", "NNP"}
    # "In today's conditions" says how, not when.
    period = not one_day and timex.mod is None and (named or (owned and way in {"by", "before", "from"}))
    not_so = timex.type == "DATE" and ((way == "bare" and (owned or named)) or period)
    return "" if not_so or (owned and way == "in" and one_day) else way


def _of_length(days: Days, at: int, before: tuple[str, int], base: date | None) -> Term | None:
    """A length as a deadline: within 30 days, has five days to, over the next fortnight, two weeks from now."""
    tagged, (way, begin), end = days.tagged, before, days.tagged.times[at]
    if (event := event_after(tagged, end)) is not None:
        return _counted(days, at, before, event)
    nouns = words_of("deadlines", "nouns")
    named, said = tagged.word(end) in nouns, way == "by" and tagged.words[begin] in nouns
    given = way == "bare" and any(tagged.infinitive(i) for i in range(end, end + CLOSE))
    stepping = way in {"in", "on"} and not words_of("deadlines", "stepping").isdisjoint(tagged.words[at:end])
    now = tagged.word(end) == "from"
    bound = way == "within" or now or given or named or said or stepping or tagged.words[begin] == "in"
    due = days.counted(at, days.published if now else base) if bound else None
    return Term(begin, end + named, "within", due, "ON_OR_BEFORE") if due is not None else None


def _counted(days: Days, at: int, before: tuple[str, int], event: int) -> Term | None:
    """A length that is counted from an event, whose words begin at the last token: within 30 days of | signing."""
    tagged, (way, begin), end = days.tagged, before, days.tagged.times[at]
    pointed = back_at(tagged, event)
    # "Two convoys a week from 1 May", not "the walkout a week from Sunday".
    rate = way == "bare" and tagged.words[begin] == "a" and tagged.tag(begin - 1) in {"NN", "NNS", "CD"}
    rate = rate and not pointed and tagged.word(end + 1) not in word_values("weekdays")
    back = tagged.words[end] == "before" or tagged.words[end] not in words_of("deadlines", "counted_from", "thereafter")
    start = days.of_event(event) if not rate and way in {"within", "bare", "in", "by"} else None
    due = days.counted(at, start, -1 if back else 1) if start is not None else None
    if due is None:
        return None
    # The day that begins a thing is the first of its first ten days.
    due = due - DAY if "first" in tagged.words[at - 1 : end] else due
    return Term(*((at, event + pointed) if pointed else (begin, end)), "within", due, "ON_OR_BEFORE")


def _pointed_back(days: Days, at: int, first: int) -> Term | None:
    """The day of the promise before, where the words here point back to it: until | then."""
    tagged, length = days.tagged, back_at(days.tagged, at)
    limited = tagged.word(at - 1) in words_of("deadlines", "by", "before", "on")
    if days.last is None or not length or not (length > 1 or limited) or tagged.words[at : at + length] == ["that"]:
        return None
    return Term(at - (limited and at > first), at + length, "by", days.last.due, days.last.relation)


def _numbered(days: Days, at: int, first: int) -> Term | None:
    """A numbered day or week as a deadline, where the text says which day is the first."""
    tagged, found = days.tagged, numbered_at(days.tagged, at)
    if found is None:
        return None
    begin, number, unit = found
    way, begin = way_before(tagged, begin - (tagged.word(begin - 1) in {"the", "its", "their"}), first)
    after = tagged.word(at + 1) in words_of("deadlines", "counted_on")
    way = "on" if way == "bare" and after else way
    base = days.of_event(at + 2) if tagged.word(at + 1) in words_of("deadlines", "numbered") else None
    base = base or days.told(at, "force", "begin")
    if base is None or way in {"", "bare"}:
        return None
    # "The 22nd day of the truce (9 October)".
    number = 1 if tagged.word((days.time_of(at + 2) or 0) - 1) == "(" else number + after
    begins, following = shifted(base, number - 1, unit), shifted(base, number, unit)
    return _term(days, (begin, at + 1), way, (begins, following - DAY)) if begins and following else None


def _of_event(days: Days, at: int) -> Term | None:
    """An event before, until or by which it is to be done: before the vote on 3 May, by the feast, which falls on."""
    tagged, before = days.tagged, words_of("deadlines", "before")
    said = tagged.phrase(at, before | words_of("deadlines", "until"))
    first, by = at + (said or 1), tagged.words[at] == "by" and not said
    # "Goes before parliament on 13 May".
    judges = words_of("deadlines", "judges").intersection(tagged.words[first : first + CLOSE])
    judged = judges and tagged.word(at - 1) in words_of("deadlines", "going")
    counted = any(tagged.times.get(i) == at for i in range(at - NEAR, at)) or back_at(tagged, first)
    dated = first in tagged.times and (tagged.timexes[first].begin is not None or tagged.timexes[first].type != "DATE")
    if not (said or by) or tagged.word(at - 1) in {"no", "not"} or judged or counted or dated:
        return None
    # "Before the week is out".
    unit = word_values("units").get(tagged.word(first + 1))
    if unit and days.published and tagged.phrase(first + 2, words_of("deadlines", "over")):
        last = days_covered(prefix(days.published, unit))[1]
        return Term(at, first + 4, "before", last, "BEFORE") if last is not None else None
    time = days.time_of(first)
    between = tagged.words[first:time]
    set_off = not {",", "("}.isdisjoint(between)
    falls = set_off and not {"falls", "fall", "is"}.isdisjoint(between)
    timed = not set_off and not (word_values("units").keys() - {"day"}).isdisjoint(between)
    if time is None or timed or (by and not falls):
        return None
    day = days.single(time) if set_off else None
    found = (day, day) if day is not None else days.ahead(time)
    end = next((i for i in range(first, time) if tagged.words[i] in {",", "("}), tagged.times[time])
    way = "before" if " ".join(tagged.words[at:first]) in before else "deadline"
    return _term(days, (at, end), way, found, tagged.timexes[time]) if found is not None else None
