"""The words of a clause or a report as they are compared: stems, deeds, kinds of things, and numbers."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lib.annotate.clausing.points import key_of
from lib.codebooks import load_words, word_set

# Marks a key that stands for a kind of thing, whatever it is called, and one that is a number.
THING, NUMBER = "~", "#"
TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Names from other scripts are spelled with one letter or two.
_DOUBLED = re.compile(r"(.)\1+")
POSSESSIVE = re.compile(r"['’]s?$")


def keys_in(text: str) -> tuple[str, ...]:
    """What the words of a text are compared by, in order; days' names and words that tell nothing left out.

    >>> keys_in("The guerrillas shall surrender sixty guns by 3 May")
    ('~fighters', '=hand over', '#60', '~arms', '#3')
    >>> keys_in("All rebels surrendered 60 weapons")
    ('~fighters', '=hand over', '#60', '~arms')
    >>> keys_in("non-tariff steps near Burdhuubo") == keys_in("non-tariff steps near Burdhubo")
    True
    """
    return tuple(_keys(text))


def _keys(text: str) -> Iterator[str]:
    told_nothing = word_set("things", "plain", "words")
    for found in TOKEN.finditer(text):
        word = POSSESSIVE.sub("", found[0].lower())
        if word[:1].isdecimal():
            yield NUMBER + word.replace(",", "").rstrip(".")
        elif word in load_words("numerals")["small"]:
            yield NUMBER + str(load_words("numerals")["small"][word])
        else:
            parts = _parts(word)
            yield from (_key(part) for part in parts if len(part) > 1 and part not in told_nothing)


def _parts(word: str) -> tuple[str, ...]:
    """A word, and its parts where a hyphen joins some that tell by themselves.

    >>> _parts("ceasefire-line"), _parts("non-tariff"), _parts("follow-up")
    (('ceasefire-line', 'ceasefire', 'line'), ('non-tariff',), ('follow-up',))
    >>> _parts("weapons-free")  # what is without is not freed
    ('weapons-free', 'weapons')
    """
    parts = word.split("-")
    joined = len(parts) == 1 or parts[0] == "non" or parts[-1] in word_set("things", "plain", "words")
    return (word,) if joined else (word, *parts[:-1], *(part for part in parts[-1:] if part != "free"))


@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    return _things().get(word) or _DOUBLED.sub(r"\1", key_of(word))


@lru_cache(maxsize=1)
def _things() -> Mapping[str, str]:
    """Each word for a kind of thing, with the key of the kind."""
    return {word: THING + kind for kind, words in load_words("things")["thing"].items() for word in words}
