"""By when: the date that a clause sets for its deed, as the last day allowed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.calendars import Days
from lib.annotate.promising.places import Promise
from lib.annotate.promising.terms import Term, terms
from lib.models import Commitment, Deadline

# Between "as of" and its day an hour may stand: as of 12:00 in the night of.
NEAR = 7
# "The deadline for | militias to leave": the noun stands this close before its clause.
NOUN_BEFORE = 4
# "After a further round of talks between the two general staffs,": what a clause waits for is rarely longer.
LONGEST_CONDITION = 20
# ", provided that both parliaments agree,": an aside is no longer.
LONGEST_ASIDE = 14


def deadline_of(days: Days, promise: Promise, bounds: tuple[int, int, int]) -> Deadline | None:
    """When a promise is due: what its clause, opened and begun at the first two bounds, says, or what stands beside."""
    tagged, (opening, first, end) = days.tagged, bounds
    best = _firmest(days, _moved(tagged, first, end)) or _own(days, promise, bounds)
    beside = (_firmest(days, stretch) for stretch in (_beside(tagged, opening, end) if best is None else ()))
    best = best or next(filter(None, beside), None) or _end_of_term(days, first, end)
    return Deadline(tagged.tree.words(best.first, best.end - 1), best.due, best.relation) if best is not None else None


def _firmest(days: Days, stretch: range) -> Term | None:
    """The firmest deadline in a stretch of words."""
    found = terms(days, stretch.start, stretch.stop, days.published)
    return min(found, key=lambda term: term.looseness, default=None)


def _own(days: Days, promise: Promise, bounds: tuple[int, int, int]) -> Term | None:
    """The deadline within the clause; a length waits for what stands before it: once it is signed, a month to."""
    tagged, (opening, first, end) = days.tagged, bounds
    action = max(promise.action, first) if first != promise.first else promise.action
    lead = promise.lead if promise.way == "promise" else None
    subject = range(first, promise.lead) if promise.way in {"modal", "carrier"} else range(0)
    waits = _waited_for(tagged, opening)
    found = terms(days, opening, end, days.first(waits) if waits else days.published)
    others = (one for one in found if not _in_subject(tagged, one, subject))
    held = [one for one in others if not _of_something_else(tagged, one, (opening, lead, action))]
    best = min(held, key=lambda term: term.looseness, default=None)
    return next((one for one in held if best is not None and _spells_out(tagged, one, best)), best)


def _spells_out(tagged: Tagged, term: Term, best: Term) -> bool:
    """Whether a day spells out the words before it: within three months, | by 16 December; next Friday, | 5 October."""
    counted_in = tagged.words[best.end - 1] in word_values("units_plural").keys() | word_values("units").keys()
    numbered = term.way == "bare" and any(map(str.isdecimal, tagged.words[term.first : term.end]))
    beside = tagged.word(best.end) == "," and term.first == best.end + 1
    return beside and best.way != "before" and (counted_in or numbered)


def _in_subject(tagged: Tagged, term: Term, subject: range) -> bool:
    """Whether a day stands within the subject: the winner of the vote on 3 May must; the pact, if signed by May."""
    before = range(subject.start, term.first)
    named = not words_of("deadlines", "nouns").isdisjoint(tagged.words[before.start : before.stop])
    if term.first not in subject or not before or named:
        return False
    clause = any(tagged.tags[at] in FINITE_TAG or tagged.words[at] in words_of("joints", "conditions") for at in before)
    return clause or (term.looseness > 0 and tagged.word(term.first - 1) != ",")


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
    return bool(opened or begun)


def _opens_start(tagged: Tagged, at: int) -> bool:
    """Whether words that say from when on stand here, a time right behind them: from, as of, beginning at."""
    length = next((n for n in (3, 2, 1) if " ".join(tagged.words[at : at + n]) in words_of("deadlines", "from")), 0)
    timed = (i in tagged.times or tagged.tags[i] in {"CD", "IN"} for i in range(at + length, at + length + 2))
    return length > 0 and any(timed)


def _of_something_else(tagged: Tagged, term: Term, where: tuple[int, int | None, int]) -> bool:
    """Whether a date is that of the promise itself ("agreed on Monday to"), or of a description: seized on 3 May."""
    first, lead, action = where
    if lead is not None and term.looseness > 0:
        told = tagged.tags[lead] == "VBD" and term.first < lead
        if told or lead < term.first < action:
            return True
    at = next((i for i in range(term.end - 1, term.first, -1) if i in tagged.times), term.first)
    up = takewhile(lambda one: one.i != action, tagged.token(at).ancestors)
    # "A meeting called for 12 January" has its own day, and so has the deed.
    fixed = words_of("deadlines", "from") | {"called"}
    acl = (one for one in up if one.dep_ in {"relcl", "acl"} and one.lower_ not in fixed)
    described = next((one for one in acl if one.i >= first), None)
    return described is not None and (described.i < action or term.looseness > 0 or described.tag_ == "VBD")


# Days that stand beside a clause.


def _moved(tagged: Tagged, first: int, end: int) -> range:
    """The words from the verb on that says to when a deadline was moved, behind what it is for: was pushed back to."""
    before, stop = tagged.words[max(first - NOUN_BEFORE, tagged.start_of(first)) : first], tagged.end_of(first)
    named = not words_of("deadlines", "nouns").isdisjoint(before)
    verb = next((at for at in range(end, stop) if tagged.words[at] in words_of("deadlines", "moved")), stop)
    return range(verb if named else stop, stop)


def _beside(tagged: Tagged, first: int, end: int) -> Iterator[range]:
    """The stretches beside a clause that may hold its day, what it waits for on either side: when it sits again on."""
    opened, stop = _opened(tagged, first), tagged.end_of(end)
    phase = not words_of("deadlines", "part").isdisjoint(tagged.words[opened : opened + NOUN_BEFORE])
    behind = next((at for at in range(end, stop) if tagged.words[at] in {",", ";"}), stop)
    for stretch in (range(end, behind), range(opened, first)):
        words = tagged.words[stretch.start : stretch.stop]
        occasion = words[:1] in (["when"], ["once"]) or words[:3] == ["as", "soon", "as"]
        verb = next((at for at in stretch if tagged.tags[at] in FINITE_TAG), None)
        ahead = occasion and verb is not None and tagged.tags[verb] != "VBD"
        if len(words) <= LONGEST_CONDITION and (ahead or (phase and words[:1] in (["in"], ["during"]))):
            yield stretch
    yield from _behind_aside(tagged, end, stop)


def _behind_aside(tagged: Tagged, end: int, stop: int) -> Iterator[range]:
    """The day that an aside or a condition parts from its clause: "will be raised, | the premier said, on 3 May"."""
    comma = next((at for at in range(end + 1, min(end + LONGEST_ASIDE, stop)) if tagged.words[at] == ","), stop)
    spoken = not words_of("frames", "speaking").isdisjoint(tagged.words[end + 1 : comma])
    aside = spoken or tagged.word(end + 1) in words_of("joints", "conditions") | {"subject", "under", "according"}
    begin = end + 3 if tagged.words[end + 1 : end + 3] == ["that", "is"] else comma + 1
    time = next((at for at in range(begin, min(begin + NOUN_BEFORE, stop)) if at in tagged.times), None)
    if tagged.word(end) == "," and time is not None and (aside or begin < comma) and tagged.tag(begin) in {"IN", "TO"}:
        close = tagged.times[time]
        if close >= stop or tagged.words[close] in {",", ".", ";"}:
            yield range(begin, close)


def _waited_for(tagged: Tagged, first: int) -> range:
    """The words before a clause that tell what it waits for: "Once the text is signed, | the sides have a month to"."""
    # "After which the Front must".
    if tagged.word(first - 1) == "which" and tagged.word(first - 2) in {"after", "upon"}:
        return range(first - 2, first)
    opened = _opened(tagged, first)
    soon = tagged.words[opened : opened + 3] == ["as", "soon", "as"]
    waits = soon or tagged.words[opened] in words_of("deadlines", "waiting")
    return range(opened, first if first - opened <= LONGEST_CONDITION and waits else opened)


def _opened(tagged: Tagged, first: int) -> int:
    """Where the words before a clause begin: the sentence's start, or behind a semicolon close by."""
    start = tagged.start_of(first)
    near = range(first - 1, max(start, first - LONGEST_CONDITION - 1), -1)
    return next((at + 1 for at in near if tagged.words[at] == ";"), start)


