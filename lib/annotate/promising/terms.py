"""Several terms in one clause: a verb left out before a second date, and participles that lean on a passive."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lib.annotate.charting.subjects import SUBJECT_PARTS, left_edge
from lib.annotate.charting.tagged import FINITE_TAG, NOMINAL_TAG, REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.promises import Promise

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = FINITE_TAG | {"VB", "VBN", "VBG"}
NAMING = (NOMINAL_TAG - {"DT", "$"}) | {"RB"}
# ", four years late, and": what stands between a date and the next term is no longer.
ASIDE = 5


def second_terms(tagged: Tagged, first: int, end: int, action: int) -> Iterator[int]:
    """Where a second thing with a date of its own begins: "Kalbajar by 15 November and | Lachin by 1 December"."""
    dated = list(_ends_of_days(tagged, action, end))
    for (_, stop), (later, _) in pairwise(dated):
        if later not in tagged.times:
            continue
        joints = (i for i in range(later - 1, stop - 1, -1) if tagged.words[i] in {"and", ","})
        joint = next(joints, None)
        if (
            joint is None
            or tagged.word(joint + 1) == "or"
            or joint < first
            or later - joint > REACH
            or not _close(tagged, stop, joint)
        ):
            continue
        placed = _placed(tagged, stop) and _placed(tagged, tagged.times[later])
        if _names_and_dates(tagged, joint + 1, later, placed=placed):
            yield joint + 1


def _ends_of_days(tagged: Tagged, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each time expression begins and ends, and each word for "at once"."""
    for at in range(first, end):
        if at in tagged.times:
            yield at, tagged.times[at]
            continue
        now = words_of("deadlines", "at_once")
        length = next((n for n in (2, 1) if " ".join(tagged.words[at : at + n]) in now), 0)
        if length:
            yield at, at + length


def _close(tagged: Tagged, stop: int, joint: int) -> bool:
    """Whether a joint follows a date at once, or after a short aside without verb."""
    between = range(stop, joint)
    if "or" in tagged.words[stop:joint]:
        return False
    return joint <= stop + 1 or (len(between) <= ASIDE and not any(_verbal(tagged, i) for i in between))


def _placed(tagged: Tagged, at: int) -> bool:
    """Whether words that say where or for whom follow a date: "by 2025 | in the west", "by 2030 | elsewhere"."""
    return tagged.tag(at) in {"IN", "RB"} and not {at, at + 1, at + 2} & tagged.times.keys()


def _names_and_dates(tagged: Tagged, first: int, later: int, *, placed: bool) -> bool:
    """Whether the words before a date are a name and the date's preposition, and nothing with a verb.

    No preposition is needed before "the next day" or "a week later", and no name where both dates have their place.
    """
    at = later - 1 if tagged.tags[later - 1] == "DT" and later - 1 > first else later
    bare = later if _counts_on(tagged, later) else None
    by = next((i for i in range(at - 1, max(first - 1, at - 4), -1) if _before_date(tagged, i, at)), bare)
    if by is None:
        return False
    between = range(first, by)
    if any(tagged.words[i] in words_of("frames", "guessing") for i in between):
        return False
    named = any(tagged.tags[i] in NAMING for i in between) or (bare is not None and len(between) > 0)
    return (named or (placed and by == first)) and not any(_verbal(tagged, i) for i in between)


def _counts_on(tagged: Tagged, time: int) -> bool:
    """Whether a time stands without a preposition because it counts on from another: the next day, a week later."""
    stepping = word_values("steps").keys() | {"later", "after"}
    return any(tagged.words[i] in stepping for i in range(time, tagged.times[time]))


def _verbal(tagged: Tagged, at: int) -> bool:
    """Whether a token is a verb, or the "to" of one; not "the remaining men", not "to zero"."""
    if tagged.tags[at] == "TO":
        return tagged.infinitive(at) is not None
    return tagged.tags[at] in VERBS and tagged.token(at).dep_ not in {"amod", "compound"}


def _before_date(tagged: Tagged, first: int, end: int) -> bool:
    """Whether the words are all of a preposition that dates what stands before it."""
    words = " ".join(tagged.words[first:end])
    return words in words_of("deadlines", "by", "before", "on", "in", "from", "within") - {"for", "at"}


def dated_participles(tagged: Tagged, promise: Promise) -> Iterator[Promise]:
    """What a passive's "will be" is left out of: "will be restored and a vote | held by December"."""
    if promise.modality != "obligation" or tagged.tags[promise.action] not in {"VBN", "VB"}:
        return
    for joined in _joined_to(tagged, promise):
        if joined.dep_ not in {"conj", "ccomp", "advcl"} or joined.i < promise.action:
            continue
        subject, verb = _with_participle(tagged, joined)
        if subject is None or verb is None or not promise.action < subject.i < verb.i or not _dated(tagged, verb.i):
            continue
        yield Promise(left_edge(tagged, subject), verb.i, verb.i, verb.i, subject.i, "obligation", "joined")


def _joined_to(tagged: Tagged, promise: Promise) -> "Iterator[Token]":
    """What the parser joins to a promise's verb, to its "is", or to its date: "on Friday and | elections held"."""
    yield from tagged.tree.kids[promise.action]
    if promise.clause != promise.action:
        yield from (kid for kid in tagged.tree.kids[promise.clause] if kid.tag_ in {"NN", "NNS", "VBN"})
    for at in range(promise.action + 1, min(promise.action + REACH, tagged.end_of(promise.action))):
        if tagged.in_time(at):
            yield from (kid for kid in tagged.tree.kids[at] if kid.dep_ == "conj" and not tagged.in_time(kid.i))


def _with_participle(tagged: Tagged, joined: "Token") -> "tuple[Token | None, Token | None]":
    """What a joined participle is said of, and it, whichever of them the parser takes for the head."""
    if joined.tag_ in {"NN", "NNS"}:
        verb = tagged.tree.kid(joined, "acl")
        return joined, verb if verb is not None and verb.tag_ == "VBN" else None
    helpers = {kid.dep_ for kid in tagged.tree.kids[joined.i] if not tagged.in_time(kid.i)}
    helped = not helpers.isdisjoint({"aux", "auxpass", "dobj", "mark"})
    return tagged.tree.kid(joined, *SUBJECT_PARTS), None if helped or joined.tag_ not in {"VBN", "VBD"} else joined


def _dated(tagged: Tagged, verb: int) -> bool:
    """Whether a date that may be a last day follows the verb within a few words."""
    near = range(verb + 1, min(verb + ASIDE + 1, tagged.end_of(verb)))
    never = words_of("deadlines", "not_due", "lasting")
    return any(at in tagged.times and (tagged.words[at - 1] not in never or _limited(tagged, verb, at)) for at in near)


def _limited(tagged: Tagged, verb: int, time: int) -> bool:
    """Whether the words between a verb and a time end on a preposition of several words: held no later than | May."""
    return any(_before_date(tagged, first, time) for first in range(verb + 1, time - 1))
