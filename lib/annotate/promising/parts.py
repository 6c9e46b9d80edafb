"""The parts of a commitment in words: who is obliged, what is done to what, by when, and on what condition."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from lib.annotate.charting.chart import FINITE_TAG, left_edge
from lib.annotate.charting.doers import ARTICLES, PLURALS, Doers
from lib.annotate.promising.calendars import Days
from lib.annotate.promising.spans import Promise, finite_ahead
from lib.annotate.promising.terms import LOOSENESS, Term, terms
from lib.annotate.tree import Tagged
from lib.codebooks import words_of
from lib.models import Commitment, Deadline, Obligor

ACTIVE_WAYS = frozenset({"promise", "noun"})
LONGEST_CONDITION = 40
# Between "as of" and its day an hour may stand: as of 12:00 in the night of.
NEAR = 7
# "After a further round of talks between the two general staffs,": what a clause waits for is rarely longer.
LONGEST_WAIT = 20
# What a verb is nothing without; so many words of it are told, where as many stand before it at most.
COMPLETING = frozenset({"xcomp", "ccomp", "prep", "acomp", "oprd"})
LONGEST_PART, CLOSE = 12, 3
NOUNS = frozenset({"NN", "NNP"}) | PLURALS


def obligor_of(tagged: Tagged, doers: Doers, promise: Promise, end: int) -> Obligor | None:
    """Who has to do it, or may not; None for a passive without "by", a thing that is only there, and a deal itself."""
    subject = promise.subject
    head = _agent(tagged, promise, end) if _passive(tagged, promise) else subject
    done = tagged.tree.kid(tagged.token(promise.action), "dobj") is not None
    # "The accord gives Kenyan boats 400 licences": it is not the accord that is obliged.
    deal = done and head == subject and head is not None and tagged.words[head] in words_of("nouns", "agreements")
    if head is None or tagged.tags[head] == "EX" or deal:
        return None
    meant = _meant(tagged, doers, promise, head)
    if meant is None or (tagged.words[meant] in words_of("nouns", "lifeless") and tagged.tags[meant][:3] != "NNP"):
        return None
    return doers.obligor(meant, promise.lead if meant < promise.lead else tagged.end_of(meant))


def _meant(tagged: Tagged, doers: Doers, promise: Promise, head: int) -> int | None:
    """The head of the words that a pronoun stands for, where it can be who says so: "the union said | it would".

    "The bank's statement said it" is the bank, "his lawyer said he" the lawyer hardly ever, so None.
    """
    speaker, word = tagged.token(promise.speaker or 0), tagged.words[head]
    if promise.speaker is None or speaker.i > head or speaker.tag_ not in NOUNS:
        return head
    owner = tagged.tree.kid(speaker, "poss")
    if owner is not None and owner.tag_ == "PRP$" and word in {"he", "she"}:
        return None
    if owner is not None and owner.tag_ in NOUNS and (word == "it" or doers.is_named(owner, "PERSON")):
        speaker = owner
    one = speaker.tag_ not in PLURALS and tagged.tree.kid(speaker, "conj") is None
    fits = {"they": not one, "it": one and not doers.is_named(speaker, "PERSON"), "he": one, "she": one}
    return speaker.i if fits.get(word, False) else head


def _passive(tagged: Tagged, promise: Promise) -> bool:
    """Whether the deed is done to its subject, or there only is something."""
    if promise.way in ACTIVE_WAYS:
        return False
    tag = tagged.tags[promise.action]
    helped = tagged.tree.kid(tagged.token(promise.action), "auxpass") is not None
    bare = promise.way == "form" and promise.lead == promise.action
    there = promise.subject is not None and tagged.tags[promise.subject] == "EX"
    named = promise.way == "headline" and tag.startswith("NN")
    return named or there or ((helped or bare) and tag == "VBN")


def _agent(tagged: Tagged, promise: Promise, end: int) -> int | None:
    """The head of the words for who does what is in the passive: after "by", or placed, a host, who meets."""
    action, subject = promise.action, promise.subject
    for at in range(action + 1, end - 1):
        by = tagged.token(at)  # "a step (that was) welcomed by Peru" is another's deed
        own = by.lower_ == "by" and (by.head.i == action or by.head.dep_ not in {"relcl", "acl"})
        inside = tagged.tree.kid(by, "pobj") if own else None
        # Not "cut by 10 million dollars".
        if inside is None or inside.tag_ == "CD" or tagged.tree.kid(inside, "nummod", "quantmod") is not None:
            continue
        if tagged.times.keys().isdisjoint({at + 1, at + 2, inside.i}):
            return inside.i
    if subject is None or tagged.words[action] in words_of("verbs", "placing"):
        return subject
    # "With Guinea as its host".
    hosts = (i for i in range(action + 2, tagged.end_of(action)) if tagged.words[i] in words_of("nouns", "hosts"))
    host = next((i for at in hosts for i in range(at - 4, at - 1) if tagged.words[i + 1] == "as"), None)
    if host is not None and tagged.tags[host].startswith("N"):
        return host
    if tagged.words[subject] not in words_of("nouns", "gatherings"):
        return None
    ties = (kid for kid in tagged.tree.kids[subject] if kid.lower_ in {"of", "between", "with"})
    return next((inside.i for tie in ties if (inside := tagged.tree.kid(tie, "pobj"))), None)


def action_of(tagged: Tagged, promise: Promise) -> str:
    """The verb as it stands, with its particle: "handed over", "pull out"."""
    kids, parted = tagged.tree.kids[promise.action], words_of("verbs", "parted")
    own = (kid.i for kid in kids if kid.dep_ == "prt" or (kid.i == promise.action + 1 and kid.lower_ in parted))
    words = [promise.action, *(at for at in own if at > promise.action)]
    return " ".join(tagged.token(at).text for at in words)


def object_of(tagged: Tagged, promise: Promise, end: int) -> str | None:
    """What it is done to: the verb's object, or the subject of a passive."""
    found = tagged.tree.kid(tagged.token(promise.action), "dobj", "attr", "dative", "nsubjpass")
    if found is None and _passive(tagged, promise) and promise.subject is not None:
        found = tagged.token(promise.subject)
    if found is None or found.i >= end or found.tag_ in {"WDT", "WP", "EX"}:
        return None
    stop = min(at for at in (promise.lead, promise.action, end) if at > found.i)
    first, last = left_edge(tagged, found), min(found.right_edge.i, stop - 1)
    while first < last and tagged.words[first] in ARTICLES:
        first += 1
    return tagged.tree.words(first, max(first, last)).exact


