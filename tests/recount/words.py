"""Words by outlet and their log-odds, from the paper's formulas and one word at a time.

Monroe, Colaresi and Quinn 2008, "Fightin' Words": with the counts y of a word here and there, the prior a of the word
and n and a0 their sums, the log-odds are log((y + a) / (n + a0 - y - a)) here, less the same there (equation 16), their
variance about 1 / (y + a) here and there (20), and z is the one by the root of the other (22).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

import numpy as np

from tests.recount.kept import Recount

PRIOR_WORDS = 500
FEWEST = 3
SPLITS, SEED = 100, 2008
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

Sentences = Mapping[str, Sequence[Counter[str]]]


def outlet_sentences(again: Recount) -> dict[str, list[Counter[str]]]:
    """Outlet's name to the words of each of its kept sentences, in small letters."""
    found: dict[str, list[Counter[str]]] = {again.outlet_name(record): [] for record in again.articles}
    for record, sentence in again.body():
        words = _LETTERS.findall(sentence["text"].lower().replace("’", "'"))
        found[again.outlet_name(record)].append(Counter(words))
    return found


def total(sentences: Sequence[Counter[str]]) -> Counter[str]:
    """How often each word stands in some sentences."""
    return sum(sentences, Counter[str]())


def scores(here: Counter[str], there: Counter[str], whole: Counter[str]) -> dict[str, float]:
    """The z of each word here against there; `whole` is the text that the prior is made of."""
    size = whole.total()
    n_here, n_there = here.total() + PRIOR_WORDS, there.total() + PRIOR_WORDS
    found = {}
    for word, count in whole.items():
        prior = PRIOR_WORDS * count / size
        mine, its = here[word] + prior, there[word] + prior
        odds = log(mine / (n_here - mine)) - log(its / (n_there - its))
        found[word] = odds / sqrt(1 / mine + 1 / its)
    return found


def best_words(here: Counter[str], there: Counter[str], most: int = 10) -> list[tuple[str, float]]:
    """The words with the highest z of those that stand here three times and more."""
    found = scores(here, there, here + there)
    often = [(word, z) for word, z in found.items() if here[word] >= FEWEST and z > 0]
    return sorted(often, key=lambda one: -one[1])[:most]


def chance_limits(sentences: Sentences) -> dict[str, float]:
    """For each outlet the z that one in twenty draws of random halves passes: of its own text, or of all the others'.

    The draws are those of NumPy's generator from the seed; of each outlet the half with the lowest numbers is one.
    """
    whole = total([one for some in sentences.values() for one in some])
    chance = np.random.default_rng(SEED)
    reached: dict[str, tuple[list[float], list[float]]] = {outlet: ([], []) for outlet in sentences}
    for _ in range(SPLITS):
        drawn = iter(chance.random(sum(map(len, sentences.values()))))
        halves = {outlet: _halves(some, [next(drawn) for _ in some]) for outlet, some in sentences.items()}
        one, other = (sum((pair[side] for pair in halves.values()), Counter[str]()) for side in (0, 1))
        for outlet, (mine, its) in halves.items():
            reached[outlet][0].append(_highest(mine, its, whole))
            reached[outlet][1].append(_highest(one - mine, other - its, whole))
    return {outlet: max(float(np.quantile(values, 0.95)) for values in both) for outlet, both in reached.items()}


def _halves(sentences: Sequence[Counter[str]], drawn: Sequence[float]) -> tuple[Counter[str], Counter[str]]:
    """The words of the half with the lowest numbers, and of the rest."""
    order = sorted(range(len(sentences)), key=drawn.__getitem__)
    middle = len(order) // 2
    return total([sentences[at] for at in order[:middle]]), total([sentences[at] for at in order[middle:]])


def _highest(one: Counter[str], other: Counter[str], whole: Counter[str]) -> float:
    """The highest z of a word that stands three times and more in one of two halves; 0 where none does."""
    size, found = whole.total(), []
    n_one, n_other = one.total() + PRIOR_WORDS, other.total() + PRIOR_WORDS
    for word, count in one.items():
        if count >= FEWEST:
            prior = PRIOR_WORDS * whole[word] / size
            mine, its = count + prior, other[word] + prior
            odds = log(mine / (n_one - mine)) - log(its / (n_other - its))
            found.append(odds / sqrt(1 / mine + 1 / its))
    return max(found, default=0.0)
