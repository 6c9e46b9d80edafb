"""Which sentences of different places may share words: found by an index, so that not all pairs need be compared."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from lib.compare.words import Text, function_words

GRAM = 5
# What stands in more places is a turn of phrase, not a trace of one text in another; so time stays about linear.
MOST_PLACES = 12
# A whole sentence may be republished more widely; past this many articles each is paired with its next neighbours.
MOST_COPIES = 40
# Shared pairs of content words, that near ones make, from which two sentences are worth comparing.
PAIRS_NEEDED = 3
NEAR = 3

# A text's number and a place in it: of a word in `own`, or of a sentence.
WordPlace = tuple[int, int]


def shared_grams(texts: Sequence[Text]) -> Iterator[tuple[WordPlace, WordPlace]]:
    """Pairs of places, in `own`, where the same five words of the writers' own voice begin."""
    places: dict[tuple[str, ...], list[WordPlace]] = defaultdict(list)
    for number, text in enumerate(texts):
        words = text.own_words()
        for at, gram in enumerate(zip(*(words[i:] for i in range(GRAM)), strict=False)):
            places[gram].append((number, at))
    for found in places.values():
        if 1 < len(found) <= MOST_PLACES:
            yield from combinations(found, 2)


def shared_sentences(texts: Sequence[Text]) -> Iterator[tuple[WordPlace, WordPlace]]:
    """Pairs of sentences, of at least five words of the own voice, that are the same word for word."""
    places: dict[tuple[str, ...], list[WordPlace]] = defaultdict(list)
    for number, text in enumerate(texts):
        seen: set[tuple[str, ...]] = set()
        for sentence, words in enumerate(text.said):
            if len(words) >= GRAM and (words not in seen or len(places[words]) == 1):
                seen.add(words)
                places[words].append((number, sentence))
    for found in places.values():
        for at, place in enumerate(found):
            yield from ((place, other) for other in found[at + 1 : at + 1 + MOST_COPIES])


def reworded_sentences(texts: Sequence[Text]) -> Iterator[tuple[WordPlace, WordPlace]]:
    """Pairs of sentences that share rare pairs of content words standing near each other, in any order."""
    light = function_words()
    places: dict[Hashable, list[WordPlace]] = defaultdict(list)
    for number, text in enumerate(texts):
        for sentence, words in enumerate(text.said):
            for pair in _near_pairs([word for word in words if word not in light]):
                places[pair].append((number, sentence))
    yield from _often(places.values())


def _near_pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    """Each word with the few after it, the two in order of the alphabet."""
    steps = range(1, NEAR + 1)
    return {(a, b) if a < b else (b, a) for step in steps for a, b in zip(words, words[step:], strict=False)}


def _often(postings: Iterable[Sequence[WordPlace]]) -> Iterator[tuple[WordPlace, WordPlace]]:
    """The pairs that stand together in enough of the lists that are not too long."""
    short = (places for places in postings if 1 < len(places) <= MOST_PLACES)
    together = Counter(pair for places in short for pair in combinations(places, 2))
    return (pair for pair, times in together.items() if times >= PAIRS_NEEDED)
