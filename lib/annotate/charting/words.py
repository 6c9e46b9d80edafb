"""The commitments codebook as sets that a rule can ask: which words promise, oblige, forbid or allow."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

from lib.codebooks import load_words
from lib.models import Modality


@lru_cache(maxsize=256)
def words_of(section: str, *keys: str) -> frozenset[str]:
    """The words of one or more lists of a section of the codebook; of all its lists where none is named.

    >>> "neither" in words_of("nouns", "no_one")
    True
    """
    table = load_words("commitments")[section]
    return frozenset(word for key in keys or table for word in table[key])


@lru_cache(maxsize=8)
def modality_of(section: str) -> Mapping[str, Modality]:
    """What each word of a section states, where its lists are named after modalities.

    >>> modality_of("states")["barred"]
    'prohibition'
    """
    table = cast("Mapping[str, Iterable[str]]", load_words("commitments")[section])
    kinds: tuple[Modality, ...] = ("obligation", "permission", "intention", "prohibition")
    return {word: kind for kind in kinds for word in table.get(kind, ())}