def completed_by(tagged: Tagged, promise: Promise, end: int) -> str:
    """What completes a verb without an object, its day left out: keep | to the route, rely | less on gas."""
    kids, parted = tagged.tree.kids[promise.action], words_of("verbs", "parted")
    near = (kid for kid in kids if kid.i == promise.action + 1)
    behind = 1 + next((kid.i for kid in near if kid.dep_ == "prt" or kid.lower_ in parted), promise.action)
    for tie in kids:
        stop = min(tie.right_edge.i + 1, end, tie.i + LONGEST_PART)
        stop = next((at for at in range(tie.i, stop) if at in tagged.times or tagged.words[at] in {",", ";"}), stop)
        while stop > tie.i and tagged.tags[stop - 1] in {"IN", "DT"}:
            stop -= 1
        if tie.dep_ in COMPLETING and behind <= tie.i < stop:
            near = tie.i - behind <= CLOSE and tagged.times.keys().isdisjoint(range(behind, tie.i))
            return tagged.tree.words(behind if near else left_edge(tagged, tie), stop - 1).exact
    return ""


def condition_of(tagged: Tagged, promise: Promise, end: int) -> str | None:
    """The condition it hangs on, in the text's words: one that opens the sentence, or the next "if" after the deed."""
    start, stop = tagged.tree.sentences[promise.action]
    near = (*range(promise.action + 1, min(end + 2, stop)), *([start] if promise.first > start else []))
    opening = words_of("joints", "conditions") - {"only", "whether", "lest", "should"}
    opens = (at for at in near if tagged.words[at] in opening and finite_ahead(tagged, at))
    inverted = (at for at in near if tagged.words[at] == "should" and tagged.tag(at + 1) not in {"VB", "RB"})
    opener = min((*islice(opens, 1), *islice(inverted, 1)), key=near.index, default=None)
    if opener is None:
        return None
    after = range(opener + 1, min(promise.first if opener < promise.first else stop, opener + LONGEST_CONDITION))
    last = next((at for at in after if tagged.words[at] in {",", ";", "."}), after.stop)
    return tagged.tree.words(opener, last - 1).exact if last > opener else None


def deadline_of(days: Days, promise: Promise, bounds: tuple[int, int, int]) -> Deadline | None:
    """When a promise is due: what its clause, opened and begun at the first two bounds, says, or what stands beside."""
    tagged, (opening, first, end) = days.tagged, bounds
    action = max(promise.action, first) if first != promise.first else promise.action
    lead = promise.lead if promise.way == "promise" else None
    named = range(first, promise.lead if promise.way in {"modal", "carrier"} else first)
    near = range(opening - 1, max(tagged.start_of(opening), opening - LONGEST_WAIT - 1), -1)
    opened = next((at + 1 for at in near if tagged.words[at] == ";"), tagged.start_of(opening))
    waits = _waited_for(tagged, opened, opening)
    found = terms(days, opening, end, days.first(waits) if waits else days.published)
    own = (one for one in found if not _of_something_else(tagged, one, (opening, lead, action), named))
    beside = (terms(days, part.start, part.stop, days.published) for part in _beside(tagged, opened, opening, end))
    firmest = (min(some, key=lambda term: LOOSENESS[term.way], default=None) for some in (own, *beside))
    best = next(filter(None, firmest), None) or _end_of_term(days, first, end)
    return Deadline(tagged.tree.words(best.first, best.end - 1), best.due, best.relation) if best is not None else None


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
    # "From Saturday", not "from the town on Saturday".
    opened = ((i, tagged.phrase(i, words_of("deadlines", "from"))) for i in range(parted + 1, at + 1))
    ahead = (i + length + one for i, length in opened if length for one in (0, 1))
    return bool(begun) or any(i in tagged.times or tagged.tag(i) in {"CD", "IN"} for i in ahead)


