"""Which articles are about an agreement: decided once an article, from its parties, its names and its day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from lib.agreement.reported.profiles import profiles_of
from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.codebooks import word_set
from lib.gazetteer import load_gazetteer
from lib.models import Agreement

# What is reported earlier than this before the signing is of something else.
EARLIER = timedelta(14)
CAPITALS = 2
MARKS = "(),.;:“”\"'’"
# The share of the agreement's telling words that an article has, each of its names, all its parties, and none of them.
# Measured on 42 articles about one of six agreements (3.2 and more) and on these agreements beside 2,500 times another
# article, of stories or of other news (less than that).
OF_WORDS, OF_NAME, OF_PARTIES, OF_NO_PARTY, ENOUGH = 10.0, 0.35, 1.0, -2.0, 3.2
# Of more different words than this an article has some of any agreement's by chance.
USUAL = 300


class Judged(NamedTuple):
    """Whether an article is about an agreement, and why, or why not, in words."""

    about: bool
    reason: str


def judge(agreement: Agreement, text: str, published: date | None) -> Judged:
    """Whether an article is about an agreement, and why; `published` is None where it has no day of its own."""
    if agreement.signed and published and published < agreement.signed - EARLIER:
        return Judged(False, f"published more than {EARLIER.days} days before it was signed")
    words = set(text.split())
    held = frozenset(key for word in words for key in _names_of(word.strip(MARKS)))
    names = len(_names_in(agreement.text or " ".join(clause.text for clause in agreement.clauses)) & held)
    parties = [bool(telling & held) for party in agreement.parties if (telling := _telling(party))]
    weights, whole = _weights(agreement)
    said = {key for word in words for key in _keys_of(word)}
    share = sum(weights.get(key, 0.0) for key in said) / whole
    allowed = min(1.0, sqrt(USUAL / max(len(words), 1)))
    named = 0.0 if not parties else OF_PARTIES if all(parties) else 0.0 if any(parties) else OF_NO_PARTY
    about = OF_WORDS * share * allowed + OF_NAME * names + named >= ENOUGH
    reason = "; ".join((*_parties_named(parties), *_share_told(names, share, len(words))))
    return Judged(about, reason if about else f"too little: {reason}")


def _parties_named(parties: Sequence[bool]) -> Iterator[str]:
    """How many of the parties an article names, in words."""
    named, total = sum(parties), len(parties)
    if total == 1:
        yield "names the one party known" if named else "does not name the one party known"
    elif total:
        every = "both parties" if total == 2 else f"all {total} parties"
        yield f"names {every if named == total else f'{named} of {total} parties' if named else 'none of the parties'}"


def _share_told(names: int, share: float, words: int) -> Iterator[str]:
    """How much of an agreement's names and words an article has; in a long one some words stand by chance."""
    yield f"{names} of its names"
    long = ", which count for less in so long an article" if words > USUAL else ""
    yield f"{share:.0%} of its telling words{long}".replace("%", " %")


@lru_cache(maxsize=64)
def _weights(agreement: Agreement) -> tuple[dict[str, float], float]:
    """How much each word of the agreement tells, numbers apart, and all of them."""
    weights: dict[str, float] = {}
    for profile in profiles_of(agreement):
        for key, weight in profile.weights.items():
            if not key.startswith(NUMBER):
                weights[key] = max(weights.get(key, 0.0), weight)
    return weights, max(sum(weights.values()), 1.0)


@lru_cache(maxsize=65536)
def _keys_of(word: str) -> tuple[str, ...]:
    """What a word is compared by; the same few thousand make up most of a corpus."""
    return keys_in(word)


def _telling(party: str) -> frozenset[str]:
    """What of a party's name tells it apart: not that it is a government or a front."""
    return frozenset(_all_names(party)) or frozenset(keys_in(party))


def _all_names(text: str) -> Iterator[str]:
    for word in text.split():
        yield from _names_of(word.strip(MARKS))


@lru_cache(maxsize=65536)
def _names_of(word: str) -> frozenset[str]:
    """A capitalised word as it is compared, a people's name as its country too; nothing for other words."""
    if not word[:1].isupper() or word.lower() in word_set("things", "plain", "bodies"):
        return frozenset()
    demonym = load_gazetteer().demonym(word)
    country = demonym.place.name if demonym is not None and demonym.place is not None else ""
    return frozenset((*keys_in(word), *keys_in(country)))


@lru_cache(maxsize=64)
def _names_in(text: str) -> frozenset[str]:
    """The names of an agreement's text, which begin with a capital in the middle of a sentence."""
    words = text.split()
    inside = (word for before, word in pairwise(words) if before[-1:] not in '.:;”"')
    return frozenset(key for word in inside for key in _names_of(word.strip(MARKS)) if len(word) > CAPITALS)
