"""The present tense of a deal where nothing else in the sentence promises, and where it only tells what was done."""

from collections.abc import Iterator

from lib.annotate.charting.tagged import FINITE_TAG, REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.companions import present_clauses
from lib.annotate.promising.promises import Promise


def told_as_done(tagged: Tagged, promise: Promise) -> bool:
    """Whether the sentence below a headline tells its deed as done: "Kenya frees 30 men", "Kenya released 30 men"."""
    end = tagged.end_of(promise.lead)
    if promise.subject is None or end >= len(tagged.words) or tagged.start_of(promise.lead):
        return False
    doer, things = tagged.words[promise.subject], _things(tagged, promise.action)
    for at in range(end, tagged.end_of(end)):
        subject = tagged.tree.kid(tagged.token(at), "nsubj") if tagged.tags[at] == "VBD" else None
        if subject is not None and subject.lower_ == doer and things & _things(tagged, at):
            return True
    return False


def _things(tagged: Tagged, verb: int) -> set[str]:
    """The numbers and nouns of what a verb is done to."""
    thing = tagged.tree.kid(tagged.token(verb), "dobj")
    inside = range(thing.left_edge.i, thing.i + 1) if thing is not None and thing.i > verb else range(0)
    return {tagged.words[at] for at in inside if tagged.tags[at] in {"CD", "NN", "NNS"}}


def later_presents(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """Presents with a limit in the sentence after a promise: "Parliament convenes next Thursday"."""
    for at in range(first, min(first + REACH, end)):
        if tagged.tags[at] in {"VBZ", "VBP"} and tagged.token(at).dep_ in {"ROOT", "ccomp"}:
            limited = any(time in tagged.times for time in range(first, end))
            yield from (c for c in present_clauses(tagged, first, end, ()) if c.lead == at and limited)
            return


def limited_presents(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """A deed in the present tense with its last day, which only a plan has: "both armies pull back by 31 December"."""
    for clause in present_clauses(tagged, first, end, ()):
        near = range(clause.lead + 1, min(clause.lead + 2 * REACH, tagged.end_of(clause.lead)))
        stop = next((i for i in near if tagged.words[i] in {";", ":"} or tagged.tags[i] in FINITE_TAG), near.stop)
        limits = (i for i in range(clause.lead + 1, stop) if i in tagged.times)
        if tagged.words[clause.lead] in words_of("present", "deeds") and any(_at_last(tagged, i) for i in limits):
            yield clause


def _at_last(tagged: Tagged, time: int) -> bool:
    """Whether the words before a date make it a last or a first day: by, no later than, with effect from."""
    before = [" ".join(tagged.words[max(0, time - length) : time]) for length in (1, 2, 3)]
    return any(words in {"by", "by the", "later than", "with effect from"} for words in before)
