"""Words that set an outlet apart, and whether there is enough text to say so.

Log-odds with an informative Dirichlet prior: Monroe, Colaresi and Quinn 2008, "Fightin' Words", sections 3.3 to 3.5.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


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
    """Sentences as word numbers, and the number of the sentence of each."""

    words: NDArray[np.int64]
    sentences: NDArray[np.int64]
    size: int

    def counts(self, chosen: NDArray[np.bool_], vocabulary: int) -> Counts:
        """How often each word stands in the chosen sentences."""
        inside = self.words[chosen[self.sentences]]
        return np.bincount(inside, minlength=vocabulary).astype(np.float64)


def words_of(sentence: str) -> list[str]:
    """The words of a sentence in lower case; numbers are none.

    >>> words_of("The 15-20km-wide zone isn’t new.")
    ['the', 'km-wide', 'zone', "isn't", 'new']
    """
    return [word.replace("’", "'").lower() for word in _WORD.findall(sentence)]


def find_distinctive(sentences: Mapping[str, Sequence[str]], most: int = 10) -> Iterator[OutletWords]:
    """Each outlet's words by z against all the others; nothing where fewer than two have text.

    `sentences` are outlet to sentences. `limit` is the z that the highest word between two random halves of one
    outlet's text passes one time in twenty, in the outlet or in the rest; None with too few sentences to halve.
    """
    vocabulary, texts = _numbered(sentences)
    if sum(1 for text in texts.values() if len(text.words)) < 2:
        return
    everything = np.concatenate([text.words for text in texts.values()])
    total = np.bincount(everything, minlength=len(vocabulary)).astype(np.float64)
    prior = PRIOR_WORDS * total / total.sum()
    for outlet, text in texts.items():
        here = np.bincount(text.words, minlength=len(vocabulary)).astype(np.float64)
        scores = log_odds(here, total - here, prior) if 0 < here.sum() < total.sum() else np.zeros(len(vocabulary))
        rest = _joined([other for name, other in texts.items() if name != outlet])
        limit = _limit((text, rest), prior)
        yield OutletWords(outlet, tuple(_best(outlet, vocabulary, scores, here, total, most)), limit, int(here.sum()))


def log_odds(here: Counts, there: Counts, prior: Counts) -> Counts:
    """The z of each word's log-odds between two counts of the same words, shrunk towards the prior's.

    Positive is more here. Equations 16, 20 and 22 of the paper.
    """
    with_prior, against = here + prior, there + prior
    odds = np.log(with_prior / (with_prior.sum() - with_prior)) - np.log(against / (against.sum() - against))
    return np.asarray(odds / np.sqrt(1 / with_prior + 1 / against), dtype=np.float64)


def _numbered(sentences: Mapping[str, Sequence[str]]) -> tuple[list[str], dict[str, _Text]]:
    """The vocabulary, and each outlet's text in its numbers."""
    numbers: dict[str, int] = {}
    texts = {}
    for outlet, said in sentences.items():
        lines = [[numbers.setdefault(word, len(numbers)) for word in words_of(sentence)] for sentence in said]
        words = np.array([word for line in lines for word in line], dtype=np.int64)
        at = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        texts[outlet] = _Text(words, at.astype(np.int64), len(lines))
    return list(numbers), texts


def _joined(texts: Sequence[_Text]) -> _Text:
    """Several texts as one."""
    starts = np.cumsum([0, *(text.size for text in texts)])
    sentences = [text.sentences + start for text, start in zip(texts, starts, strict=False)]
    return _Text(np.concatenate([text.words for text in texts]), np.concatenate(sentences), int(starts[-1]))


def _limit(texts: Sequence[_Text], prior: Counts) -> float | None:
    """The z that the highest word between random halves of one text reaches by chance, in the worse of the texts."""
    halved = [_halves(text, prior) for text in texts if text.size >= FEWEST_SENTENCES]
    return max(halved) if len(halved) == len(texts) else None


def _halves(text: _Text, prior: Counts) -> float:
    """The limit of one text, over sentences drawn at random with a fixed seed."""
    chance = np.random.default_rng(SEED)
    highest = []
    for _ in range(SPLITS):
        half = chance.permutation(text.size) < text.size // 2
        one, other = text.counts(half, len(prior)), text.counts(~half, len(prior))
        often = one >= FEWEST_COUNT
        highest.append(float(log_odds(one, other, prior)[often].max()) if often.any() else 0.0)
    return float(np.quantile(highest, CHANCE))


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
