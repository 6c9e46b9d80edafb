"""Promises without a word that promises: joined verbs, headlines, the present tense of a deal, a verb left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lib.annotate.charting.subjects import SUBJECT_PARTS, left_edge
from lib.annotate.charting.tagged import FINITE_TAG, REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.promises import Promise

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = frozenset({"npadvmod", "dobj", "prep", "attr", "acomp", "prt", "xcomp", "dative", "advmod", "ccomp"})
SEGMENT_ENDS = frozenset({";", ":", ",", "and", "but", "while", "whereas", "—", "–", "|"})
CLOSERS = frozenset({".", "?", "!", "”", '"'})
CONTRASTS = frozenset({"while", "whilst", "whereas", "though", "although"})
JOINING = frozenset({"conj", "ccomp", "advcl", "ROOT", "dep", "parataxis"})
DEPTH = 4
# "No deal." names nothing that is banned.
SHORTEST_ITEM = 5
# What a verb's tag and that of one joined to it make of the latter: will be cut and dropped.
BARE = {("VB", "VBP"): "VB", ("VBN", "VBP"): "VB", ("VBN", "VBD"): "VBN"}


def joined_verbs(tagged: Tagged, promise: Promise) -> Iterator[Promise]:
    """Further deeds of the same doer: "will apply EU rules and stay in the union", "to hold a vote and to invite"."""
    at = promise.action
    for _ in range(DEPTH):
        verb = tagged.tree.kid(tagged.token(at), "conj") or _joined_higher(tagged, promise, at)
        if verb is None or not _of_its_own(tagged, at, verb.i):
            return
        first = verb.i
        while first - 1 > at and (
            tagged.words[first - 1] in {"to", "not", "be", "also"} or tagged.tags[first - 1] == "RB"
        ):
            first -= 1
        modality = promise.modality
        if modality == "prohibition":
            modality = "prohibition" if tagged.negated(first, verb.i) else "obligation"
        yield replace(promise, first=first, action=verb.i, clause=verb.i, modality=modality, way="joined")
        at = verb.i


def _joined_higher(tagged: Tagged, promise: Promise, at: int) -> "Token | None":
    """A bare verb that the parser joins to "is to" itself rather than to its infinitive: "are to go and free"."""
    verb = tagged.tree.kid(tagged.token(promise.clause), "conj") if promise.clause != at else None
    return verb if verb is not None and verb.tag_ in {"VB", "VBP"} and verb.i > at else None


def _of_its_own(tagged: Tagged, at: int, verb: int) -> bool:
    """Whether a joined verb has a complement of its own, as has the one before it, and no helper or subject."""
    kids = tagged.tree.kids[verb]
    unchanged = tagged.words[verb] in words_of("verbs", "unchanged")
    bare = tagged.tags[at] if unchanged else BARE.get((tagged.tags[at], tagged.tags[verb]), tagged.tags[verb])
    if (
        tagged.words[verb] in words_of("frames", "speaking")
        or bare not in {"VB", "VBN"}
        or any(kid.dep_ in SUBJECT_PARTS or kid.tag_ == "MD" for kid in kids)
    ):
        return False
    if any(tagged.words[i] == "or" for i in range(at, verb)) or bare != tagged.tags[at]:
        return False
    before = any(kid.dep_ in COMPLEMENTS and at < kid.i < verb for kid in tagged.tree.kids[at])
    return before and any(kid.dep_ in COMPLEMENTS and kid.i > verb for kid in kids)


def headline_infinitives(tagged: Tagged, first: int, end: int, found: Sequence[Promise]) -> Iterator[Promise]:
    """A headline's "X to do": a noun with an infinitive in a stretch of words without a finite verb."""
    taken = {promise.action for promise in found}
    beside = bool(found)
    for at in range(first + 1, end - 1):
        verb = tagged.infinitive(at)
        if tagged.tags[at] != "TO" or verb is None or verb in taken or tagged.tags[verb] == "VBG":
            continue
        head = at - 1 - (tagged.words[at - 1] == "not")
        begin = _stretch_without_verb(tagged, first, head, beside=beside)
        if begin is None or begin > head or not _stands_alone(tagged, (first, end), begin, verb, beside=beside):
            continue
        for_it = tagged.word(begin - 1) != "for" and tagged.words[head] in words_of("nouns", "for_infinitives")
        if not tagged.tags[head].startswith(("NN", "CD")) or for_it:
            continue
        refrains = tagged.words[head + 1] == "not" or tagged.words[verb] in words_of("verbs", "refrain")
        denied = refrains or tagged.words[begin] in words_of("nouns", "no_one")
        beside = True
        yield Promise(begin, at, verb, verb, head, "prohibition" if denied else "obligation", "headline")


