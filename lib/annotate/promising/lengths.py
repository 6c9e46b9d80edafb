"""Deadlines that are counted: within 30 days, two weeks from now, ten days after the vote on 30 June, until then."""

import re
from dataclasses import replace
from datetime import date
from math import ceil

from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import shifted, working_day
from lib.annotate.promising.calendars import STRENGTH, Calendar, Term
from lib.annotate.promising.event_days import day_counted_from, day_of, last_day_before
from lib.annotate.promising.promised_verbs import counting_from
from lib.models import Deadline, Timex

HOURS_A_DAY = 24
WORKING = re.compile(r"(?i)\b(?:working|business|trading)\b")
COUNT = re.compile(r"P(T)?(\d+(?:\.\d+)?)([HMDWYQEC])$")


def after_length(
    tagged: Tagged, calendar: Calendar, timex: Timex, where: tuple[int, int, int], way: str
) -> Term | None:
    """A length of time as a deadline: within 30 days, has five days to, over the next fortnight, two weeks from now.

    One counted from an event is a deadline only where the text gives the event's day.
    """
    begin, at, end = where
    counting = counting_from(tagged, end)
    if _counted_from_event(tagged, counting):
        return _from_event(tagged, calendar, timex, (begin, counting), way)
    stepping = any(word in words_of("deadlines", "stepping") for word in tagged.words[at:end])
    now = tagged.word(end) == "from" and tagged.word(end + 1) in words_of("deadlines", "from_today")
    given = way == "bare" and tagged.infinitive(tagged.past_time(at)) is not None
    named = tagged.word(end) in words_of("deadlines", "nouns")
    given = given or (way == "by" and tagged.words[begin] in words_of("deadlines", "nouns"))
    bound = way == "within" or now or given or named or (stepping and way in {"in", "on"})
    in_future = way == "in" and tagged.words[begin] == "in"
    due = _counted(timex, calendar.published) if bound or in_future else None
    return Term(begin, end + named, STRENGTH["within"], due, "ON_OR_BEFORE") if due is not None else None


def _counted_from_event(tagged: Tagged, end: int) -> bool:
    """Whether a length is counted from something else than today: within 30 days of signing."""
    if _before_event(tagged, end) > 1:
        return True
    if tagged.word(end) not in words_of("deadlines", "counted_from"):
        return False
    return tagged.word(end + 1) not in words_of("deadlines", "from_today") and tagged.word(end) != "on"


def _before_event(tagged: Tagged, end: int) -> int:
    """How many words from here on count back from an event: before, ahead of, prior to; 0 where none do."""
    words = ((length, " ".join(tagged.words[end : end + length])) for length in (3, 2, 1))
    backward = words_of("deadlines", "before") - {"earlier than", "on the eve of"}
    return next((length for length, said in words if said in backward), 0)


def _from_event(tagged: Tagged, calendar: Calendar, timex: Timex, where: tuple[int, int], way: str) -> Term | None:
    """The day counted from an event whose day is given: within 30 days of 1 February."""
    begin, end = where
    before = _before_event(tagged, end)
    base = day_counted_from(tagged, calendar, end + (before or 1))
    if base is None or (way == "bare" and _rate(tagged, begin, end)) or way not in {"within", "bare", "in", "by"}:
        return None
    due = _counted(timex, base, -1 if before else 1)
    return Term(begin, end, STRENGTH["within"], due, "ON_OR_BEFORE") if due is not None else None


def end_of_term(tagged: Tagged, calendar: Calendar, bounds: tuple[int, int]) -> Deadline | None:
    """The last day of what is valid for so long, counted from the signing that the text tells of, else publication."""
    first, end = bounds
    verb = next(
        (at for at in range(first, end) if tagged.words[at] in words_of("nouns", "terms") and tagged.tags[at] == "NN"),
        end,
    )
    found = {at: calendar.at(tagged.tree.offsets[at]) for at in range(verb, end) if at in tagged.times}
    times = [at for at, timex in found.items() if timex is not None and timex.type == "DURATION"]
    timex = found[times[0]] if len(times) == 1 else None
    if timex is None or not _holds(tagged, verb, times[0]):
        return None
    due = _counted(timex, day_of(tagged, calendar, first, "sign") or calendar.published)
    begin = times[0] - (tagged.word(times[0] - 1) == "for")
    return Deadline(tagged.tree.words(begin, tagged.times[times[0]] - 1), due, "ON_OR_BEFORE") if due else None


def _holds(tagged: Tagged, first: int, time: int) -> bool:
    """Whether the words before a length say that something holds so long: stays in force for, lasts."""
    words = tagged.words[first:time]
    return "for" in words[-2:] or not words_of("forms", "lasting").isdisjoint(words[-1:])


