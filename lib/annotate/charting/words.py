"""The commitments codebook as sets that a rule can ask: which words promise, oblige, forbid or allow."""

from functools import lru_cache

from lib.codebooks import load_words


@lru_cache(maxsize=256)
def words_of(section: str, *keys: str) -> frozenset[str]:
    """The words of one or more lists of a section of the codebook; of all its lists where none is named.

    >>> "neither" in words_of("nouns", "no_one")
    True
    """
    table = load_words("commitments")[section]
    return frozenset(word for key in keys or table for word in table[key])
