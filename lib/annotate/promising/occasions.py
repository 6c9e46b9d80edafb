"""Days that stand beside a clause, not in it: when the court sits on 3 May; a deadline that was moved to 1 April."""

from collections.abc import Sequence
from dataclasses import replace

from lib.annotate.charting.subjects import doer_of
from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.calendars import Calendar
from lib.annotate.promising.deadlines import Dated, find_deadline
from lib.annotate.promising.event_days import first_one_day
from lib.annotate.promising.openings import opening_date
from lib.annotate.promising.promises import Promise
from lib.models import Commitment, Deadline

# "The deadline for | militias to leave": the noun stands this close before its clause.
NOUN_BEFORE = 4
# ", provided that both parliaments agree,": an aside is no longer.
LONGEST_ASIDE = 14
# "After a further round of talks between the two general staffs,": nor is what a clause waits for much longer.
LONGEST_CONDITION = 20
NOT_WAITING = frozenset({"before", "until", "till", "whether", "only", "lest"})
OPENERS = (("when",), ("once",), ("as", "soon", "as"))


def day_of_occasion(tagged: Tagged, calendar: Calendar, end: int) -> Deadline | None:
    """The day of an event to come that the clause waits for: "| when it sits again on 1 October"."""
    if not any(tuple(tagged.words[end : end + len(opener)]) == opener for opener in OPENERS):
        return None
    stop = next((at for at in range(end, tagged.end_of(end)) if tagged.words[at] in {",", ";"}), tagged.end_of(end))
    verb = next((at for at in range(end, stop) if tagged.tags[at] in FINITE_TAG), None)
    if verb is None or tagged.tags[verb] == "VBD":
        return None
    return find_deadline(tagged, calendar, (end, stop), Dated(end))


def day_of_occasion_before(tagged: Tagged, calendar: Calendar, first: int) -> Deadline | None:
    """The day of an occasion before the clause: "When parliament sits on 1 October, | the flag will be raised"."""
    start = tagged.start_of(first)
    opens = any(tuple(tagged.words[start : start + len(opener)]) == opener for opener in OPENERS)
    if not opens or tagged.word(first - 1) != "," or "," in tagged.words[start : first - 1]:
        return None
    return day_of_occasion(tagged, calendar, start)


def day_after_aside(tagged: Tagged, calendar: Calendar, end: int) -> Deadline | None:
    """The day that an aside or a condition parts from its clause: "will be raised, | the premier said, on 3 May"."""
    if tagged.word(end) != ",":
        return None
    stop = tagged.end_of(end)
    comma = next((at for at in range(end + 1, min(end + LONGEST_ASIDE, stop)) if tagged.words[at] == ","), None)
    if tagged.words[end + 1 : end + 3] == ["that", "is"]:
        comma = end + 2
    elif comma is None or not _is_aside(tagged, end + 1, comma):
        return None
    time = next((at for at in range(comma + 1, min(comma + NOUN_BEFORE, stop)) if at in tagged.times), None)
    if time is None or tagged.tags[comma + 1] not in {"IN", "TO"}:
        return None
    close = tagged.past_time(time)
    closed = close >= stop or tagged.words[close] in {",", ".", ";"}
    return find_deadline(tagged, calendar, (comma + 1, close), Dated(comma)) if closed else None


def waited_for(tagged: Tagged, first: int) -> range:
    """The words before a clause that tell what it waits for: "Once the text is signed, | the sides have a month to"."""
    start = tagged.start_of(first)
    # "After which the Front must".
    if tagged.word(first - 1) == "which" and tagged.word(first - 2) in {"after", "upon"}:
        return range(first - 2, first)
    opened = _opened(tagged, start, first)
    waits = (words_of("joints", "conditions") - NOT_WAITING) | {"after", "upon"}
    soon = tagged.words[opened : opened + 3] == ["as", "soon", "as"]
    near = first - opened <= LONGEST_CONDITION
    return range(opened, first) if near and (soon or tagged.words[opened] in waits) else range(0)


def _opened(tagged: Tagged, start: int, first: int) -> int:
    """Where the words before a clause begin: the sentence's start, or behind a semicolon close by."""
    near = range(first - 1, max(start, first - LONGEST_CONDITION - 1), -1)
    return next((at + 1 for at in near if tagged.words[at] == ";"), start)


def day_of_phase(tagged: Tagged, calendar: Calendar, first: int) -> Deadline | None:
    """The last day of a phase that opens a clause: "In the first phase, which ends on 1 March, | troops will leave"."""
    start = tagged.start_of(first)
    opened = _opened(tagged, start, first)
    named = not words_of("deadlines", "part").isdisjoint(tagged.words[opened : opened + NOUN_BEFORE])
    if not named or tagged.words[opened] not in {"in", "during"} or first - opened > LONGEST_CONDITION:
        return None
    days = [at for at in range(opened, first) if at in tagged.times]
    last = first_one_day(tagged, calendar, range(days[-1], first)) if days else None
    if last is None or (calendar.published is not None and last < calendar.published):
        return None
    return Deadline(tagged.tree.words(days[-1], tagged.times[days[-1]] - 1), last, "ON_OR_BEFORE")


def _is_aside(tagged: Tagged, first: int, end: int) -> bool:
    """Whether words between two commas are a condition, or say who speaks."""
    opens = tagged.words[first] in words_of("joints", "conditions") | {"subject", "under", "according"}
    return opens or any(tagged.words[at] in words_of("frames", "speaking") for at in range(first, end))


def moved_deadline(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Deadline | None:
    """The day that a deadline was moved to, behind what it is for: "was pushed back to 1 April"."""
    before = tagged.words[max(first - NOUN_BEFORE, tagged.start_of(first)) : first]
    if words_of("deadlines", "nouns").isdisjoint(before):
        return None
    stop = tagged.end_of(first)
    verb = next((at for at in range(end, stop) if tagged.words[at] in words_of("deadlines", "moved")), None)
    return find_deadline(tagged, calendar, (verb, stop), Dated(verb)) if verb is not None else None


def day_before_demand(tagged: Tagged, calendar: Calendar, promise: Promise) -> Deadline | None:
    """The day before an agreement that demands something: "By 15 May | the text obliges guards to leave"."""
    author = doer_of(tagged, promise.lead) if promise.way == "demand" else None
    opening = opening_date(tagged, author.first) if author is not None else promise.first
    if author is None or opening >= author.first:
        return None
    return find_deadline(tagged, calendar, (opening, author.first), Dated(author.first))


def with_shared_day(tagged: Tagged, made: Sequence[Commitment]) -> list[Commitment]:
    """A sentence's commitments, where the last one's day is that of those before: ", both by 23 January"."""
    last = made[-1].deadline if made else None
    at = tagged.tree.at(last.span.start) if last is not None else 0
    if last is None or tagged.word(at - 2) not in {",", "—", "–"} or tagged.word(at - 1) not in {"both", "all", "each"}:
        return list(made)
    reached = made[-2:-1] if tagged.word(at - 1) == "both" else made[:-1]
    return [replace(one, deadline=last) if one in reached and one.deadline is None else one for one in made]
