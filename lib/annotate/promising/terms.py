"""Several terms in one clause: a verb left out before a second date, and participles that lean on a passive."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.promises import Promise
from lib.annotate.promising.subjects import SUBJECTS, left_edge
from lib.annotate.promising.tagged import FINITE, NOMINAL, REACH, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = FINITE | {"VB", "VBN", "VBG", "TO"}
NAMING = (NOMINAL - {"DT", "CD", "$"}) | {"RB"}
# ", four years late, and": what stands between a date and the next term is no longer.
ASIDE = 5


def second_terms(tagged: Tagged, first: int, end: int, action: int) -> Iterator[int]:
    """Where a second thing with a date of its own begins: "Kalbajar by 15 November and | Lachin by 1 December"."""
    dated = [at for at in range(action, end) if at in tagged.times]
    for earlier, later in pairwise(dated):
        stop = tagged.times[earlier]
        joints = (i for i in range(later - 1, stop - 1, -1) if tagged.words[i] in {"and", ","})
        joint = next(joints, None)
        if joint is None or joint < first or later - joint > REACH or not _close(tagged, stop, joint):
            continue
        if _names_and_dates(tagged, joint + 1, later):
            yield joint + 1


def _close(tagged: Tagged, stop: int, joint: int) -> bool:
    """Whether a joint follows a date at once, or after a short aside without verb."""
    between = range(stop, joint)
    return joint <= stop + 1 or (len(between) <= ASIDE and not any(tagged.tags[i] in VERBS for i in between))


def _names_and_dates(tagged: Tagged, first: int, later: int) -> bool:
    """Whether the words before a date are a name and the date's preposition, and nothing with a verb."""
    at = later - 1 if tagged.tags[later - 1] == "DT" else later
    by = next((i for i in range(at - 1, max(first, at - 4), -1) if _before_date(tagged, i, at)), None)
    if by is None:
        return False
    between = range(first, by)
    return any(tagged.tags[i] in NAMING for i in between) and not any(tagged.tags[i] in VERBS for i in between)


def _before_date(tagged: Tagged, first: int, end: int) -> bool:
    """Whether the words are all of a preposition that dates what stands before it."""
    words = " ".join(tagged.words[first:end])
    return words in words_of("deadlines", "by", "before", "on", "in", "from", "within") - {"for", "at"}


def dated_participles(tagged: Tagged, promise: Promise) -> Iterator[Promise]:
    """What a passive's "will be" is left out of: "will be restored and a vote | held by December"."""
    if promise.modality != "obligation" or tagged.tags[promise.action] not in {"VBN", "VB"}:
        return
    for joined in tagged.tree.kids[promise.action]:
        if joined.dep_ not in {"conj", "ccomp", "advcl"} or joined.i < promise.action:
            continue
        subject, verb = _with_participle(tagged, joined)
        if subject is None or verb is None or not promise.action < subject.i < verb.i or not _dated(tagged, verb.i):
            continue
        yield Promise(left_edge(tagged, subject), verb.i, verb.i, verb.i, subject.i, "obligation", "joined")


def _with_participle(tagged: Tagged, joined: "Token") -> "tuple[Token | None, Token | None]":
    """What a joined participle is said of, and it, whichever of them the parser takes for the head."""
    if joined.tag_ in {"NN", "NNS"}:
        verb = tagged.tree.kid(joined, "acl")
        return joined, verb if verb is not None and verb.tag_ == "VBN" else None
    helped = any(kid.dep_ in {"aux", "auxpass", "dobj"} for kid in tagged.tree.kids[joined.i])
    return tagged.tree.kid(joined, *SUBJECTS), None if helped or joined.tag_ not in {"VBN", "VBD"} else joined


def _dated(tagged: Tagged, verb: int) -> bool:
    """Whether a date with a deadline's preposition follows the verb within a few words."""
    limits = words_of("deadlines", "by", "before", "within")
    near = range(verb + 1, min(verb + ASIDE + 1, tagged.end_of(verb)))
    return any(at in tagged.times for at in near) and any(
        " ".join(tagged.words[i:j]) in limits for i in near for j in range(i + 1, i + 4)
    )
