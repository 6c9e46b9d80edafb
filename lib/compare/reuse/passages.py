"""Passages that stand twice: in two articles, or in one.

Quoted words are the speaker's, so they are masked before the writers' own words are compared (quoted.py has
them). Candidates come from an index of five-word sequences and of rare word pairs; what counts is how much of a stretch
the other side has too (containment), not how alike two whole articles are.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lib.codebooks import load_words
from lib.compare.candidates import WordPlace, reworded_sentences, shared_grams, shared_sentences
from lib.compare.matching import find_match, without_strays
from lib.compare.records import Passage, PassageKind
from lib.compare.reuse.quoted import find_shared_quotes
from lib.compare.words import Bounds, Text, even, read_text
from lib.models import Document

# Fewer shared words are no passage: names with titles, and turns of phrase, are up to seven words long.
LEAST_WORDS = 8
# The share of a reworded stretch's words that the other side has too, in order: the seeds' reworded passages have .62
# to .80, so no more could be asked for without losing one.
LEAST_SHARED = 0.6
# Of the shared words, so many are neither names nor function words: two writers may name the same people in one order.
PLAIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Places in `own` of two texts that say the same; `words` equal ones between them."""

    a: Bounds
    b: Bounds
    words: int

    @property
    def exact(self) -> bool:
        """Whether no word differs."""
        return self.words == self.a[1] - self.a[0] == self.b[1] - self.b[0]

    def repeats(self, other: "_Stretch") -> bool:
        """Whether most of the other's words lie in this one, in either text."""
        return any(
            2 * (min(mine[1], its[1]) - max(mine[0], its[0])) > its[1] - its[0]
            for mine, its in ((self.a, other.a), (self.b, other.b))
        )


def find_passages(documents: Iterable[Document]) -> Iterator[Passage]:
    """Every passage that stands in two of the documents, or twice in one; pair after pair, in the order given.

    Takes time about linear in the number of documents, as long as they are not all the same.

    >>> first = Document("a", None, "", None, "Both armies will patrol the zone from the river to the old bridge.",
    ...                  *(None,) * 3, "")
    >>> second = Document("b", None, "", None, "The two armies would patrol the zone from the river to the bridge.",
    ...                   *(None,) * 3, "")
    >>> [(p.kind, p.words, p.b.exact) for p in find_passages([first, second])]
    [('near', 10, 'armies would patrol the zone from the river to the bridge')]
    """
    texts = [read_text(document) for document in documents]
    stretches = _stretches(texts)
    quotes = find_shared_quotes(texts)
    for pair in sorted(stretches.keys() | quotes.keys()):
        a, b = (texts[number] for number in pair)
        passages = [_passage(a, b, stretch) for stretch in stretches.get(pair, ())]
        yield from sorted([*passages, *quotes.get(pair, ())], key=lambda passage: passage.a.start)


def _stretches(texts: Sequence[Text]) -> dict[Bounds, list[_Stretch]]:
    """What pairs of texts share in the writers' own voice, by the pair's numbers."""
    exact = _exact_runs(texts)
    near = _reworded(texts, exact)
    return {
        pair: found
        for pair in exact.keys() | near.keys()
        if (found := _settled(texts, pair, exact.get(pair, []), near.get(pair, [])))
    }


def _exact_runs(texts: Sequence[Text]) -> dict[Bounds, list[_Stretch]]:
    """The longest runs of equal words, of five and more, around each shared sequence and sentence."""
    runs: dict[Bounds, list[_Stretch]] = defaultdict(list)
    known: dict[tuple[int, int, int], list[_Stretch]] = defaultdict(list)
    words = [text.own_words() for text in texts]
    for (one, i), (other, j) in _seeds(texts):
        beside = known[one, other, j - i]
        if any(run.a[0] <= i < run.a[1] for run in beside):
            continue
        run = _extended(words[one], words[other], i, j)
        beside.append(run)
        if one != other or run.a[1] <= run.b[0]:
            runs[one, other].append(run)
    return runs


def _seeds(texts: Sequence[Text]) -> Iterator[tuple[WordPlace, WordPlace]]:
    yield from shared_grams(texts)
    for (one, i), (other, j) in shared_sentences(texts):
        yield (one, texts[one].own_sentences[i][0]), (other, texts[other].own_sentences[j][0])


def _extended(a: Sequence[str], b: Sequence[str], i: int, j: int) -> _Stretch:
    """The run of equal words around two places, as far as it goes both ways."""
    start = 0
    while start < min(i, j) and a[i - start - 1] == b[j - start - 1]:
        start += 1
    end = 0
    while i + end < len(a) and j + end < len(b) and a[i + end] == b[j + end]:
        end += 1
    return _Stretch((i - start, i + end), (j - start, j + end), start + end)


