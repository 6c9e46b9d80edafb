"""Versions of one utterance word by word: what stands in both, what is told in other words, what only one has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from lib.compare.speech.said import Statement
from lib.models import Span

WordKind = Literal["shared", "changed", "only"]

# What one version has in the place of about as many words of the other is another wording of it; else it is added.
MOST_TIMES = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """A run of words of a version that the other does not have so: `changed` or `only` here."""

    span: Span
    kind: WordKind


def wordings(versions: Sequence[Statement]) -> list[tuple[Wording, ...]]:
    """For each version the runs of words in which it is not the first one; for the first, what no other has so.

    >>> from lib.compare.speech.said import Said, find_statements
    >>> texts = "The zone will be 15 km wide", "the zone would be wide and safe"
    >>> said = [Said(t, t, "s", None, None, "He", "indirect", "said", Span(0, len(t), t)) for t in texts]
    >>> [[(run.span.exact, run.kind) for run in runs] for runs in wordings(list(find_statements(said)))]
    [[('will', 'changed'), ('15 km', 'only')], [('would', 'changed'), ('and safe', 'only')]]
    """
    first, others = versions[0], versions[1:]
    kinds = [_kinds(first, other) for other in others]
    nearest = tuple(map(_nearest, zip(*(mine for mine, _ in kinds), strict=True)))
    return [tuple(_runs(first, nearest)), *(tuple(_runs(v, its)) for v, (_, its) in zip(others, kinds, strict=True))]


def _nearest(kinds: Sequence[WordKind]) -> WordKind:
    """What a word of the first version is to the version that is nearest to it there."""
    order: tuple[WordKind, ...] = ("shared", "changed", "only")
    return min(kinds, key=order.index)


def _kinds(a: Statement, b: Statement) -> tuple[list[WordKind], list[WordKind]]:
    """What each word of two versions is to the other version."""
    mine: list[WordKind] = ["only"] * len(a.words)
    its: list[WordKind] = ["only"] * len(b.words)
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        kind = _step_kind(tag, end - start, other_end - other_start)
        mine[start:end] = [kind] * (end - start)
        its[other_start:other_end] = [kind] * (other_end - other_start)
    _mark_moved(a, b, mine)
    _mark_moved(b, a, its)
    return mine, its


def _step_kind(tag: str, length: int, other: int) -> WordKind:
    """What the words of one step of the alignment are to each other."""
    if tag == "equal":
        return "shared"
    few = tag == "replace" and max(length, other) <= MOST_TIMES * min(length, other)
    return "changed" if few else "only"


def _mark_moved(version: Statement, other: Statement, kinds: list[WordKind]) -> None:
    """Words that the other has elsewhere are shared, and those of a sense that it has elsewhere are changed."""
    words = {word for word, key in zip(other.words, other.keyed, strict=True) if key}
    for at, (word, key) in enumerate(zip(version.words, version.keyed, strict=True)):
        if kinds[at] != "shared" and key in other.keys:
            kinds[at] = "shared" if word in words else "changed"


def _runs(version: Statement, kinds: Sequence[WordKind]) -> Iterator[Wording]:
    """The words that are not shared, those of one kind that follow each other as one run."""
    at = 0
    for kind, some in groupby(kinds):
        end = at + len(list(some))
        if kind != "shared":
            start, stop = version.bounds[at][0], version.bounds[end - 1][1]
            exact = version.span.exact[start - version.span.start : stop - version.span.start]
            yield Wording(Span(start, stop, exact), kind)
        at = end