def _stretch_without_verb(tagged: Tagged, first: int, head: int, *, beside: bool) -> int | None:
    """Where the words before a headline's infinitive begin; None where a finite verb stands among them."""
    agreeing = words_of("promises", "with_clause")
    for at in range(head, max(first, head - REACH) - 1, -1):
        word = tagged.words[at]
        if word in {";", ":", "—", "–", "|"} or word in agreeing:
            return at + 1
        if word == "for" and (beside or _after_deadline(tagged, at)):
            return at + 1
        if tagged.tags[at] in FINITE_TAG or tagged.tags[at] in {"TO", "WDT", "WP"}:
            return None
        if word in {"and", "but", ","} and _another_promise(tagged, first, at):
            return at + 1
    return first if head - first < REACH else None


def _after_deadline(tagged: Tagged, at: int) -> bool:
    """Whether a deadline has just been named: "a deadline of 1 May for the customs to"."""
    return "deadline" in tagged.words[max(0, at - REACH // 2) : at]


def _another_promise(tagged: Tagged, first: int, at: int) -> bool:
    """Whether an infinitive or a finite verb stands before this comma or "and", so that it parts two clauses."""
    return any(tagged.tags[i] in FINITE_TAG | {"TO"} for i in range(max(first, at - REACH), at))


def _stands_alone(tagged: Tagged, sentence: tuple[int, int], begin: int, verb: int, *, beside: bool) -> bool:
    """Whether the stretch is a headline or a clause set between semicolons, commas or "and" beside other promises."""
    first, end = sentence
    opener = tagged.words[begin - 1] if begin > first else ""
    if (
        opener == ":"
        or (opener == ";" and beside)
        or (opener == "for" and (beside or _after_deadline(tagged, begin - 1)))
    ):
        return True
    last = end - 1
    while last > first and tagged.tags[last] == "_SP":
        last -= 1
    if tagged.words[last] in CLOSERS:
        return begin > first and beside and tagged.words[begin - 1] in SEGMENT_ENDS
    after = (i for i in range(verb + 1, min(end, verb + 3 * REACH)) if tagged.tags[i] in FINITE_TAG)
    finite = next(after, None)
    return finite is None or any(tagged.words[i] in {",", "as", ":"} for i in range(verb, finite))


def present_clauses(
    tagged: Tagged, first: int, end: int, found: Sequence[Promise], *, under: bool = False
) -> Iterator[Promise]:
    """What a deal says in the present tense beside another promise: "and Pristina ceases to fine drivers".

    Any deed counts where the sentence says that it is under an agreement, else the codebook's and what has a date.
    """
    taken = {promise.lead for promise in found} | {promise.clause for promise in found}
    for at in range(first, end):
        if tagged.tags[at] not in {"VBZ", "VBP"} or at in taken or not _deal_present(tagged, at):
            continue
        subject = _subject(tagged, at)
        if subject is None or subject.i >= at or subject.tag_ in {"WDT", "WP", "EX"} or subject.i < first:
            continue
        if subject.lower_ in {"i", "we", "you", "this", "that"} | words_of("nouns", "outsiders"):
            continue
        if not (under or tagged.words[at] in words_of("present", "deeds") or _dated(tagged, at, end)):
            continue
        own = subject.head.i == at or subject.i == at - 1
        yield Promise(left_edge(tagged, subject) if own else at, at, at, at, subject.i, "obligation", "present")


def scheduled_presents(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """An agreement that begins or ends on a day, in the present tense: "the truce takes effect on Thursday"."""
    for at in range(first, end):
        if tagged.tags[at] in {"VBZ", "VBP"} and tagged.words[at] in words_of("present", "schedule"):
            subject = _subject(tagged, at)
            scheduled = subject is not None and subject.lower_ in words_of("nouns", "agreements", "deeds")
            if (
                scheduled
                and subject is not None
                and subject.i < at
                and _dated(tagged, at, end)
                and not _marked(tagged, at)
                and tagged.word(left_edge(tagged, subject) - 1) not in words_of("joints", "conditions")
            ):
                yield Promise(left_edge(tagged, subject), at, at, at, subject.i, "obligation", "present")


def _dated(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a date that may be a last day, or a "every four years", follows within the clause."""
    for i in range(at + 1, min(at + REACH, end)):
        if i in tagged.times and tagged.word(i - 1) not in words_of("deadlines", "not_due", "lasting"):
            return True
        if tagged.words[i] in {"every", "each"} and i in tagged.times:
            return True
        if tagged.words[i] in {",", ";"} or tagged.tags[i] in FINITE_TAG:
            return False
    return False


def beside_states(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """What a deal does to something in the present beside another promise: "patrolling is suspended"."""
    for at in range(first + 1, end - 1):
        subject = tagged.tree.kid(tagged.token(at + 1), "nsubjpass")
        present = tagged.tags[at] in {"VBZ", "VBP"} and tagged.words[at] in words_of("carriers", "be_now")
        if present and tagged.words[at + 1] in words_of("states", "beside") and subject is not None and subject.i < at:
            yield Promise(left_edge(tagged, subject), at, at + 1, at + 1, subject.i, "obligation", "present")


def headline_refusals(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """What a headline says "no" to: "Russia says no Syria assault"."""
    for at in range(first + 1, end - 2):
        if tagged.words[at] != "no" or tagged.words[at - 1] not in words_of("frames", "speaking"):
            continue
        near = range(at + 1, min(at + 5, end))
        noun = next((i for i in near if tagged.words[i] in words_of("nouns", "forsworn")), None)
        if noun is not None and all(tagged.tags[i].startswith(("NN", "JJ")) for i in range(at + 1, noun)):
            doer = tagged.token(at - 1)
            yield Promise(_saying(tagged, doer, first), at - 1, noun, noun, None, "prohibition", "headline")


def verbless_items(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """What a list or a headline names without a verb: "A meeting of commanders on 30 October", "No escort by ships"."""
    if any(tagged.tags[at] in FINITE_TAG | {"VBN"} for at in range(first, end)):
        return
    begin = next((at for at in range(first, end) if tagged.tags[at][:1].isalpha() and tagged.tags[at] != "LS"), end)
    root = next((at for at in range(begin, end) if tagged.token(at).head.i == at), None)
    if root is None or not tagged.tags[root].startswith("NN") or end - begin < SHORTEST_ITEM:
        return
    if tagged.words[begin] in words_of("nouns", "no_one"):
        yield Promise(begin, root, root, root, None, "prohibition", "headline")
    elif tagged.words[root] in words_of("nouns", "gatherings", "deeds") and any(
        at in tagged.times for at in range(root, end)
    ):
        yield Promise(begin, root, root, root, root, "obligation", "headline")


def _saying(tagged: Tagged, verb: "Token", first: int) -> int:
    """Where the words begin that name who says it, which a headline's refusal keeps."""
    subject = tagged.tree.kid(verb, "nsubj")
    return left_edge(tagged, subject) if subject is not None and first <= subject.i < verb.i else verb.i


def _subject(tagged: Tagged, at: int) -> "Token | None":
    """A present form's subject, which the parser may have joined to what is before: "cities and Pristina ceases".

    That of the form before where two are joined: "Juba cedes the field and | pulls back".
    """
    token, before = tagged.token(at), tagged.token(at - 1) if at else None
    subject = tagged.tree.kid(token, "nsubj")
    if subject is not None:
        return subject
    if before is not None and before.tag_.startswith("NN") and (before.dep_ == "conj" or before.head.i == at):
        return before
    joined = token.dep_ == "conj" and token.head.tag_ == token.tag_ and _completed(tagged, at)
    return tagged.tree.kid(token.head, "nsubj") if joined else None


def _completed(tagged: Tagged, at: int) -> bool:
    return any(kid.dep_ in COMPLEMENTS and kid.i > at for kid in tagged.tree.kids[at])


def _deal_present(tagged: Tagged, at: int) -> bool:
    """Whether a present form states a deed, in a clause joined to others."""
    word, token = tagged.words[at], tagged.token(at)
    if word in words_of("verbs", "stative") or word in words_of("frames", "speaking", "doubting"):
        return False
    return (
        not _marked(tagged, at)
        and token.dep_ in JOINING
        and not any(kid.dep_ in {"aux", "neg", "auxpass"} for kid in tagged.tree.kids[at])
    )


def _marked(tagged: Tagged, at: int) -> bool:
    """Whether a joining word makes a clause one of another: after, if, when, but not while."""
    marks = {kid.lower_ for kid in tagged.tree.kids[at] if kid.dep_ in {"mark", "advmod"} and kid.tag_ in {"IN", "WRB"}}
    return bool(marks - CONTRASTS)


def absolute_clauses(tagged: Tagged, found: Sequence[Promise], end: int) -> Iterator[Promise]:
    """A doer with a participle after a promise: ", Brussels paying 40 million a year for it"."""
    for promise in found:
        for kid in tagged.tree.kids[promise.clause]:
            subject = tagged.tree.kid(kid, "nsubj")
            if (
                kid.tag_ != "VBG"
                or kid.dep_ != "advcl"
                or subject is None
                or not promise.action < subject.i < kid.i < end
            ):
                continue
            if tagged.word(left_edge(tagged, subject) - 1) == ",":
                first = left_edge(tagged, subject)
                yield Promise(first, kid.i, kid.i, kid.i, subject.i, "obligation", "absolute")
