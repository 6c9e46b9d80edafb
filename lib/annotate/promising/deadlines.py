"""By when: the date that a clause sets for its deed, as the last day allowed."""

from typing import NamedTuple

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.calendars import STRENGTH, Calendar, Term
from lib.annotate.promising.dated_events import dated_event_terms
from lib.annotate.promising.event_days import first_one_day
from lib.annotate.promising.lengths import is_length, run_from
from lib.annotate.promising.numbered_days import numbered_terms
from lib.annotate.promising.plain_terms import plain_terms
from lib.models import Deadline

# Between "as of" and its day an hour may stand: as of 12:00 in the night of.
NEAR = 7


class Dated(NamedTuple):
    """What a date is looked for: the deed's token, the verb that promises it, and two stretches of words beside it.

    `waits_for` tells what the deed waits for, and so what a length is counted from; `subject` names who does it.
    """

    action: int
    lead: int | None = None
    waits_for: range = range(0)
    subject: range = range(0)


def find_deadline(tagged: Tagged, calendar: Calendar, bounds: tuple[int, int], deed: Dated) -> Deadline | None:
    """The deadline that the tokens within the bounds set for a deed, or None where they set none.

    A date before the deed may be that of the promise ("agreed on Monday to withdraw") or describe somebody.
    Of several dates the one bound most firmly counts ("by" before "on" before none), then the first.
    """
    first, end = bounds
    readings = [
        *numbered_terms(tagged, calendar, first, end),
        *dated_event_terms(tagged, calendar, first, end),
        *plain_terms(tagged, calendar, first, end),
    ]
    held = [reading for reading in readings if not _of_something_else(tagged, reading, first, deed)]
    best = min(held, key=lambda reading: reading.strength, default=None)
    if best is None:
        return None
    best = next((reading for reading in held if _narrows(tagged, reading, best)), best)
    start = next((r.due for r in held if r is not best and _starts(tagged, r)), None)
    if start is None and deed.waits_for and is_length(tagged, calendar, best):
        start = first_one_day(tagged, calendar, deed.waits_for)
        if start is None:
            return None
    best = (run_from(tagged, calendar, best, start) if start is not None else None) or best
    return Deadline(tagged.tree.words(best.first, best.end - 1), best.due, best.relation)


def is_start(tagged: Tagged, deadline: Deadline, clause: range, subject: int | None) -> bool:
    """Whether the day is the first of a state or an activity, and so no last day: from Saturday, begins at midnight."""
    if deadline.relation != "ON":
        return False
    at = tagged.tree.at(deadline.span.start)
    near = range(at, max(at - NEAR, tagged.start_of(at)) - 1, -1)
    parted = next((i for i in near if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {"and", ";"}), near.stop)
    opened = any(_opens_start(tagged, i) for i in range(parted + 1, at + 1))
    latest = "latest" in tagged.words[at : clause.stop]
    held = (
        tagged.words[i] for i in clause if i < at and (tagged.words[i] != "hold" or tagged.word(i - 1)[:4] == "take")
    )
    words = {*held, *([tagged.words[subject]] if subject is not None else ())}
    state = words & (words_of("deadlines", "lulls") | words_of("nouns", "agreements"))
    begun = words & words_of("events", "force") or (state and words & words_of("events", "begin"))
    return not latest and bool(opened or begun)


def _opens_start(tagged: Tagged, at: int) -> bool:
    """Whether words that say from when on stand here, a time right behind them: from, as of, beginning at."""
    length = next((n for n in (3, 2, 1) if " ".join(tagged.words[at : at + n]) in words_of("deadlines", "from")), 0)
    timed = (i in tagged.times or tagged.tags[i] in {"CD", "IN"} for i in range(at + length, at + length + 2))
    return length > 0 and any(timed)


def _of_something_else(tagged: Tagged, reading: Term, first: int, deed: Dated) -> bool:
    """Whether a date is not the deed's: that of the promise itself, of a description, or of the subject's name."""
    promised = deed.lead is not None and _of_promise(tagged, reading, deed.lead, deed.action)
    return promised or _describes(tagged, reading, first, deed.action) or _in_subject(tagged, reading, deed.subject)


def _in_subject(tagged: Tagged, reading: Term, subject: range) -> bool:
    """Whether a date stands within the subject: the winner of the vote on 3 May must; the pact, if signed by May."""
    if reading.first not in subject or reading.first == subject.start:
        return False
    before = range(subject.start, reading.first)
    clause = any(tagged.tags[at] in FINITE_TAG or tagged.words[at] in words_of("joints", "conditions") for at in before)
    return clause or (reading.strength > 0 and tagged.word(reading.first - 1) != ",")


def _starts(tagged: Tagged, reading: Term) -> bool:
    """Whether a reading says when something begins: from 1 October, starting today."""
    near = range(reading.first + 1, min(reading.first + 4, reading.end + 1))
    return any(" ".join(tagged.words[reading.first : at]) in words_of("deadlines", "from") for at in near)


def _narrows(tagged: Tagged, reading: Term, best: Term) -> bool:
    """Whether a day spells out the words before it: within three months, | by 16 December; next Friday, | 5 October."""
    counted = tagged.words[best.end - 1] in word_values("units_plural").keys() | word_values("units").keys()
    bare = reading.strength == STRENGTH["bare"] and any(
        w.isdecimal() for w in tagged.words[reading.first : reading.end]
    )
    return (counted or bare) and tagged.word(best.end) == "," and reading.first == best.end + 1


def _of_promise(tagged: Tagged, reading: Term, lead: int, action: int) -> bool:
    """Whether a day is that of the promise: agreed on Monday | to withdraw; on Sunday the rebels promised to."""
    told = tagged.tags[lead] == "VBD" and reading.first < lead and reading.strength > 0
    return told or (lead < reading.first < action and reading.strength > 0)


def _describes(tagged: Tagged, reading: Term, first: int, action: int) -> bool:
    """Whether a date stands inside a description: "everyone who lands after 20 March", "a minute signed on Monday"."""
    if reading.first <= action:
        before = range(first, reading.first)
        opened = (at for at in before if tagged.tags[at] in {"WDT", "WP"} or _reduced(tagged, at))
        return any(not _closed(tagged, at, reading.first) for at in opened)
    for at in range(reading.first - 1, action, -1):
        token = tagged.token(at)
        if tagged.tags[at] in FINITE_TAG and token.dep_ in {"relcl", "acl", "aux", "auxpass"}:
            described = token.dep_ in {"relcl", "acl"} or token.head.dep_ == "relcl"
            planned = tagged.tags[at] == "MD" and tagged.tags[action].startswith("NN")
            return described and not planned and (reading.strength > 0 or tagged.tags[at] == "VBD")
        if tagged.tags[at] in {"VBN", "VBD"} and token.dep_ == "acl":
            return reading.strength > 0
    return False


def _closed(tagged: Tagged, at: int, stop: int) -> bool:
    """Whether a description that begins at a token ends before a date: the sides, who signed in May, have | a month."""
    finite = sum(tag in FINITE_TAG for tag in tagged.tags[at + 1 : stop])
    return finite > (tagged.tags[at] in {"WDT", "WP"})


def _reduced(tagged: Tagged, at: int) -> bool:
    """Whether a participle describes the noun before it: "weapons seized on 3 May"."""
    return tagged.tags[at] in {"VBN", "VBD"} and tagged.token(at).dep_ in {"acl", "relcl"}
