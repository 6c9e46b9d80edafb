"""Which articles are about an agreement: decided once an article, from its parties, its names and its day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from lib.agreement.reported.vocabulary import keys_in
from lib.codebooks import word_set
from lib.gazetteer import load_gazetteer
from lib.models import Agreement

# Of the parties, half must be named; of the names that stand in the agreement alone, one in so many, and so many do.
HALF, NAMES = 0.5, 2
# What is reported earlier than this before the signing is of something else.
EARLIER = timedelta(14)
CAPITALS = 2


def is_about(agreement: Agreement, words: Iterable[str], published: date | None) -> bool:
    """Whether an article is about an agreement; `words` are those that it holds, with capitals as they stand."""
    if agreement.signed and published and published < agreement.signed - EARLIER:
        return False
    held = {key for word in words for key in _names_of(word)}
    parties = [names for party in agreement.parties if (names := _telling(party))]
    named = sum(bool(names & held) for names in parties)
    known = _names_in(agreement.text or " ".join(clause.text for clause in agreement.clauses))
    return named >= max(1, HALF * len(parties)) and len(known & held) >= min(NAMES, len(known))


def _telling(party: str) -> frozenset[str]:
    """What of a party's name tells it apart: not that it is a government or a front."""
    return frozenset(_all_names(party)) or frozenset(keys_in(party))


def _all_names(text: str) -> Iterator[str]:
    for word in text.split():
        yield from _names_of(word.strip("(),.;:“”\"'’"))


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
    inside = (word for before, word in zip(words, words[1:], strict=False) if before[-1:] not in '.:;”"')
    return frozenset(key for word in inside for key in _names_of(word.strip("(),.;:“”\"'’")) if len(word) > CAPITALS)
