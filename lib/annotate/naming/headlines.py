"""Names in headlines that write every word with a capital, in which a parser takes verbs for names."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from lib.annotate.naming.own_words import words
from lib.annotate.naming.roles import done_by_people
from lib.annotate.tree import read_tree
from lib.codebooks import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

# In a headline of capitals at least so many words stand, and of the longer ones at most one in so many is small.
FEWEST, SMALL = 4, 4
LONG_WORD = 4


def cut_headline(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    """A span up to its first verb or small word in a headline of capitals: "Fitch Cuts Rating" is Fitch."""
    cuts = (i for i in range(start, end) if end - start > 1 and doc[i].lower_ in no_names())
    cut, (starts, headlines) = next(cuts, end), _lines(read_tree(doc).text)
    return start, cut if headlines[bisect_right(starts, doc[start].idx) - 1] else end


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
