"""The words of a sentence that a query found: what is marked, and what stands in the middle of a concordance."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from lib.search.analysis import Token, tokens
from lib.search.nodes import Near, Node, Wild, Words, wanted


class Hit(NamedTuple):
    """A stretch of a sentence that one leaf of a query found; `leaf` is its number in the query's order."""

    leaf: int
    start: int
    end: int


Run = tuple[int, int]


def find_hits(text: str, quoted: Sequence[str], node: Node) -> list[Hit]:
    """Every stretch of the sentence that a word, phrase or nearness of the query finds, in the text's order.

    What stands under NOT is not looked for; what is asked for in quotes is found only in the parts `quoted`. Of
    overlapping stretches of one leaf the first stays.
    """
    words = tokens(text)
    places = sorted(_places(text, quoted))
    reach = list(accumulate((end for _, end in places), max))
    hits = []
    for number, leaf in enumerate(wanted(node)):
        if isinstance(leaf, Words | Wild | Near):
            spans = ((words[first].start, words[last - 1].end) for first, last in _runs(words, leaf))
            if leaf.scope == "quoted":
                # Of the parts that begin no later than the stretch, one reaches to its end.
                begun = ((span, bisect_right(places, (span[0], len(text)))) for span in spans)
                spans = (span for span, parts in begun if parts and reach[parts - 1] >= span[1])
            hits += [Hit(number, *span) for span in _apart(spans)]
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _runs(found: Sequence[Token], leaf: Words | Wild | Near) -> Iterator[Run]:
    """The runs of words, by number, that a leaf finds."""
    if isinstance(leaf, Near):
        yield from _near_runs(found, leaf)
    elif isinstance(leaf, Wild):
        pattern = re.compile(leaf.pattern)
        yield from ((at, at + 1) for at, token in enumerate(found) if pattern.fullmatch(token.word))
    else:
        yield from _word_runs([token.word if leaf.exact else token.stem for token in found], leaf.words)


def _word_runs(found: Sequence[str], words: Sequence[Sequence[str]]) -> Iterator[Run]:
    """Where words stand in a row, each one of those that may stand there."""
    first, size = words[0], len(words)
    for at in range(len(found) - size + 1):
        if found[at] in first and all(found[at + after] in words[after] for after in range(1, size)):
            yield at, at + size


def _near_runs(found: Sequence[Token], leaf: Near) -> Iterator[Run]:
    """From one side's first word to the other's last, where both stand near enough; the closest first of each."""
    stems = [token.stem for token in found]
    left, right = (
        sorted(run for side in sides for run in _word_runs(stems, side.words)) for sides in (leaf.left, leaf.right)
    )
    near = [*_followed(left, right, leaf.apart), *_followed(right, left, leaf.apart)]
    for a, b in sorted(near, key=lambda pair: (pair[1][0] - pair[0][1], pair)):
        yield a[0], b[1]


def _followed(ones: Sequence[Run], others: Sequence[Run], apart: int) -> Iterator[tuple[Run, Run]]:
    """Each of the ones with the next of the others, where that begins at most so many words after its end.

    One farther off would hold the next as well, and overlap whatever the next overlaps.
    """
    for one in ones:
        at = bisect_left(others, (one[1], 0))
        if at < len(others) and others[at][0] <= one[1] + apart:
            yield one, others[at]


def _apart(spans: Iterator[Run]) -> list[Run]:
    """The spans, each that overlaps an earlier one left out."""
    kept: list[Run] = []
    for span in spans:
        at = bisect_left(kept, span)
        if all(span[1] <= a or b <= span[0] for a, b in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, span)
    return kept


def _places(text: str, parts: Sequence[str]) -> Iterator[Run]:
    for part in parts:
        at = text.find(part)
        while part and at >= 0:
            yield at, at + len(part)
            at = text.find(part, at + 1)