def _reworded(texts: Sequence[Text], exact: dict[Bounds, list[_Stretch]]) -> dict[Bounds, list[_Stretch]]:
    """Reworded stretches of those sentences that share a run of words, or rare pairs of words."""
    starts = [[start for start, _ in text.own_sentences] for text in texts]
    pairs = set(reworded_sentences(texts))
    for (one, other), runs in exact.items():
        for run in runs:
            at = bisect_right(starts[one], run.a[0]) - 1, bisect_right(starts[other], run.b[0]) - 1
            end = bisect_right(starts[one], run.a[1] - 1) - 1, bisect_right(starts[other], run.b[1] - 1) - 1
            pairs |= {((one, at[0]), (other, at[1])), ((one, end[0]), (other, end[1]))}
    found: dict[Bounds, list[_Stretch]] = defaultdict(list)
    for (one, i), (other, j) in pairs:
        if (one, i) != (other, j):
            stretch = _near(texts[one], i, texts[other], j)
            if stretch:
                found[one, other].append(stretch)
    return found


def _near(a: Text, i: int, b: Text, j: int) -> _Stretch | None:
    """The stretch in which two sentences say the same in part other words, if they do."""
    mine, other = a.said[i], b.said[j]
    if mine == other or sum(map(set(other).__contains__, mine)) < LEAST_WORDS:
        return None
    match = find_match(mine, other)
    if match is None or match.words < LEAST_WORDS or match.containment < LEAST_SHARED:
        return None
    match = without_strays(match, LEAST_WORDS)
    return _Stretch(_moved(match.a, a.own_sentences[i][0]), _moved(match.b, b.own_sentences[j][0]), match.words)


def _settled(texts: Sequence[Text], pair: Bounds, exact: list[_Stretch], near: list[_Stretch]) -> list[_Stretch]:
    """Each stretch once: a run of equal words ends where a reworded stretch begins that goes on further."""
    a, b = (texts[number] for number in pair)
    reworded = [one for one in near if not one.exact]
    runs = [_cut(run, reworded) for run in [*exact, *(one for one in near if one.exact)]]
    kept: list[_Stretch] = []
    for stretch in sorted([*reworded, *runs], key=lambda one: (-one.words, one.a, one.b)):
        if stretch.words >= LEAST_WORDS and _is_told(a, b, stretch) and not any(k.repeats(stretch) for k in kept):
            kept.append(stretch)
    return kept


def _cut(run: _Stretch, reworded: Iterable[_Stretch]) -> _Stretch:
    """The run without the words at its ends that a reworded stretch has too."""
    start, end = run.a
    shift = run.b[0] - start
    for one in reworded:
        (a, a_end), (b, b_end) = one.a, one.b
        if a <= start < a_end and b <= start + shift < b_end:
            start = min(a_end, b_end - shift)
        if a < end <= a_end and b < end + shift <= b_end:
            end = max(a, b - shift)
    end = max(start, end)
    return _Stretch((start, end), (start + shift, end + shift), end - start)


def _is_told(a: Text, b: Text, stretch: _Stretch) -> bool:
    """Whether enough of the shared words are neither names nor function words, nor all of them a stock phrase."""
    run = " ".join(a.words[word] for word in a.own[slice(*stretch.a)])
    if stretch.exact and any(run in phrase for phrase in _stock_phrases()):
        return False
    return len(a.plain_words(a.own[slice(*stretch.a)]) & b.plain_words(b.own[slice(*stretch.b)])) >= PLAIN_WORDS


@cache
def _stock_phrases() -> tuple[str, ...]:
    """What any newspaper writes in these words."""
    return tuple(" ".join(map(even, phrase.split())) for phrase in load_words("reuse")["stock_phrases"])


def _passage(a: Text, b: Text, stretch: _Stretch) -> Passage:
    return Passage(
        _kind(a, b, stretch),
        a.document.id,
        a.span(a.own[stretch.a[0]], a.own[stretch.a[1] - 1] + 1),
        b.document.id,
        b.span(b.own[stretch.b[0]], b.own[stretch.b[1] - 1] + 1),
        stretch.words,
    )


def _kind(a: Text, b: Text, stretch: _Stretch) -> PassageKind:
    if a is b:
        return "within"
    if not stretch.exact:
        return "near"
    whole = max(_in_whole_sentences(a, stretch.a), _in_whole_sentences(b, stretch.b))
    return "verbatim" if 2 * whole >= stretch.words else "partial"


def _in_whole_sentences(text: Text, run: Bounds) -> int:
    """How many words of the run stand in sentences that it holds from end to end."""
    return sum(end - start for start, end in text.own_sentences if run[0] <= start and end <= run[1])


def _moved(bounds: Bounds, by: int) -> Bounds:
    return bounds[0] + by, bounds[1] + by
