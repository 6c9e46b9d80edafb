"""Where a text speaks of something agreed, promised or ordered: decided once an article, and once a paragraph.

A plain "will" foretells more often than it binds. Only where something agreed is spoken of is it read as a commitment.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby

from lib.annotator import Annotator
from lib.codebooks import words_of
from lib.models import Passage, Sentence, Span
from lib.text.words import WORD

# What the words of each list weigh.
WEIGHTS = {"outright": 3.0, "with_one": 1.0, "matters": 0.5}
# So much a word over the whole text, and so much around a paragraph. Measured on 54 reports of agreements and 120 of
# other news: around every commitment of the former more is reached.
ENOUGH, ENOUGH_AROUND = 0.015, 0.02
# A text of fewer words says too little to tell.
FEWEST = 60
# So many words on either side of the middle of a paragraph are what stands around it.
AROUND = 150


def find_passages(text: str, sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Each paragraph of a text in order, with whether it speaks of something agreed, and the words that say so.

    >>> from lib.text.sentences import find_sentences
    >>> text = "The pact was signed."
    >>> [(p.agreed, p.reason) for p in find_passages(text, list(find_sentences(text)))]
    [(True, 'pact, signed')]
    """
    spans = [_span(text, list(group)) for _, group in groupby(sentences, lambda sentence: sentence.paragraph)]
    said = [[word.lower() for word in WORD.findall(span.exact) if len(word) > 1] for span in spans]
    # The weight of all words up to each.
    weighed = [0.0, *accumulate(_weights().get(word, 0.0) for words in said for word in words)]
    length = len(weighed) - 1
    spoken = weighed[-1] >= ENOUGH * length
    for span, words, end in zip(spans, said, accumulate(map(len, said)), strict=True):
        first = max(0, min(end - len(words) // 2 - AROUND, length - 2 * AROUND))
        around = weighed[first : first + 2 * AROUND + 1]
        near = around[-1] - around[0] >= ENOUGH_AROUND * (len(around) - 1)
        reason = ", ".join(dict.fromkeys(word for word in words if word in _weights()))
        yield Passage(span, length < FEWEST or (spoken and near), reason)


def _span(text: str, sentences: Sequence[Sentence]) -> Span:
    start, end = sentences[0].span.start, sentences[-1].span.end
    return Span(start, end, text[start:end])


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return {word: weight for key, weight in WEIGHTS.items() for word in words_of("spoken_of", key)}


def agreed_at(passages: Sequence[Passage], offset: int) -> bool:
    """Whether the paragraph at an offset speaks of something agreed; so where nothing is known of it."""
    at = bisect_right(passages, offset, key=lambda passage: passage.span.start) - 1
    return at < 0 or passages[at].agreed


ANNOTATOR = Annotator("passages", Passage, ("text", "sentences"), find_passages)
