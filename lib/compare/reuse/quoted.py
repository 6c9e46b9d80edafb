"""Equal words of one speaker in two articles: neither has them from the other."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from lib.compare.candidates import GRAM, MOST_PLACES
from lib.compare.matching import find_match
from lib.compare.records import Passage
from lib.compare.words import MOST_WORDS, Bounds, Text

# A quote of one word is a word set off, not something said.
SHORTEST_QUOTE = 2
# A quote may be cut, or translated twice: so much of the longer stretch stands in the other too.
LEAST_SHARED = 0.6
# Fewer words than these, out of two longer quotes or told in one text, may be a turn of phrase.
LEAST_PIECE = 8
# A quote in more articles than this is paired with its next neighbours only.
MOST_QUOTING = 24

# A text's number and a run of its words.
Run = tuple[int, Bounds]


def find_shared_quotes(texts: Sequence[Text]) -> dict[Bounds, list[Passage]]:
    """The shared quotes of pairs of texts, by the pair's numbers; words quoted in one and told in the other too."""
    found: dict[Bounds, list[Passage]] = defaultdict(list)
    for (one, mine), (other, its) in _candidates(texts):
        passage = _shared(texts[one], mine, texts[other], its)
        if passage and not any(
            known.a.overlaps(passage.a) or known.b.overlaps(passage.b) for known in found[one, other]
        ):
            found[one, other].append(passage)
    return found


def _candidates(texts: Sequence[Text]) -> Iterator[tuple[Run, Run]]:
    """Runs of words worth comparing, the earlier text's first, at least one of the two quoted: equal quotes first."""
    quotes = [(number, run) for number, text in enumerate(texts) for run in _quote_runs(text)]
    seen: set[tuple[Run, Run]] = set()
    for pair in [*_equal(texts, quotes), *_overlapping(texts, quotes)]:
        if pair not in seen and pair[0][0] != pair[1][0]:
            seen.add(pair)
            yield pair


def _quote_runs(text: Text) -> Iterator[Bounds]:
    """The quotes long enough to count, cut where they are too long to compare at once."""
    for start, end in text.quotes:
        for at in range(start, end, MOST_WORDS):
            if min(at + MOST_WORDS, end) - at >= SHORTEST_QUOTE:
                yield at, min(at + MOST_WORDS, end)


def _equal(texts: Sequence[Text], quotes: Iterable[Run]) -> Iterator[tuple[Run, Run]]:
    places: dict[tuple[str, ...], list[Run]] = defaultdict(list)
    for number, (start, end) in quotes:
        places[texts[number].words[start:end]].append((number, (start, end)))
    for found in places.values():
        for at, run in enumerate(found):
            yield from ((run, other) for other in found[at + 1 : at + 1 + MOST_QUOTING])


def _overlapping(texts: Sequence[Text], quotes: Iterable[Run]) -> Iterator[tuple[Run, Run]]:
    """Quotes that share five words in a row with another quote, or with a sentence."""
    places: dict[tuple[str, ...], set[Run]] = {}
    for number, (start, end) in quotes:
        for at in range(start, end - GRAM + 1):
            places.setdefault(texts[number].words[at : at + GRAM], set()).add((number, (start, end)))
    quoted = {run for runs in places.values() for run in runs}
    for number, text in enumerate(texts):
        runs_of = (list(_quote_runs(text)), text.sentences)
        for at, gram in enumerate(zip(*(text.words[i:] for i in range(GRAM)), strict=False)):
            if gram in places:
                places[gram].add((number, _run_around(runs_of, at)))
    for runs in places.values():
        if 1 < len(runs) <= MOST_PLACES:
            yield from (pair for pair in combinations(sorted(runs), 2) if quoted.intersection(pair))


def _run_around(runs_of: Iterable[Sequence[Bounds]], word: int) -> Bounds:
    """The quote that holds a word, or else its sentence; both are given in order."""
    for runs in runs_of:
        at = bisect_right(runs, word, key=lambda run: run[0]) - 1
        if at >= 0 and runs[at][0] <= word < runs[at][1]:
            return runs[at]
    return word, word + GRAM


def _shared(a: Text, mine: Bounds, b: Text, its: Bounds) -> Passage | None:
    """What two runs share, where it is long enough for what they are, and more than names."""
    words, others = a.words[slice(*mine)], b.words[slice(*its)]
    match = find_match(words, others)
    if match is None or match.containment < LEAST_SHARED:
        return None
    start, end = mine[0] + match.a[0], mine[0] + match.a[1]
    cut = mine in a.quotes and its in b.quotes and match.words >= max(GRAM, LEAST_SHARED * min(len(words), len(others)))
    if not (cut or match.words >= LEAST_PIECE or words == others) or not a.plain_words(range(start, end)):
        return None
    first = a.document.id, a.span(start, end)
    second = b.document.id, b.span(its[0] + match.b[0], its[0] + match.b[1])
    return Passage("shared-quote", *first, *second, match.words)
