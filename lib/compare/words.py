"""A text as words that can be compared: spelling evened out, quoted words told from the writer's own."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from lib.annotate.quoting.marks import Marked, find_marked
from lib.codebooks import load_words
from lib.models import Document, Span
from lib.text.sentences import find_sentences
from lib.text.words import find_words

_JOINTS = str.maketrans("", "", "'’‐‑-,")
# American and British spellings made one; what else they hit ("size") they hit in both texts.
_SPELLINGS = (("iz", "is"), ("yz", "ys"), ("our", "or"))
# A sentence is compared in parts of at most so many words, so that odd text cannot make comparing slow.
MOST_WORDS = 120

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one document: each evened out, with its bounds in the text.

    `own` numbers the words of the writer's own voice, `quotes` bounds runs of words between marks, `sentences` bounds
    sentences in words, `spans` in the text, `own_sentences` in places of `own`, and `said` holds the own words of each.
    """

    document: Document
    words: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    own: tuple[int, ...]
    quotes: tuple[Bounds, ...]
    sentences: tuple[Bounds, ...]
    spans: tuple[Span, ...]
    own_sentences: tuple[Bounds, ...]
    said: tuple[tuple[str, ...], ...]
    plain: frozenset[int]

    def span(self, first: int, end: int) -> Span:
        """The stretch of the text from one word up to, without, another; a bracket that it opens is closed."""
        start, stop = self.bounds[first][0], self.bounds[end - 1][1]
        text = self.document.text
        if text[stop : stop + 1] == ")" and text.rfind("(", start, stop) > text.rfind(")", start, stop):
            stop += 1
        return Span(start, stop, text[start:stop])

    def own_words(self) -> tuple[str, ...]:
        """The words of the writer's own voice."""
        return tuple(self.words[at] for at in self.own)

    def plain_words(self, places: Iterable[int]) -> set[str]:
        """Those of some words that are plain."""
        return {self.words[at] for at in places if at in self.plain}


def read_text(document: Document) -> Text:
    """The words of a document, ready to be compared; takes linear time.

    >>> text = 'He hailed a "serious result" on Monday.'
    >>> read_text(Document("d", None, "", None, text, None, None, None, "")).own_words()
    ('he', 'hailed', 'a', 'on', 'monday')
    """
    text = document.text
    bounds = find_words(text)
    starts = [start for start, _ in bounds]
    quotes = [run for mark in _quoted(text) if (run := _run(starts, mark.start, mark.end))[0] < run[1]]
    inside = {word for start, end in quotes for word in range(start, end)}
    own = [word for word in range(len(bounds)) if word not in inside]
    sentences, spans = _sentences(document, starts)
    own_sentences = [_run(own, *part) for part in sentences]
    words = tuple(even(text[start:end]) for start, end in bounds)
    said = tuple(tuple(words[at] for at in own[slice(*part)]) for part in own_sentences)
    light = function_words()
    plain = frozenset(at for at, word in enumerate(words) if word not in light and not text[starts[at]].isupper())
    runs = tuple(quotes), sentences, spans, tuple(own_sentences)
    return Text(document, words, tuple(bounds), tuple(own), *runs, said, plain)


@lru_cache(maxsize=100_000)
def even(word: str) -> str:
    """A word without what spelling may vary: case, hyphens, apostrophes, American or British endings.

    >>> even("De-militarized"), even("demilitarised"), even("People’s"), even("3,000")
    ('demilitarised', 'demilitarised', 'peoples', '3000')
    """
    evened = word.casefold().translate(_JOINTS)
    for one, other in _SPELLINGS:
        evened = evened.replace(one, other)
    return evened


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing when they are shared."""
    return frozenset(map(even, load_words("reuse")["function_words"]))


def _quoted(text: str) -> list[Marked]:
    """What stands between marks; a mark that nothing answers, nor the next paragraph goes on with, opens nothing."""
    marked = find_marked(text)
    goes_on = [*(later.continues for later in marked[1:]), False][: len(marked)]
    return [mark for mark, more in zip(marked, goes_on, strict=True) if mark.closed or mark.continues or more]


def _run(starts: Sequence[int], start: int, end: int) -> Bounds:
    """Which of the ascending numbers lie from `start` up to, without, `end`."""
    return bisect_left(starts, start), bisect_left(starts, end)


def _sentences(document: Document, starts: Sequence[int]) -> tuple[tuple[Bounds, ...], tuple[Span, ...]]:
    """The sentences in words and in the text, cut into pieces of at most `MOST_WORDS`; those without words left out."""
    runs: list[Bounds] = []
    spans: list[Span] = []
    for sentence in find_sentences(document.text, document.body_start):
        span = sentence.span
        start, end = _run(starts, span.start, span.end)
        edges = [span.start, *(starts[at] for at in range(start + MOST_WORDS, end, MOST_WORDS)), span.end]
        if start < end:
            runs += [(at, min(at + MOST_WORDS, end)) for at in range(start, end, MOST_WORDS)]
            spans += [Span(left, right, document.text[left:right]) for left, right in pairwise(edges)]
    return tuple(runs), tuple(spans)
