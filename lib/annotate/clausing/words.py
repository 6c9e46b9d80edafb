"""A sentence's words as they are compared: by stem, and where a verb or noun names a known deed, by that deed."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lib.annotate.charting.words import words_of
from lib.codebooks import load_words
from lib.text.stems import stem
from lib.text.words import WORD

# Marks a key that stands for a deed in any of its forms.
DEED = "="
STOP = DEED + "stop"
_PARTS = re.compile(r"[^-]+")


class Word(NamedTuple):
    """One word with its key; `at` counts words, `capital` where it begins with one; offsets as in `read_words`."""

    key: str
    at: int
    start: int
    end: int
    capital: bool


def read_words(text: str, offset: int = 0, *, joining: bool = False) -> tuple[Word, ...]:
    """The words of a text in order, those that only join left out unless asked for; with a hyphen also part by part.

    >>> [word.key for word in read_words("They pulled out the heavy weapons of Idlib")]
    ['=withdraw', 'heavy', 'weapo', 'idlib']
    """
    return tuple(_words(text, offset, frozenset() if joining else words_of("clauses", "joining")))


def keys_of(text: str) -> frozenset[str]:
    """The keys of a text's words."""
    return frozenset(word.key for word in read_words(text))


def deeds_in(keys: Collection[str]) -> frozenset[str]:
    """The families of the deeds among some words' keys: to close a road is of one family with reopening it.

    >>> deeds_in(keys_of("the roads were closed")) == deeds_in(keys_of("traffic is restored"))
    True
    """
    families = _families()
    return frozenset(families[key] for key in keys if key in families)


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """What a word is compared by: the deed that it is a form of, else its stem's stem.

    >>> key_of("weapon"), key_of("weapons"), key_of("withdrawal"), key_of("held")
    ('weapo', 'weapo', '=withdraw', 'hold')
    """
    return _deed_keys().get(word.lower()) or stem(stem(word))


def _words(text: str, offset: int, left_out: Collection[str]) -> Iterator[Word]:
    for at, found in enumerate(WORD.finditer(text)):
        exact, start = found[0], offset + found.start()
        if exact.lower() in left_out:
            continue
        yield Word(key_of(exact), at, start, start + len(exact), exact[0].isupper())
        if "-" in exact:
            for part in _PARTS.finditer(exact):
                begin = start + part.start()
                yield Word(key_of(part[0]), at, begin, begin + len(part[0]), part[0][0].isupper())


@lru_cache(maxsize=1)
def _deed_keys() -> Mapping[str, str]:
    """Each form of a deed in one word, and each past form that no ending gives away, to its key."""
    table = load_words("deeds")
    keys = {form: stem(verb) for verb, forms in table["irregular"].items() for form in forms}
    keys |= dict.fromkeys(table["stopping"]["forms"], STOP)
    keys |= {form: DEED + row["name"] for row in table["deed"] for form in row["forms"] if " " not in form}
    return keys


@lru_cache(maxsize=1)
def _families() -> Mapping[str, str]:
    return {DEED + row["name"]: row["family"] for row in load_words("deeds")["deed"]}
