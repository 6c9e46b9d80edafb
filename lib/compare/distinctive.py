"""Words that set an outlet apart, and whether there is enough text to say so.

Log-odds with an informative Dirichlet prior: Monroe, Colaresi and Quinn 2008, "Fightin' Words", sections 3.3 to 3.5.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lib.compare.records import DistinctiveWord

Counts = NDArray[np.float64]

# The prior is the words of all the text, weighed as this many words: it shrinks what is rare and leaves what is common.
PRIOR_WORDS = 500
# Halves are drawn so often; one chance in twenty reaches the limit.
SPLITS = 100
CHANCE = 0.95
# With fewer sentences there is nothing to halve.
FEWEST_SENTENCES = 8
# A word seen less often says nothing of an outlet's habits.
FEWEST_COUNT = 3
SEED = 2008

# A number is no word that an outlet is fond of.
_OF_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class OutletWords(NamedTuple):
    """One outlet against the others: its words by z, the z that halves of one text reach, and how much text it has."""

    outlet: str
    words: tuple[DistinctiveWord, ...]
    limit: float | None
    tokens: int

    @property
    def passing(self) -> tuple[DistinctiveWord, ...]:
        """The words beyond what chance reaches; none where there is not enough text."""
        return () if self.limit is None else tuple(word for word in self.words if word.z > self.limit)


class _Text(NamedTuple):
    """All sentences as word numbers, with the number of the sentence of each word, and of the outlet of each sentence.

    `starts` are the numbers of the first sentence of each outlet, and after the last one's.
    """

    words: NDArray[np.int64]
    sentences: NDArray[np.int64]
    outlets: NDArray[np.int64]
    starts: NDArray[np.int64]

    def sizes(self) -> NDArray[np.int64]:
        """How many sentences each outlet has."""
        return np.diff(self.starts)

    def counts(self, vocabulary: int, chosen: NDArray[np.bool_] | None = None) -> Counts:
        """How often each word stands in the chosen sentences, a row an outlet."""
        inside = slice(None) if chosen is None else chosen[self.sentences]
        cells = self.outlets[self.sentences[inside]] * vocabulary + self.words[inside]
        counted = np.bincount(cells, minlength=vocabulary * len(self.sizes()))
        return counted.reshape(len(self.sizes()), vocabulary).astype(np.float64)


def words_of(sentence: str) -> list[str]:
    """The words of a sentence in lower case; numbers are none.

    >>> words_of("The 15-20km-wide zone isn’t new.")
    ['the', 'km-wide', 'zone', "isn't", 'new']
    """
    return [_plain(word) for word in _OF_LETTERS.findall(sentence)]


def places_of(words: Iterable[str], sentence: str) -> list[tuple[str, int, int]]:
    """Where some of `words_of` stand in a sentence; as a part of a longer one they do not.

    >>> places_of(["zone", "edge"], "The zone’s edge is no Zone.")
    [('edge', 11, 15), ('zone', 22, 26)]
    """
    asked = {_plain(word): word for word in words}
    found = ((asked.get(_plain(match[0])), match.span()) for match in _OF_LETTERS.finditer(sentence))
    return [(word, start, end) for word, (start, end) in found if word is not None]


def _plain(word: str) -> str:
    """A word in lower case, with one kind of apostrophe."""
    return word.replace("’", "'").lower()


def find_distinctive(sentences: Mapping[str, Sequence[str]], most: int = 10) -> Iterator[OutletWords]:
    """Each outlet's words by z against all the others; nothing where fewer than two have text.

    `sentences` are outlet to sentences. `limit` is the z that the highest word between two random halves of one
    outlet's text passes one time in twenty, in the outlet or in the rest; None with too few sentences to halve.
    """
    vocabulary, text = _numbered(sentences)
    here = text.counts(len(vocabulary))
    total = here.sum(axis=0)
    if np.count_nonzero(here.sum(axis=1)) < 2:
        return
    prior = PRIOR_WORDS * total / total.sum()
    limits = _limits(text, here, prior)
    for outlet, counts, limit in zip(sentences, here, limits, strict=True):
        apart = 0 < counts.sum() < total.sum()
        scores = log_odds(counts, total - counts, prior) if apart else np.zeros(len(vocabulary))
        yield OutletWords(
            outlet, tuple(_best(outlet, vocabulary, scores, counts, total, most)), limit, int(counts.sum())
        )


def log_odds(here: Counts, there: Counts, prior: Counts) -> Counts:
    """The z of each word's log-odds between two counts of the same words, shrunk towards the prior's.

    Positive is more here. Equations 16, 20 and 22 of the paper.
    """
    with_prior, against = here + prior, there + prior
    return _scores(with_prior, against, float(with_prior.sum()), float(against.sum()))


def _scores(here: Counts, there: Counts, words: float, words_there: float) -> Counts:
    """The z of some words whose counts have the prior added, out of so many words here and there."""
    odds = np.log(here / (words - here)) - np.log(there / (words_there - there))
    return np.asarray(odds / np.sqrt(1 / here + 1 / there), dtype=np.float64)


def _numbered(sentences: Mapping[str, Sequence[str]]) -> tuple[list[str], _Text]:
    """The vocabulary, and the text in its numbers."""
    numbers: dict[str, int] = {}
    lines = [
        [numbers.setdefault(word, len(numbers)) for word in words_of(sentence)]
        for said in sentences.values()
        for sentence in said
    ]
    words = np.fromiter((word for line in lines for word in line), dtype=np.int64)
    at = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    sizes = [len(said) for said in sentences.values()]
    return list(numbers), _Text(words, at, np.repeat(np.arange(len(sizes)), sizes), np.cumsum([0, *sizes]))


def _limits(text: _Text, here: Counts, prior: Counts) -> list[float | None]:
    """For each outlet the z that the highest word between random halves of one text reaches by chance.

    It is the worse of the outlet's own and of that of all the others together; None where either is too short. One
    draw halves every outlet's sentences at once, so that many outlets cost little more than two.
    """
    chance = np.random.default_rng(SEED)
    own, rest = np.zeros((2, SPLITS, len(here)))
    total = here.sum(axis=0)
    for split in range(SPLITS):
        half = text.counts(len(prior), _halves(text, chance))
        every = half.sum(axis=0)
        for at, (counts, whole) in enumerate(zip(half, here, strict=True)):
            own[split, at] = _highest(counts, whole - counts, prior)
            rest[split, at] = _highest(every - counts, (total - every) - (whole - counts), prior)
    sizes = text.sizes()
    enough = (sizes >= FEWEST_SENTENCES) & (sizes.sum() - sizes >= FEWEST_SENTENCES)
    reached = np.maximum(np.quantile(own, CHANCE, axis=0), np.quantile(rest, CHANCE, axis=0))
    return [float(limit) if told else None for limit, told in zip(reached, enough, strict=True)]


def _halves(text: _Text, chance: np.random.Generator) -> NDArray[np.bool_]:
    order = np.lexsort((chance.random(len(text.outlets)), text.outlets))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return np.asarray(place - text.starts[text.outlets] < text.sizes()[text.outlets] // 2)


def _highest(one: Counts, other: Counts, prior: Counts) -> float:
    """The highest z of a word that stands often enough in one of two halves."""
    often = one >= FEWEST_COUNT
    sizes = one.sum() + prior.sum(), other.sum() + prior.sum()
    return float(_scores(one[often] + prior[often], other[often] + prior[often], *sizes).max()) if often.any() else 0.0


def _best(
    outlet: str, vocabulary: Sequence[str], scores: Counts, here: Counts, total: Counts, most: int
) -> Iterator[DistinctiveWord]:
    """The words with the highest z that stand here often enough."""
    order = [int(at) for at in np.argsort(-scores, kind="stable") if here[at] >= FEWEST_COUNT and scores[at] > 0]
    for at in order[:most]:
        there = total[at] - here[at]
        elsewhere = 1000 * there / max(1.0, float(total.sum() - here.sum()))
        rate = 1000 * here[at] / float(here.sum())
        yield DistinctiveWord(
            outlet, vocabulary[at], float(scores[at]), int(here[at]), int(there), float(rate), float(elsewhere)
        )