def _end_of_term(days: Days, first: int, end: int) -> Term | None:
    """The last day of what is valid for so long, counted from the signing that the text tells of, else publication."""
    tagged = days.tagged
    nouns = (
        at for at in range(first, end) if tagged.words[at] in words_of("nouns", "terms") and tagged.tags[at] == "NN"
    )
    noun = next(nouns, end)
    times = [at for at in range(noun, end) if at in tagged.times and tagged.timexes[at].type == "DURATION"]
    before = tagged.words[noun : times[0]] if len(times) == 1 else []
    if "for" not in before[-2:] and words_of("forms", "lasting").isdisjoint(before[-1:]):
        return None
    due = days.counted(times[0], days.told(first, "sign") or days.published)
    begin = times[0] - (tagged.word(times[0] - 1) == "for")
    return Term(begin, tagged.times[times[0]], "within", due, "ON_OR_BEFORE") if due is not None else None


def with_shared_day(tagged: Tagged, made: Sequence[Commitment]) -> list[Commitment]:
    """A sentence's commitments, where the last one's day is that of those before: ", both by 23 January"."""
    last = made[-1].deadline if made else None
    at = tagged.tree.at(last.span.start) if last is not None else 0
    if last is None or tagged.word(at - 2) not in {",", "—", "–"} or tagged.word(at - 1) not in {"both", "all", "each"}:
        return list(made)
    reached = made[-2:-1] if tagged.word(at - 1) == "both" else made[:-1]
    return [replace(one, deadline=last) if one in reached and one.deadline is None else one for one in made]
