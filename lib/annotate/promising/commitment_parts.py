"""The parts of a commitment in words: who is obliged, what is done to what, and on what condition."""

import re
from collections.abc import Sequence
from functools import cache

from lib.annotate.charting.doers import ARTICLES, Doers
from lib.annotate.charting.subjects import left_edge
from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.clause_spans import finite_ahead
from lib.annotate.promising.promise_filters import frames_of
from lib.annotate.promising.promises import Promise
from lib.models import Commitment, Mention, Obligor
from lib.text.words import any_of

PASSIVES = frozenset({"auxpass"})
ACTIVE_WAYS = frozenset({"promise", "noun"})
LONGEST_CONDITION = 40
THIRD_PERSONS = frozenset({"it", "he", "she", "they"})
PLURALS = frozenset({"NNS", "NNPS"})
NOUNS = frozenset({"NN", "NNP"}) | PLURALS


def obligor_of(tagged: Tagged, doers: Doers, promise: Promise, end: int) -> Obligor | None:
    """Who has to do it, or may not; None for a passive without "by", a thing that is only there, and a deal itself."""
    head = _agent(tagged, promise, end) if _passive(tagged, promise) else promise.subject
    if promise.subject is not None and tagged.tags[promise.subject] == "EX":
        head = head or _who_promised(tagged, promise)
    if head is None or tagged.tags[head] == "EX" or _deal_itself(tagged, promise, head):
        return None
    head = _meant(tagged, doers.mentions, promise, head)
    return doers.obligor(head, promise.lead if head < promise.lead else tagged.end_of(head))


def _meant(tagged: Tagged, mentions: Sequence[Mention], promise: Promise, head: int) -> int:
    """The head of the words that a pronoun stands for, where it can be who says so: "the union said | it would"."""
    frames = frames_of(tagged, promise.clause) if tagged.words[head] in THIRD_PERSONS else []
    if not frames or frames[0].lower_ not in words_of("frames", "speaking") or frames[0].i > head:
        return head
    speaker = tagged.tree.kid(frames[0], "nsubj")
    if speaker is None or speaker.i > frames[0].i or speaker.tag_ not in NOUNS:
        return head
    several = speaker.tag_ in PLURALS or tagged.tree.kid(speaker, "conj") is not None
    person = any(m.kind == "PERSON" for m in mentions if m.span.start <= speaker.idx < m.span.end)
    fits = {"they": several, "it": not several and not person}.get(tagged.words[head], not several)
    return speaker.i if fits else head


def _deal_itself(tagged: Tagged, promise: Promise, head: int) -> bool:
    """Whether it is the agreement that is said to do it: "the accord gives Kenyan boats 400 licences"."""
    done = tagged.tree.kid(tagged.token(promise.action), "dobj") is not None
    return done and head == promise.subject and tagged.words[head] in words_of("nouns", "agreements")


def _passive(tagged: Tagged, promise: Promise) -> bool:
    """Whether the deed is done to its subject, or there only is something."""
    if promise.way in ACTIVE_WAYS:
        return False
    there = promise.subject is not None and tagged.tags[promise.subject] == "EX"
    helped = any(kid.dep_ in PASSIVES for kid in tagged.tree.kids[promise.action])
    bare = promise.way == "form" and promise.lead == promise.action
    if promise.way == "headline" and tagged.tags[promise.action].startswith("NN"):
        return True
    return there or ((helped or bare) and tagged.tags[promise.action] == "VBN")


def _agent(tagged: Tagged, promise: Promise, end: int) -> int | None:
    """The head of the words that name who does what is put in the passive.

    Those after "by", of its clause or behind one set in between; whose meeting it is; who is placed, asked or bound.
    """
    for at in range(promise.action + 1, tagged.end_of(promise.action) - 1):
        inside = tagged.tree.kid(tagged.token(at), "pobj") if tagged.words[at] == "by" else None
        if inside is None or inside.tag_ == "CD" or {at + 1, at + 2, inside.i} & tagged.times.keys():
            continue
        if at < end - 1 or (tagged.token(at).dep_ == "agent" and tagged.token(at).head.i == promise.action):
            return inside.i
    return _whose(tagged, promise)


