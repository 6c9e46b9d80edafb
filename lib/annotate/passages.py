"""Where a text speaks of something agreed, promised or ordered: decided once an article, and once a paragraph.

A plain "will" foretells more often than it binds. Only where something agreed is spoken of is it read as a commitment.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from lib.annotator import Annotator
from lib.codebooks import words_of
from lib.models import Passage, Sentence, Span
from lib.text.words import WORD

# What the words of each list weigh.
WEIGHTS = {"outright": 3.0, "with_one": 1.0, "matters": 0.5}
# Measured on 54 reports of agreements and 120 of other news: so much a word is reached by all but one of the former,
# and by nine of the latter.
ENOUGH = 0.015
# A text of fewer words says too little to tell.
FEWEST = 100
# A paragraph near one that speaks of it is taken to go on with it.
NEAR = 8


def find_passages(text: str, sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Each paragraph of a text in order, with whether it speaks of something agreed, and the words that say so.

    >>> from lib.text.sentences import find_sentences
    >>> text = "The pact was signed."
    >>> [(p.agreed, p.reason) for p in find_passages(text, list(find_sentences(text)))]
    [(True, 'pact, signed')]
    """
    spans = [_span(text, list(group)) for _, group in groupby(sentences, lambda sentence: sentence.paragraph)]
    said = [_words_of_agreement(span.exact) for span in spans]
    length = sum(1 for span in spans for word in WORD.findall(span.exact) if len(word) > 1)
    weight = sum(_weights()[word] * count for words in said for word, count in words.items())
    spoken = length < FEWEST or weight >= ENOUGH * length
    for at, (span, words) in enumerate(zip(spans, said, strict=True)):
        near = length < FEWEST or any(said[max(0, at - NEAR) : at + NEAR + 1])
        yield Passage(span, spoken and near, ", ".join(words))


def _span(text: str, sentences: Sequence[Sentence]) -> Span:
    start, end = sentences[0].span.start, sentences[-1].span.end
    return Span(start, end, text[start:end])


def _words_of_agreement(text: str) -> Counter[str]:
    """The words that go with an agreement, with how often each stands there."""
    return Counter(word for found in WORD.findall(text) if (word := found.lower()) in _weights())


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return {word: weight for key, weight in WEIGHTS.items() for word in words_of("spoken_of", key)}


def agreed_at(passages: Sequence[Passage], offset: int) -> bool:
    """Whether the paragraph at an offset speaks of something agreed; so where nothing is known of it."""
    at = bisect_right(passages, offset, key=lambda passage: passage.span.start) - 1
    return at < 0 or passages[at].agreed


ANNOTATOR = Annotator("passages", Passage, ("text", "sentences"), find_passages)
