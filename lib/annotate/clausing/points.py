"""What reports are compared by: words by stem or by the deed they name, and agreements made ready for it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from lib.codebooks import load_words, words_of
from lib.models import Agreement, Clause
from lib.text.stems import stem
from lib.text.words import WORD

# Marks a key that stands for a deed in any of its forms.
DEED = "="
STOP = DEED + "stop"
_PARTS = re.compile(r"[^-]+")
# What is "weapons-free" is not freed.
_WITHOUT = "free"
# The weight of a word that only one clause has; what several share weighs less, as in inverse document frequency.
RAREST = 2.4
NAME = re.compile(r"\b[A-ZÀ-Þ]")
# A term that begins so makes its clause a ban.
BANNING = "no "


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
    >>> [word.key for word in read_words("a weapons-free strip")]
    ['weaponsfr', 'weapo', 'strip']
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
                if begin == start or part[0].lower() != _WITHOUT:
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


@dataclass(frozen=True, slots=True)
class Point:
    """One clause as it is compared.

    `phrases` are its terms as sets of keys, `details` the words of its text that are no names, `weights` how rare
    each word is among the clauses, `deeds` the families of what is to be done by it, `ban` whether it forbids that.
    """

    key: str
    phrases: tuple[frozenset[str], ...]
    details: frozenset[str]
    weights: Mapping[str, float]
    deeds: frozenset[str]
    ban: bool


@dataclass(frozen=True, slots=True)
class PointName:
    """A name as written, and the keys of its words with a capital and of those without."""

    written: str
    capitals: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Points:
    """One agreement as it is compared; nothing without one of its `names`, or at least a party's, is about it.

    `keys` are all that any phrase holds, `signed` the year of signing.
    """

    points: tuple[Point, ...]
    names: tuple[PointName, ...]
    parties: tuple[PointName, ...]
    keys: frozenset[str]
    signed: int | None

    def named(self, capitals: Collection[str], keys: Collection[str]) -> list[PointName]:
        """The agreement's names among a text's words, `capitals` being the keys of those with a capital."""
        return [name for name in self.names if name.capitals <= set(capitals) and name.others <= set(keys)]


@lru_cache(maxsize=64)
def points_of(agreement: Agreement) -> Points:
    """An agreement made ready for comparing."""
    phrases = {clause.id: tuple(_phrases(clause)) for clause in agreement.clauses}
    names = tuple(_names(agreement))
    parties = tuple(_name(party.replace("-", " ").title()) for party in agreement.parties)
    known = frozenset[str]().union(*(name.capitals for name in (*names, *parties)))
    texts = {clause.id: keys_of(clause.text) - known for clause in agreement.clauses}
    weights = _weights({key: (text,) for key, text in texts.items()}) | _weights(phrases)
    points = tuple(
        Point(
            f"{agreement.id}/{clause.id}",
            phrases[clause.id],
            texts[clause.id],
            weights,
            deeds_in(texts[clause.id].union(*phrases[clause.id])),
            any(term.startswith(BANNING) for term in clause.terms),
        )
        for clause in agreement.clauses
    )
    keys = frozenset(key for found in phrases.values() for phrase in found for key in phrase)
    return Points(points, names, parties, keys, agreement.signed.year if agreement.signed else None)


def _weights(sets: Mapping[str, tuple[frozenset[str], ...]]) -> dict[str, float]:
    """How much each word tells: most where one clause alone has it."""
    spread = Counter(key for found in sets.values() for key in frozenset[str]().union(*found))
    return {key: RAREST * log(1 + len(sets) / count) / log(1 + len(sets)) for key, count in spread.items()}


def _phrases(clause: Clause) -> Iterator[frozenset[str]]:
    """The terms of a clause as sets of keys, names left out."""
    for term in clause.terms:
        if not NAME.match(term) and (phrase := keys_of(term)):
            yield phrase


def _names(agreement: Agreement) -> Iterator[PointName]:
    """The names among the terms, each once, and the agreement's title."""
    terms = (term for clause in agreement.clauses for term in clause.terms if NAME.match(term))
    yield from (_name(written) for written in dict.fromkeys([agreement.title, *terms]) if NAME.match(written))


def _name(written: str) -> PointName:
    words = [
        word for word in read_words(written) if not (word.key.startswith(DEED) or "-" in written[word.start : word.end])
    ]
    capitals = frozenset(word.key for word in words if word.capital)
    return PointName(written, capitals, frozenset(word.key for word in words) - capitals)
