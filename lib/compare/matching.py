"""Where two runs of words say the same with some words changed: the best local alignment (Smith and Waterman 1981)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.compare.words import function_words

# A shared content word outweighs three words in which the two differ, a shared function word one at most: so "backed by
# the government" and "backed by the old Syrian government" are one match, and a stray "of" far off joins nothing.
CONTENT, FUNCTION, GAP = 1.0, 0.3, 0.3
# Nothing is joined over a wider gap; and odd text with more pairs of equal words than this is not compared.
WIDEST_GAP, MOST_PAIRS = 12, 900


@dataclass(frozen=True, slots=True)
class Match:
    """Places in two runs of words, half open, and the pairs of equal words between them."""

    a: tuple[int, int]
    b: tuple[int, int]
    pairs: tuple[tuple[int, int], ...]

    @property
    def words(self) -> int:
        """How many words are the same."""
        return len(self.pairs)

    @property
    def containment(self) -> float:
        """The share of the longer side's words that the other side has too, in the same order."""
        return len(self.pairs) / max(self.a[1] - self.a[0], self.b[1] - self.b[0])


def find_match(a: Sequence[str], b: Sequence[str]) -> Match | None:
    """The stretch of `a` and the stretch of `b` that fit each other best, or None where no word is shared.

    >>> match = find_match("he said the zone will be set up".split(), "the wide zone would be set up soon".split())
    >>> match.a, match.b, match.words
    ((3, 8), (2, 7), 4)
    """
    pairs = _equal_words(a, b)
    return match_of(_best_chain(pairs)) if pairs else None


def _equal_words(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, float]]:
    """Every pair of places with the same word, and what sharing it is worth; function words only while they are few."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(b):
        places.setdefault(word, []).append(at)
    light = function_words()
    every = [(i, j, FUNCTION if w in light else CONTENT) for i, w in enumerate(a) for j in places.get(w, ())]
    if len(every) > MOST_PAIRS:
        every = [pair for pair in every if pair[2] == CONTENT]
    return every if len(every) <= MOST_PAIRS else []


def _best_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs, both places ascending, that are worth most after what their gaps cost."""
    scores: list[float] = []
    before: list[int] = []
    numbers: dict[tuple[int, int], int] = {}
    for at, (i, j, worth) in enumerate(pairs):
        # Inside a run of equal words the pair before is the best one to come from, so only a run's first looks about.
        last = numbers.get((i - 1, j - 1), -1)
        best = scores[last] if last >= 0 else 0.0
        if last < 0:
            best, last = _best_before(pairs, scores, i, j)
        numbers[i, j] = at
        scores.append(best + worth)
        before.append(last)
    at = max(range(len(pairs)), key=scores.__getitem__)
    chain = []
    while at >= 0:
        chain.append(pairs[at][:2])
        at = before[at]
    return chain[::-1]


def _best_before(pairs: Sequence[tuple[int, int, float]], scores: Sequence[float], i: int, j: int) -> tuple[float, int]:
    """What the best chain to come from is worth after the gap to two places, and its number; 0 and -1 for none."""
    best, last = 0.0, -1
    for earlier in range(len(scores) - 1, -1, -1):
        p, q, _ = pairs[earlier]
        if p < i - WIDEST_GAP:
            break
        if p < i and q < j:
            gap = i - p if i - p > j - q else j - q  # noqa: FURB136  # a call costs a third of the time here
            score = scores[earlier] - GAP * (gap - 1)
            if score > best:
                best, last = score, earlier
    return best, last


def match_of(pairs: Sequence[tuple[int, int]]) -> Match:
    """The match that runs from the first pair of equal words to the last."""
    (a, b), (a_last, b_last) = pairs[0], pairs[-1]
    return Match((a, a_last + 1), (b, b_last + 1), tuple(pairs))


def without_strays(match: Match, least: int) -> Match:
    """The match without a lone word at an end, parted from the rest by more than one word, where `least` words stay.

    >>> without_strays(match_of([(0, 0), (4, 4), (5, 5)]), least=2).pairs
    ((4, 4), (5, 5))
    """
    pairs = list(match.pairs)
    while len(pairs) > least and _is_far(pairs[-2], pairs[-1]):
        pairs.pop()
    while len(pairs) > least and _is_far(pairs[0], pairs[1]):
        pairs.pop(0)
    return match_of(pairs)


def _is_far(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(other[0] - one[0], other[1] - one[1]) > 2
