"""Names in headlines that write every word with a capital, in which a parser takes verbs for names."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from lib.annotate.naming.own_words import words
from lib.annotate.naming.roles import done_by_people
from lib.annotate.tree import text_of
from lib.codebooks import word_set
from lib.gazetteer import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

# In a headline of capitals at least so many words stand, and of the longer ones at most one in so many is small.
FEWEST, SMALL = 4, 4
LONG_WORD = 4
# Log10 of people.
LARGE = 4.7


def cut_headline(doc: "Doc", start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """A span's names, where it stands in a headline of capitals and nowhere else: "Fitch Cuts Rating" is Fitch.

    It is cut at verbs and small words; of what follows the first of them only places are kept.
    """
    text = text_of(doc)
    if end - start < 2 or not _in_capitals(text, doc[start].idx) or doc[start:end].text in _other_lines(text):
        yield start, end
        return
    cuts = [i for i in range(start, end) if doc[i].lower_ in no_names()]
    bounds = [start - 1, *cuts, end]
    for n, (one, other) in enumerate(pairwise(bounds)):
        if one + 1 < other and (n == 0 or _is_large(doc[one + 1 : other].text, gazetteer)):
            yield one + 1, other


def _is_large(text: str, gazetteer: Gazetteer) -> bool:
    """Whether words name a place that is known without the rest of the text."""
    return any(candidate.prior >= LARGE for candidate in gazetteer.find_places(text)[:1])


def _in_capitals(text: str, at: int) -> bool:
    """Whether the line at an offset is a headline of capitals."""
    starts, headlines = _lines(text)
    return headlines[bisect_right(starts, at) - 1]


@lru_cache(maxsize=1)
def _other_lines(text: str) -> str:
    """The lines of a text that are no headlines of capitals, put together once."""
    return "\n".join(line for line, headline in zip(text.split("\n"), _lines(text)[1], strict=True) if not headline)


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[list[int], list[bool]]:
    """Where each line of a text begins, and whether it is a headline of capitals; asked once a text."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    return starts, [_is_headline(line) for line in lines]


def _is_headline(line: str) -> bool:
    """Whether a line writes every longer word with a capital, but not all in capitals."""
    longer = [word for word in line.split() if len(word) >= LONG_WORD and word[0].isalpha()]
    small = sum(word[0].islower() for word in longer)
    return len(line.split()) >= FEWEST and small * SMALL < len(longer) and not line.isupper() and line[-1:] != "."


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Words that are no part of a name even with a capital: verbs of headlines, prepositions."""
    verbs = done_by_people() | word_set("roles", "verbs_on_powers")
    return verbs | words("place_prepositions") | words("headline_words")
