"""By when: the date that a clause sets for its deed, as the last day allowed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.calendars import Calendar, Term
from lib.annotate.promising.counted import (
    counted,
    end_of_term,
    event_after,
    first_day,
    numbered_at,
    numbered_term,
    pointed_back,
)
from lib.annotate.promising.places import Promise
from lib.annotate.promising.terms import LOOSENESS, before_it_is_out, term_at, way_before
from lib.models import Commitment, Deadline

# Between "as of" and its day an hour may stand: as of 12:00 in the night of.
NEAR = 7
# "Ahead of the yearly conference of donors, which is to": what names an event, and what sets its day off behind it.
EVENT, SET_OFF = 9, 18
# "The deadline for | militias to leave": the noun stands this close before its clause.
NOUN_BEFORE = 4
# "After a further round of talks between the two general staffs,": what a clause waits for is rarely longer.
LONGEST_CONDITION = 20
# ", provided that both parliaments agree,": an aside is no longer.
LONGEST_ASIDE = 14
NOT_WAITING = frozenset({"before", "until", "till", "whether", "only", "lest"})
OPENERS = (["when"], ["once"], ["as", "soon", "as"])


def deadline_of(
    tagged: Tagged, calendar: Calendar, promise: Promise, bounds: tuple[int, int, int], last: Deadline | None
) -> Deadline | None:
    """When a promise is due: what its clause, opened and begun at the first two bounds, says, or what stands beside."""
    opening, first, end = bounds
    return (
        _moved(tagged, calendar, first, end)
        or pointed_back(tagged, calendar, (opening, end), last)
        or _own(tagged, calendar, promise, bounds)
        or _of_occasion(tagged, calendar, opening, end)
        or _of_phase(tagged, calendar, opening)
        or _after_aside(tagged, calendar, end)
        or end_of_term(tagged, calendar, (first, end))
    )


def _own(tagged: Tagged, calendar: Calendar, promise: Promise, bounds: tuple[int, int, int]) -> Deadline | None:
    """The deadline within the clause; a length waits for what stands before it: once it is signed, a month to."""
    opening, first, end = bounds
    action = max(promise.action, first) if first != promise.first else promise.action
    lead = promise.lead if promise.way == "promise" else None
    readings = _terms(tagged, calendar, opening, end)
    subject = range(first, promise.lead) if promise.way in {"modal", "carrier"} else range(0)
    others = (one for one in readings if not _in_subject(tagged, one, subject))
    held = [one for one in others if not _of_something_else(tagged, one, (opening, lead, action))]
    best = min(held, key=lambda reading: reading.looseness, default=None)
    if best is None:
        return None
    best = next((one for one in held if _narrows(tagged, one, best)), best)
    begun = next((one.due for one in held if one is not best and _opens_start(tagged, one.first)), None)
    waits = _waited_for(tagged, opening)
    at = next((i for i in range(best.first, best.end) if i in tagged.times), best.first)
    timex = calendar.at(tagged.tree.offsets[at])
    length = timex is not None and timex.type == "DURATION" and tagged.word(tagged.times[at]) != "from"
    if (waits or begun) and length and timex is not None and event_after(tagged, tagged.times[at]) is None:
        start = begun or first_day(tagged, calendar, waits)
        due = counted(timex, start) if start is not None else None
        return _deadline(tagged, replace(best, due=due)) if due is not None else None
    return _deadline(tagged, best)


def _narrows(tagged: Tagged, reading: Term, best: Term) -> bool:
    """Whether a day spells out the words before it: within three months, | by 16 December; next Friday, | 5 October."""
    counted_in = tagged.words[best.end - 1] in word_values("units_plural").keys() | word_values("units").keys()
    bare = reading.looseness == LOOSENESS["bare"] and any(map(str.isdecimal, tagged.words[reading.first : reading.end]))
    return (counted_in or bare) and tagged.word(best.end) == "," and reading.first == best.end + 1


def _in_subject(tagged: Tagged, reading: Term, subject: range) -> bool:
    """Whether a day stands within the subject: the winner of the vote on 3 May must; the pact, if signed by May."""
    before = range(subject.start, reading.first)
    named = not words_of("deadlines", "nouns").isdisjoint(tagged.words[before.start : before.stop])
    if reading.first not in subject or not before or named:
        return False
    clause = any(tagged.tags[at] in FINITE_TAG or tagged.words[at] in words_of("joints", "conditions") for at in before)
    return clause or (reading.looseness > 0 and tagged.word(reading.first - 1) != ",")


def _deadline(tagged: Tagged, term: Term) -> Deadline:
    return Deadline(tagged.tree.words(term.first, term.end - 1), term.due, term.relation)


def _terms(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Iterator[Term]:
    """The times and numbered days between two tokens as deadlines."""
    for at in range(first, end):
        if at in tagged.times:
            term = term_at(tagged, calendar, at, first)
        elif (numbered := numbered_at(tagged, at)) is not None:
            begin = numbered[0] - (tagged.word(numbered[0] - 1) in {"the", "its", "their"})
            # "By the end of the second week".
            if tagged.word(begin - 1) == "of" and tagged.word(begin - 2) in word_values("boundaries"):
                begin -= 2 + (tagged.word(begin - 3) == "the")
            term = numbered_term(tagged, calendar, at, way_before(tagged, begin, first))
        else:
            out = before_it_is_out(tagged, calendar, at) if tagged.words[at] == "before" else None
            term = out or _event_term(tagged, calendar, at)
        if term is not None:
            yield term


def _event_term(tagged: Tagged, calendar: Calendar, at: int) -> Term | None:
    """An event before or by which something is to be done, on the day set off behind it: before the vote, due on."""
    said = next((n for n in (4, 3, 2, 1) if " ".join(tagged.words[at : at + n]) in words_of("deadlines", "before")), 0)
    first = at + (said or 1)
    end = min(first + EVENT, tagged.end_of(at))
    if (not said and tagged.words[at] not in {"by", "until", "till"}) or tagged.word(at - 1) in {"no", "not"}:
        return None
    marks = (i for i in range(first, end) if tagged.words[i] in {",", "("} or i in tagged.times)
    mark = next(marks, end)
    timed = any(tagged.times.get(i) == at for i in range(at - EVENT, at)) or mark == first
    if mark == end or mark in tagged.times or timed or FINITE_TAG.intersection(tagged.tags[first:mark]):
        return None
    after = mark + 1 + (tagged.words[mark + 1 : mark + 3] == ["that", "is"]) * 2
    fixed = words_of("deadlines", "fixed", "numbered_from")
    described = tagged.tag(after) in {"WDT", "VBN"} or tagged.word(after) in fixed or after in tagged.times
    falls = not {"falls", "fall", "is"}.isdisjoint(tagged.words[after : after + EVENT])
    if not described or (tagged.words[at] == "by" and not falls):
        return None
    stop = min(after + SET_OFF, tagged.end_of(at))
    close = next((i for i in range(after, stop) if tagged.words[i] in {",", ")", ";"} and not tagged.in_time(i)), stop)
    day = first_day(tagged, calendar, range(after, close))
    due = day - timedelta(1) if day is not None and said else day
    if due is None or (calendar.published is not None and due < calendar.published):
        return None
    return Term(at, mark, 0, due, "BEFORE" if said else "ON_OR_BEFORE")


def _plain(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Deadline | None:
    """The firmest deadline between two tokens."""
    best = min(_terms(tagged, calendar, first, end), key=lambda reading: reading.looseness, default=None)
    return _deadline(tagged, best) if best is not None else None


def is_start(tagged: Tagged, deadline: Deadline, clause: range, subject: int | None) -> bool:
    """Whether the day is the first of a state or an activity, and so no last day: from Saturday, begins at midnight."""
    if deadline.relation != "ON":
        return False
    at = tagged.tree.at(deadline.span.start)
    near = range(at, max(at - NEAR, tagged.start_of(at)) - 1, -1)
    parted = next((i for i in near if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {"and", ";"}), near.stop)
    opened = any(_opens_start(tagged, i) for i in range(parted + 1, at + 1))
    held = (i for i in clause if i < at and (tagged.words[i] != "hold" or tagged.word(i - 1)[:4] == "take"))
    words = {*(tagged.words[i] for i in held), *([tagged.words[subject]] if subject is not None else ())}
    state = words & (words_of("deadlines", "lulls") | words_of("nouns", "agreements"))
    begun = words & words_of("events", "force") or (state and words & words_of("events", "begin"))
    return "latest" not in tagged.words[at : clause.stop] and bool(opened or begun)


def _opens_start(tagged: Tagged, at: int) -> bool:
    """Whether words that say from when on stand here, a time right behind them: from, as of, beginning at."""
    length = next((n for n in (3, 2, 1) if " ".join(tagged.words[at : at + n]) in words_of("deadlines", "from")), 0)
    timed = (i in tagged.times or tagged.tags[i] in {"CD", "IN"} for i in range(at + length, at + length + 2))
    return length > 0 and any(timed)


def _of_something_else(tagged: Tagged, reading: Term, where: tuple[int, int | None, int]) -> bool:
    """Whether a date is that of the promise itself ("agreed on Monday to"), or of a description: seized on 3 May."""
    first, lead, action = where
    if lead is not None and reading.looseness > 0:
        told = tagged.tags[lead] == "VBD" and reading.first < lead
        if told or lead < reading.first < action:
            return True
    at = next((i for i in range(reading.end - 1, reading.first, -1) if i in tagged.times), reading.first)
    up = takewhile(lambda one: one.i != action, tagged.token(at).ancestors)
    # "A meeting called for 12 January" has its own day, and so has the deed.
    fixed = words_of("deadlines", "from") | {"called"}
    acl = (one for one in up if one.dep_ in {"relcl", "acl"} and one.lower_ not in fixed)
    described = next((one for one in acl if one.i >= first), None)
    planned = described is not None and any(kid.tag_ == "MD" for kid in tagged.tree.kids[described.i])
    if described is None or (planned and tagged.tags[action].startswith("NN")):
        return False
    return described.i < action or reading.looseness > 0 or described.tag_ == "VBD"


# Days that stand beside a clause.


def _of_occasion(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Deadline | None:
    """The day of an event to come that the clause waits for, on either side: "| when it sits again on 1 October"."""
    start = tagged.start_of(first)
    near = first - start <= LONGEST_CONDITION and tagged.word(first - 1) == ","
    opens = near and "," not in tagged.words[start : first - 1]
    openers = (at for at in (end, start) if any(tagged.words[at : at + len(opener)] == opener for opener in OPENERS))
    begin = next((at for at in openers if at == end or opens), None)
    if begin is None:
        return None
    last = tagged.end_of(begin)
    stop = next((at for at in range(begin, last) if tagged.words[at] in {",", ";"}), last)
    verb = next((at for at in range(begin, stop) if tagged.tags[at] in FINITE_TAG), None)
    return _plain(tagged, calendar, begin, stop) if verb is not None and tagged.tags[verb] != "VBD" else None


def _of_phase(tagged: Tagged, calendar: Calendar, first: int) -> Deadline | None:
    """The last day of a phase that opens a clause: "In the first phase, which ends on 1 March, | troops will leave"."""
    opened = _opened(tagged, first)
    named = not words_of("deadlines", "part").isdisjoint(tagged.words[opened : opened + NOUN_BEFORE])
    days = [at for at in range(opened, first) if at in tagged.times]
    if not (named and days) or tagged.words[opened] not in {"in", "during"} or first - opened > LONGEST_CONDITION:
        return None
    last = first_day(tagged, calendar, range(days[-1], first))
    if last is None or (calendar.published is not None and last < calendar.published):
        return None
    return Deadline(tagged.tree.words(days[-1], tagged.times[days[-1]] - 1), last, "ON_OR_BEFORE")


def _after_aside(tagged: Tagged, calendar: Calendar, end: int) -> Deadline | None:
    """The day that an aside or a condition parts from its clause: "will be raised, | the premier said, on 3 May"."""
    stop = tagged.end_of(end)
    comma = next((at for at in range(end + 1, min(end + LONGEST_ASIDE, stop)) if tagged.words[at] == ","), stop)
    spoken = not words_of("frames", "speaking").isdisjoint(tagged.words[end + 1 : comma])
    aside = spoken or tagged.word(end + 1) in words_of("joints", "conditions") | {"subject", "under", "according"}
    begin = comma + 1 if comma < stop and aside else stop
    begin = end + 3 if tagged.words[end + 1 : end + 3] == ["that", "is"] else begin
    time = next((at for at in range(begin, min(begin + NOUN_BEFORE, stop)) if at in tagged.times), None)
    if tagged.word(end) != "," or time is None or tagged.tags[begin] not in {"IN", "TO"}:
        return None
    close = tagged.times[time]
    closed = close >= stop or tagged.words[close] in {",", ".", ";"}
    return _plain(tagged, calendar, begin, close) if closed else None


def _waited_for(tagged: Tagged, first: int) -> range:
    """The words before a clause that tell what it waits for: "Once the text is signed, | the sides have a month to"."""
    # "After which the Front must".
    if tagged.word(first - 1) == "which" and tagged.word(first - 2) in {"after", "upon"}:
        return range(first - 2, first)
    opened = _opened(tagged, first)
    waits = (words_of("joints", "conditions") - NOT_WAITING) | {"after", "upon"}
    soon = tagged.words[opened : opened + 3] == ["as", "soon", "as"]
    fits = first - opened <= LONGEST_CONDITION and (soon or tagged.words[opened] in waits)
    return range(opened, first) if fits else range(0)


def _opened(tagged: Tagged, first: int) -> int:
    """Where the words before a clause begin: the sentence's start, or behind a semicolon close by."""
    start = tagged.start_of(first)
    near = range(first - 1, max(start, first - LONGEST_CONDITION - 1), -1)
    return next((at + 1 for at in near if tagged.words[at] == ";"), start)


def _moved(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Deadline | None:
    """The day that a deadline was moved to, behind what it is for: "was pushed back to 1 April"."""
    before = tagged.words[max(first - NOUN_BEFORE, tagged.start_of(first)) : first]
    if words_of("deadlines", "nouns").isdisjoint(before):
        return None
    stop = tagged.end_of(first)
    verb = next((at for at in range(end, stop) if tagged.words[at] in words_of("deadlines", "moved")), None)
    return _plain(tagged, calendar, verb, stop) if verb is not None else None


def with_shared_day(tagged: Tagged, made: Sequence[Commitment]) -> list[Commitment]:
    """A sentence's commitments, where the last one's day is that of those before: ", both by 23 January"."""
    last = made[-1].deadline if made else None
    at = tagged.tree.at(last.span.start) if last is not None else 0
    if last is None or tagged.word(at - 2) not in {",", "—", "–"} or tagged.word(at - 1) not in {"both", "all", "each"}:
        return list(made)
    reached = made[-2:-1] if tagged.word(at - 1) == "both" else made[:-1]
    return [replace(one, deadline=last) if one in reached and one.deadline is None else one for one in made]
