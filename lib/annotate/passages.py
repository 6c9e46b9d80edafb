"""Where a text speaks of something agreed, promised or ordered: decided once an article, and once a paragraph.

A plain "will" foretells more often than it binds. Only where something agreed is spoken of is it read as a commitment.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from lib.annotate.charting.words import words_of
from lib.annotator import Annotator
from lib.models import Passage, Sentence, Span
from lib.text.words import WORD

# What names an agreement outright counts as so many words that only go with one.
OUTRIGHT = 3
# Measured on 54 reports of agreements and 120 of other news: at least one word that goes with an agreement in so many
# is in all but one of the former, and in 16 of the latter.
ONE_IN = 200
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
    length = sum(1 for span in spans for _ in WORD.finditer(span.exact))
    points = sum(count * (OUTRIGHT if word in _outright() else 1) for words in said for word, count in words.items())
    spoken = length < FEWEST or points * ONE_IN >= length
    for at, (span, words) in enumerate(zip(spans, said, strict=True)):
        near = length < FEWEST or any(said[max(0, at - NEAR) : at + NEAR + 1])
        yield Passage(span, spoken and near, ", ".join(words))


def _span(text: str, sentences: Sequence[Sentence]) -> Span:
    start, end = sentences[0].span.start, sentences[-1].span.end
    return Span(start, end, text[start:end])


def _words_of_agreement(text: str) -> Counter[str]:
    """The words that go with an agreement, with how often each stands there."""
    known = _outright() | words_of("spoken_of", "with_one")
    return Counter(word for found in WORD.findall(text) if (word := found.lower()) in known)


@lru_cache(maxsize=1)
def _outright() -> frozenset[str]:
    return words_of("spoken_of", "outright")


ANNOTATOR = Annotator("passages", Passage, ("text", "sentences"), find_passages)