def _rate(tagged: Tagged, begin: int, end: int) -> bool:
    """Whether a length only says how often: "two convoys a week from 1 May"; not "the walkout a week from Sunday"."""
    if tagged.words[begin] not in {"a", "an"} or tagged.tag(begin - 1) not in {"NN", "NNS", "CD"}:
        return False
    counted = "CD" in tagged.tags[max(begin - 3, 0) : begin]
    return counted or tagged.word(end + 1) not in word_values("weekdays")


def is_length(tagged: Tagged, calendar: Calendar, term: Term) -> bool:
    """Whether a deadline is a length that only publication could begin: within 30 days, but not of signing."""
    return _length_of(tagged, calendar, term) is not None


def run_from(tagged: Tagged, calendar: Calendar, term: Term, start: date) -> Term | None:
    """A length that publication was taken to begin, counted from another day: from 1 October has 30 days to."""
    timex = _length_of(tagged, calendar, term)
    due = _counted(timex, start) if timex is not None else None
    return replace(term, due=due) if due is not None else None


def _length_of(tagged: Tagged, calendar: Calendar, term: Term) -> Timex | None:
    """The length that a deadline is made of, where nothing in it says what it is counted from."""
    first = next((at for at in range(term.first, term.end) if at in tagged.times), None)
    timex = calendar.at(tagged.tree.offsets[first]) if first is not None else None
    if first is None or timex is None or timex.type != "DURATION" or term.relation != "ON_OR_BEFORE":
        return None
    end = tagged.times[first]
    today = tagged.word(end) == "from" and tagged.word(end + 1) in words_of("deadlines", "from_today")
    return None if today or _counted_from_event(tagged, counting_from(tagged, end)) else timex


def _counted(timex: Timex, base: date | None, step: int = 1) -> date | None:
    """The day that lies a length after another, or before it, hours as whole days."""
    match = COUNT.match(timex.value or "")
    if match is None or base is None:
        return timex.finish
    if WORKING.search(timex.span.exact) and match[3] == "D" and match[2].isdecimal():
        return working_day(base, step * int(match[2]))
    if match[1]:
        days = ceil(float(match[2]) / HOURS_A_DAY) if match[3] == "H" else 0
        return shifted(base, step * days, "D")
    return shifted(base, step * float(match[2]), match[3])


def pointed_back(tagged: Tagged, calendar: Calendar, bounds: tuple[int, int], last: Deadline | None) -> Deadline | None:
    """The date of the promise before, where this one points back to it: "until then", "within 14 days of that date"."""
    first, end = bounds
    at = _points_back(tagged, first, end)
    if at is None:
        return None
    alone = tagged.words[at] in {"then", "it"} | words_of("deadlines", "thereafter")
    words = 1 if alone else 3 if tagged.words[at] == "the" else 2
    stop = min(at + words, end) - 1
    ends = tagged.words[at] in words_of("deadlines", "thereafter")
    counted = _length_before(tagged, at + ends, first)
    if counted is not None:
        timex = calendar.at(tagged.tree.offsets[counted])
        base = last.due if last is not None else last_day_before(tagged, calendar, counted)
        due = _counted(timex, base) if timex is not None and base is not None else None
        return Deadline(tagged.tree.words(counted, stop), due, "ON_OR_BEFORE") if due is not None else None
    if last is None:
        return None
    begin = at - 1 if tagged.word(at - 1) in words_of("deadlines", "by", "before", "on") and at > first else at
    return replace(last, span=tagged.tree.words(begin, stop))


def _length_before(tagged: Tagged, at: int, first: int) -> int | None:
    """Where a length begins that is counted from the words at this token: "14 days of | that date"."""
    if tagged.word(at - 1) not in words_of("deadlines", "counted_from", "thereafter"):
        return None
    return next((i for i in range(at - 2, first - 1, -1) if tagged.times.get(i) == at - 1), None)


def _points_back(tagged: Tagged, first: int, end: int) -> int | None:
    """The first token of words that point back to a date already given: "until then", "that day"; None without."""
    for at in range(first, end):
        if tagged.words[at] == "the" and tagged.word(at + 2) in {"after", "before"}:
            continue
        for length in (1, 2, 3):
            if " ".join(tagged.words[at : min(at + length, end)]) in words_of("deadlines", "back"):
                dated = tagged.word(at - 1) in words_of("deadlines", "by", "before", "on")
                if dated or length > 1 or _length_before(tagged, at, first) is not None:
                    return at
        if (
            tagged.words[at] in words_of("deadlines", "thereafter")
            and _length_before(tagged, at + 1, first) is not None
        ):
            return at
        closed = at == end - 1 or tagged.word(at + 1) == ","
        if tagged.words[at] == "that" and closed and _length_before(tagged, at, first) is not None:
            return at
    return None
