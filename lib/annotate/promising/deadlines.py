"""By when: the date that a clause sets for its deed, as the last day allowed."""

from collections.abc import Iterator
from itertools import takewhile

from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.promising.calendars import Days
from lib.annotate.promising.spans import Promise
from lib.annotate.promising.terms import Term, terms
from lib.codebooks import words_of
from lib.models import Deadline

# Between "as of" and its day an hour may stand: as of 12:00 in the night of.
NEAR = 7
# "After a further round of talks between the two general staffs,": what a clause waits for is rarely longer.
LONGEST_CONDITION = 20


def deadline_of(days: Days, promise: Promise, bounds: tuple[int, int, int]) -> Deadline | None:
    """When a promise is due: what its clause, opened and begun at the first two bounds, says, or what stands beside."""
    tagged, (opening, first, end) = days.tagged, bounds
    action = max(promise.action, first) if first != promise.first else promise.action
    lead = promise.lead if promise.way == "promise" else None
    named = range(first, promise.lead if promise.way in {"modal", "carrier"} else first)
    waits = _waited_for(tagged, opening)
    found = terms(days, opening, end, days.first(waits) if waits else days.published)
    own = (one for one in found if not _of_something_else(tagged, one, (opening, lead, action), named))
    beside = (terms(days, part.start, part.stop, days.published) for part in _beside(tagged, opening, end))
    best = next(filter(None, map(_firmest, (own, *beside))), None) or _end_of_term(days, first, end)
    return Deadline(tagged.tree.words(best.first, best.end - 1), best.due, best.relation) if best is not None else None


def _firmest(found: Iterator[Term]) -> Term | None:
    return min(found, key=lambda term: term.looseness, default=None)


def is_start(tagged: Tagged, deadline: Deadline, clause: range, subject: int | None) -> bool:
    """Whether the day is the first of a state or an activity, and so no last day: from Saturday, begins at midnight."""
    if deadline.relation != "ON":
        return False
    at = tagged.tree.at(deadline.span.start)
    near = range(at, max(at - NEAR, tagged.start_of(at)) - 1, -1)
    parted = next((i for i in near if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {"and", ";"}), near.stop)
    held = (i for i in clause if i < at and (tagged.words[i] != "hold" or tagged.word(i - 1)[:4] == "take"))
    words = {*(tagged.words[i] for i in held), *([tagged.words[subject]] if subject is not None else ())}
    state = words & (words_of("deadlines", "lulls") | words_of("nouns", "agreements"))
    begun = words & words_of("events", "force") or (state and words & words_of("events", "begin"))
    return bool(begun) or any(_opens_start(tagged, i) for i in range(parted + 1, at + 1))


def _opens_start(tagged: Tagged, at: int) -> bool:
    """Whether words that say from when on stand here, a time right behind them: from, as of, beginning at."""
    length = tagged.phrase(at, words_of("deadlines", "from"))
    timed = (i in tagged.times or tagged.tags[i] in {"CD", "IN"} for i in range(at + length, at + length + 2))
    return length > 0 and any(timed)


def _of_something_else(tagged: Tagged, term: Term, where: tuple[int, int | None, int], named: range) -> bool:
    """Whether a date is that of the promise itself ("agreed on Monday to"), or of a description: seized on 3 May."""
    first, lead, action = where
    # "The winner of the vote on 3 May must".
    if term.looseness > 0 and term.first in named[1:] and tagged.word(term.first - 1) != ",":
        return words_of("deadlines", "nouns").isdisjoint(tagged.words[named.start : term.first])
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


def _beside(tagged: Tagged, first: int, end: int) -> Iterator[range]:
    """The stretches beside a clause that may hold its day, what it waits for on either side: when it sits again on."""
    opened, stop, occasions = _opened(tagged, first), tagged.end_of(end), words_of("deadlines", "occasions")
    phase = not words_of("deadlines", "part").isdisjoint(tagged.words[opened : opened + 4])
    behind = next((at for at in range(end, stop) if tagged.words[at] in {",", ";"}), stop)
    for stretch in (range(end, behind), range(opened, first)):
        verb = next((at for at in stretch if tagged.tags[at] in FINITE_TAG), None)
        ahead = verb is not None and tagged.tags[verb] != "VBD" and tagged.phrase(stretch.start, occasions)
        if 0 < len(stretch) <= LONGEST_CONDITION and (
            ahead or (phase and tagged.words[stretch.start] in {"in", "during"})
        ):
            yield stretch


def _waited_for(tagged: Tagged, first: int) -> range:
    """The words before a clause that tell what it waits for: "Once the text is signed, | the sides have a month to"."""
    # "After which the Front must".
    if tagged.word(first - 1) == "which" and tagged.word(first - 2) in {"after", "upon"}:
        return range(first - 2, first)
    opened = _opened(tagged, first)
    waits = first - opened <= LONGEST_CONDITION and tagged.phrase(opened, words_of("deadlines", "waiting"))
    return range(opened, first if waits else opened)


def _opened(tagged: Tagged, first: int) -> int:
    start = tagged.start_of(first)
    near = range(first - 1, max(start, first - LONGEST_CONDITION - 1), -1)
    return next((at + 1 for at in near if tagged.words[at] == ";"), start)


def _end_of_term(days: Days, first: int, end: int) -> Term | None:
    """The last day of what is valid for so long, counted from the signing that the text tells of, else publication."""
    tagged, nouns = days.tagged, words_of("nouns", "terms")
    noun = next((at for at in range(first, end) if tagged.words[at] in nouns and tagged.tags[at] == "NN"), end)
    times = [at for at in range(noun, end) if at in tagged.times and tagged.timexes[at].type == "DURATION"]
    before = tagged.words[noun : times[0]] if len(times) == 1 else []
    if "for" not in before[-2:] and words_of("forms", "lasting").isdisjoint(before[-1:]):
        return None
    due = days.counted(times[0], days.told(first, "sign") or days.published)
    begin = times[0] - (tagged.word(times[0] - 1) == "for")
    return Term(begin, tagged.times[times[0]], "within", due, "ON_OR_BEFORE") if due is not None else None
