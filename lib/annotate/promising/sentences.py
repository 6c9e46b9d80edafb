"""The promises of one sentence: those that stand for themselves, those that lean on another, and what is none."""

from collections.abc import Iterator, Mapping, Sequence

from lib.annotate.charting.chart import Chart
from lib.annotate.charting.subjects import SUBJECT_PARTS
from lib.annotate.charting.tagged import FINITE_TAG, REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.clause_spans import INSIDE
from lib.annotate.promising.companions import (
    absolute_clauses,
    beside_states,
    headline_infinitives,
    headline_refusals,
    joined_verbs,
    present_clauses,
    scheduled_presents,
    verbless_items,
)
from lib.annotate.promising.forms import formed_promises
from lib.annotate.promising.openings import LONGEST
from lib.annotate.promising.presents import later_presents, limited_presents, told_as_done
from lib.annotate.promising.promise_filters import holds
from lib.annotate.promising.promised_verbs import names_agreement_under
from lib.annotate.promising.promises import Promise
from lib.annotate.promising.terms import dated_participles

CLIMB = 8
# So many promises back, none is described by this one any more.
NEAR = 8
# What ties a clause to the verb that it completes or describes.
LEADING_IN = INSIDE | {"xcomp", "prep", "pobj", "dobj", "attr", "nsubj", "appos", "advcl"}


def promises_of(
    tagged: Tagged, chart: Chart, found: Sequence[Promise], bounds: tuple[int, int], before: Sequence[Promise]
) -> list[Promise]:
    """The promises of one sentence in order, those that stand for themselves and those that lean on another."""
    first, end = bounds
    held = [promise for promise in found if holds(tagged, promise)]
    held += [p for p in headline_infinitives(tagged, first, end, held) if holds(tagged, p)]
    held += [*headline_refusals(tagged, first, end), *scheduled_presents(tagged, first, end)]
    held += verbless_items(tagged, first, end) if not held else ()
    if not held:
        alone = [p for p in _presents(tagged, first, end, before) if holds(tagged, p)]
        formed = formed_promises(tagged, chart, (first, end), {p.clause for p in alone})
        return sorted([*alone, *(p for p in formed if holds(tagged, p))], key=lambda promise: promise.first)
    held += [joined for promise in held for joined in joined_verbs(tagged, promise)]
    held += [joined for promise in held for joined in dated_participles(tagged, promise)]
    held += [p for p in present_clauses(tagged, first, end, found) if holds(tagged, p)]
    held += [*beside_states(tagged, first, end), *absolute_clauses(tagged, held, end)]
    kept = {promise.action: promise for promise in sorted(held, key=lambda p: p.way == "joined", reverse=True)}
    formed = (
        p
        for p in formed_promises(tagged, chart, (first, end), set(kept) | {p.clause for p in kept.values()})
        if holds(tagged, p)
    )
    kept |= {promise.action: promise for promise in formed}
    kept = {at: p for at, p in kept.items() if not _says_what_follows(tagged, p, kept)}
    ordered = sorted(kept.values(), key=lambda promise: promise.lead)
    outer = [p for n, p in enumerate(ordered) if not any(_inside(tagged, p, q) for q in ordered[max(0, n - NEAR) : n])]
    return sorted(_without_lone_can(tagged, outer, before), key=lambda promise: promise.first)


def _says_what_follows(tagged: Tagged, promise: Promise, kept: Mapping[int, Promise]) -> bool:
    """Whether a promise only brings in a clause that is read by itself: "agreed | that three areas be found"."""
    clause = tagged.tree.kid(tagged.token(promise.action), "ccomp", "acl", "relcl", "advcl")
    if clause is None or clause.i not in kept:
        return False
    if promise.way in {"noun", "demand"} and promise.action == promise.lead:
        mark = tagged.tree.kid(clause, "mark")
        return promise.way == "noun" or (mark is not None and mark.lower_ == "for")
    said = clause.dep_ == "ccomp"
    return said and (
        kept[clause.i].way == "form" or (promise.subject is not None and tagged.words[promise.subject] == "it")
    )


def _presents(tagged: Tagged, first: int, end: int, before: Sequence[Promise]) -> Iterator[Promise]:
    """The present tense of a deal where no other word promises: under a named agreement, or after a promise."""
    if names_agreement_under(tagged, first, end):
        under = (p for p in present_clauses(tagged, first, end, (), under=True) if not told_as_done(tagged, p))
        yield from (*under, *beside_states(tagged, first, end))
        return
    yield from limited_presents(tagged, first, end)
    if before:
        yield from later_presents(tagged, first, end)


def _inside(tagged: Tagged, inner: Promise, outer: Promise) -> bool:
    """Whether a promise only completes or describes the deed of another."""
    if inner.lead <= outer.lead or inner.way in {"absolute", "form", "called"}:
        return False
    if ";" in tagged.words[outer.action : inner.lead]:
        return False
    token = tagged.token(inner.clause)
    # "From which rebels must leave", "after which the Front must": a duty of its own.
    if (
        token.dep_ in {"relcl", "advcl"}
        and inner.way in {"modal", "carrier"}
        and inner.modality in {"obligation", "prohibition"}
    ):
        return False
    for _ in range(CLIMB):
        own = token.dep_ == "advcl" and tagged.tree.kid(token, *SUBJECT_PARTS) is not None
        if own or token.dep_ not in LEADING_IN or token.head.i == token.i:
            return False
        token = token.head
        if token.i in {outer.action, outer.clause} and token.i >= outer.lead:
            return True
    return False


def _without_lone_can(tagged: Tagged, promises: Sequence[Promise], before: Sequence[Promise]) -> list[Promise]:
    """The promises without "can" where nothing else near is promised: mostly it says what is possible."""
    firm = [p for p in promises if not _weak(tagged, p) or _limited(tagged, p)]
    return list(promises) if firm or before else firm


def _limited(tagged: Tagged, promise: Promise) -> bool:
    """Whether a permission runs from or until a date: "can stay until July", "from July on ships can"."""
    after = range(promise.action + 1, min(promise.action + 2 * REACH, tagged.end_of(promise.action)))
    before = range(max(tagged.start_of(promise.first), promise.first - LONGEST), promise.first)
    return promise.modality == "permission" and (_limit_in(tagged, after) or _limit_in(tagged, before))


def _limit_in(tagged: Tagged, stretch: range) -> bool:
    """Whether words like "until" and a date after them stand here, before any comma or verb."""
    limited = False
    for at in stretch:
        if tagged.words[at] in {",", ";", "and", "but"} or tagged.tags[at] in FINITE_TAG:
            return False
        limited = limited or tagged.words[at] in words_of("deadlines", "limits")
        if limited and at in tagged.times:
            return True
    return False


def _weak(tagged: Tagged, promise: Promise) -> bool:
    """Whether a promise rests on "can" alone, or on a state that need not be new: "is banned"."""
    can = tagged.words[promise.lead] in {"can", "ca"} and promise.modality == "permission"
    return can or (promise.way == "carrier" and tagged.words[promise.action] in words_of("states", "prohibition"))