def _whose(tagged: Tagged, promise: Promise) -> int | None:
    """The subject of a passive where it is who acts: stationed, asked, bound; or those whose meeting is held."""
    subject = tagged.token(promise.subject) if promise.subject is not None else None
    if subject is None or subject.tag_ == "EX":
        return None
    if tagged.words[promise.action] in words_of("verbs", "placing"):
        return subject.i
    if (host := _host(tagged, promise)) is not None:
        return host
    if subject.lower_ not in words_of("nouns", "gatherings"):
        return None
    ties = (kid for kid in tagged.tree.kids[subject.i] if kid.lower_ in {"of", "between", "with"})
    return next((inside.i for tie in ties if (inside := tagged.tree.kid(tie, "pobj")) is not None), None)


def _who_promised(tagged: Tagged, promise: Promise) -> int | None:
    """Who accepted, or promised, that there will be something."""
    above = tagged.token(promise.clause).head
    subject = tagged.tree.kid(above, "nsubj") if above.lower_ in words_of("promises", "obligation") else None
    return subject.i if subject is not None and subject.i < above.i else None


def _host(tagged: Tagged, promise: Promise) -> int | None:
    """Who is said to hold what is to be held: with Guinea as its host, under a Chilean as chairman."""
    for at in range(promise.action + 1, tagged.end_of(promise.action) - 2):
        if tagged.words[at] == "as" and not words_of("nouns", "hosts").isdisjoint(tagged.words[at + 1 : at + 4]):
            return at - 1 if tagged.tags[at - 1].startswith("N") else None
    return None


def action_of(tagged: Tagged, promise: Promise) -> str:
    """The verb as it stands, with its particle: "handed over", "pull out"."""
    words = [promise.action]
    words += [kid.i for kid in tagged.tree.kids[promise.action] if kid.dep_ == "prt" and kid.i > promise.action]
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
    after = range(promise.action + 1, min(end + 2, stop))
    opener = next((at for at in after if _opens_condition(tagged, at)), None)
    if opener is None and promise.first > start and tagged.words[start] in words_of("joints", "conditions"):
        opener = start if _opens_condition(tagged, start) else None
    if opener is None:
        return None
    last = _end_of_condition(tagged, opener, promise.first if opener < promise.first else stop)
    return tagged.tree.words(opener, last - 1).exact if last > opener else None


def _opens_condition(tagged: Tagged, at: int) -> bool:
    """Whether a word opens a condition with a finite verb, or an inverted "should"."""
    if tagged.words[at] not in words_of("joints", "conditions") or tagged.words[at] in {"only", "whether", "lest"}:
        return False
    if tagged.words[at] == "should":
        return tagged.tag(at + 1) not in {"VB", "RB"}
    return finite_ahead(tagged, at)


def _end_of_condition(tagged: Tagged, opener: int, stop: int) -> int:
    """The end of a condition: the next comma, semicolon or full stop."""
    near = range(opener + 1, min(stop, opener + LONGEST_CONDITION))
    return next((at for at in near if tagged.words[at] in {",", ";", "."}), near.stop)


def deed_of(commitment: Commitment) -> str:
    """What is to be done, or not, in the order that it reads in: a thing before its verb has it done to it.

    >>> from lib.models import Span
    >>> words = "Troops will not be withdrawn"
    >>> deed_of(Commitment(Span(0, 28, words), None, "withdrawn", "Troops", None, "prohibition", None))
    'Troops not withdrawn'
    """
    words, action, thing = commitment.span.exact, commitment.action, commitment.object
    banned = commitment.modality == "prohibition"
    not_ = "not " if banned and _denied().search(words) else ""
    if thing is None:
        nothing = banned and commitment.obligor is None and any_of(words_of("deeds", "none")).search(words)
        return f"{nothing[0].lower()} {action}" if nothing else f"{not_}{action}"
    if action in words_of("deeds", "being"):
        return thing
    return f"{thing} {not_}{action}" if _stands_before(words, thing, action) else f"{not_}{action} {thing}"


def _stands_before(words: str, thing: str, action: str) -> bool:
    """Whether the deed is named after what it is done to, and nowhere before it."""
    at, deed = words.find(thing), re.compile(rf"\b{re.escape(action)}\b")
    return at >= 0 and bool(deed.search(words[at:])) and not deed.search(words[:at])


@cache
def _denied() -> re.Pattern[str]:
    ends = words_of("deeds", "denying_endings")
    return re.compile(rf"\b(?:{'|'.join(words_of('deeds', 'denying'))})\b|(?:{'|'.join(ends)})\b", re.IGNORECASE)