def _of_something_else(tagged: Tagged, term: Term, where: tuple[int, int | None, int], named: range) -> bool:
    """Whether a date is that of the promise itself ("agreed on Monday to"), or of a description: seized on 3 May."""
    first, lead, action = where
    # "The winner of the vote on 3 May must".
    if LOOSENESS[term.way] > 0 and term.first in named[1:] and tagged.word(term.first - 1) != ",":
        return words_of("deadlines", "nouns").isdisjoint(tagged.words[named.start : term.first])
    if lead is not None and LOOSENESS[term.way] > 0:
        told = tagged.tags[lead] == "VBD" and term.first < lead
        if told or lead < term.first < action:
            return True
    at = next((i for i in range(term.end - 1, term.first, -1) if i in tagged.times), term.first)
    up = takewhile(lambda one: one.i != action, tagged.token(at).ancestors)
    # "A meeting called for 12 January" has its own day, and so has the deed.
    fixed = words_of("deadlines", "from") | {"called"}
    acl = (one for one in up if one.dep_ in {"relcl", "acl"} and one.lower_ not in fixed)
    described = next((one for one in acl if one.i >= first), None)
    return described is not None and (described.i < action or LOOSENESS[term.way] > 0 or described.tag_ == "VBD")


def _beside(tagged: Tagged, opened: int, first: int, end: int) -> Iterator[range]:
    """The stretches beside a clause that may hold its day, what it waits for on either side: when it sits again on."""
    stop, occasions = tagged.end_of(end), words_of("deadlines", "occasions")
    behind = next((at for at in range(end, stop) if tagged.words[at] in {",", ";"}), stop)
    for stretch in (range(end, behind), range(opened, first)):
        verb = next((at for at in stretch if tagged.tags[at] in FINITE_TAG), None)
        ahead = verb is not None and tagged.tags[verb] != "VBD" and tagged.phrase(stretch.start, occasions)
        if ahead and len(stretch) <= LONGEST_WAIT:
            yield stretch


def _waited_for(tagged: Tagged, opened: int, first: int) -> range:
    """The words before a clause that tell what it waits for: "Once the text is signed, | the sides have a month to"."""
    # "After which the Front must".
    if tagged.word(first - 1) == "which" and tagged.word(first - 2) in {"after", "upon"}:
        return range(first - 2, first)
    waits = first - opened <= LONGEST_WAIT and tagged.phrase(opened, words_of("deadlines", "waiting"))
    return range(opened, first if waits else opened)


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


def deed_of(commitment: Commitment, rest: str = "") -> str:
    """What is to be done, or not, in the order that it reads in: a thing before its verb has it done to it.

    Where it is done to nothing, the `rest` completes it.

    >>> from lib.models import Span
    >>> words = "Troops will not be withdrawn"
    >>> deed_of(Commitment(Span(0, 28, words), None, "withdrawn", "Troops", None, "prohibition", None))
    'Troops not withdrawn'
    """
    words, action, thing = commitment.span.exact, commitment.action, commitment.object
    said = frozenset(words.lower().split()) if commitment.modality == "prohibition" else frozenset[str]()
    not_ = "not " if said & words_of("deeds", "denying") or any(one.endswith(("n't", "n’t")) for one in said) else ""
    if thing is None or thing.lower() in words_of("nouns", "singular"):
        told = f"{not_}{action} {rest or thing or ''}".rstrip()
        return f"no {action}" if "no" in said and commitment.obligor is None else told
    if action in words_of("deeds", "being"):
        return thing
    at, deed = words.find(thing), re.compile(rf"\b{re.escape(action)}\b")
    before = at >= 0 and deed.search(words[at:]) and not deed.search(words[:at])
    return f"{thing} {not_}{action}" if before else f"{not_}{action} {thing}"


def worded(made: Commitment, tagged: Tagged, promise: Promise, end: int) -> Commitment:
    """The commitment with what is to be done."""
    return replace(made, deed=deed_of(made, completed_by(tagged, promise, end)))
