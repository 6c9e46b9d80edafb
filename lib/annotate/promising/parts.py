"""The parts of a commitment in words: who is obliged, what is done to what, and on what condition."""

import re
from itertools import islice

from lib.annotate.charting.chart import left_edge
from lib.annotate.charting.doers import ARTICLES, PLURALS, Doers
from lib.annotate.charting.tagged import Tagged
from lib.annotate.promising.spans import Promise, finite_ahead
from lib.codebooks import words_of
from lib.models import Commitment, Obligor

ACTIVE_WAYS = frozenset({"promise", "noun"})
LONGEST_CONDITION = 40
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
    head = _meant(tagged, doers, promise, head)
    return doers.obligor(head, promise.lead if head < promise.lead else tagged.end_of(head))


def _meant(tagged: Tagged, doers: Doers, promise: Promise, head: int) -> int:
    """The head of the words that a pronoun stands for, where it can be who says so: "the union said | it would"."""
    speaker, word = tagged.token(promise.speaker or 0), tagged.words[head]
    if promise.speaker is None or speaker.i > head or speaker.tag_ not in NOUNS:
        return head
    several = speaker.tag_ in PLURALS or tagged.tree.kid(speaker, "conj") is not None
    person = any(m.kind == "PERSON" for m in doers.mentions if m.span.start <= speaker.idx < m.span.end)
    fits = {"they": several, "it": not several and not person, "he": not several, "she": not several}
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
    """The head of the words that name who does what is put in the passive.

    Those after "by"; else whoever is placed, asked or bound, those whose meeting is held, or who promised that there
    will be something.
    """
    action, subject = promise.action, promise.subject
    for at in range(action + 1, end - 1):
        inside = tagged.tree.kid(tagged.token(at), "pobj") if tagged.words[at] == "by" else None
        if inside is not None and inside.tag_ != "CD" and tagged.times.keys().isdisjoint({at + 1, at + 2, inside.i}):
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
    kids = tagged.tree.kids[promise.action]
    words = [promise.action, *(kid.i for kid in kids if kid.dep_ == "prt" and kid.i > promise.action)]
    return " ".join(tagged.token(at).text for at in words)


def object_of(tagged: Tagged, promise: Promise, end: int) -> str | None:
    """What it is done to: the verb's object, or the subject of a passive."""
    found = tagged.tree.kid(tagged.token(promise.action), "dobj", "attr", "dative", "nsubjpass")
    if found is None and _passive(tagged, promise) and promise.subject is not None:
        found = tagged.token(promise.subject)
    if found is None or found.i >= end or found.tag_ in {"WDT", "WP", "EX"}:
        return None
    first, last = left_edge(tagged, found), min(found.right_edge.i, end - 1)
    last = last if found.i > promise.action else min(last, promise.lead - 1)
    while first < last and tagged.words[first] in ARTICLES:
        first += 1
    return tagged.tree.words(first, max(first, last)).exact


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


def deed_of(commitment: Commitment) -> str:
    """What is to be done, or not, in the order that it reads in: a thing before its verb has it done to it.

    >>> from lib.models import Span
    >>> words = "Troops will not be withdrawn"
    >>> deed_of(Commitment(Span(0, 28, words), None, "withdrawn", "Troops", None, "prohibition", None))
    'Troops not withdrawn'
    """
    words, action, thing = commitment.span.exact, commitment.action, commitment.object
    said = frozenset(words.lower().split()) if commitment.modality == "prohibition" else frozenset[str]()
    denied = said & words_of("deeds", "denying") or any(one.endswith(("n't", "n’t")) for one in said)
    not_ = "not " if denied else ""
    if thing is None:
        return f"no {action}" if "no" in said and commitment.obligor is None else f"{not_}{action}"
    if action in words_of("deeds", "being"):
        return thing
    at, deed = words.find(thing), re.compile(rf"\b{re.escape(action)}\b")
    before = at >= 0 and deed.search(words[at:]) and not deed.search(words[:at])
    return f"{thing} {not_}{action}" if before else f"{not_}{action} {thing}"
