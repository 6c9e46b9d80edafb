"""What an agreement's clauses are known by: their own words by how rare they are, and what reports have called them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from typing import NamedTuple

from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.models import Agreement, Clause

# The weight of a word that one clause alone has.
RAREST = 2.4
# A lead-in's words tell half as much as the clause's own, those of the agreement's title or of a party's name less.
OF_LEAD_IN, OF_NAME, OF_NUMBER = 0.5, 0.29, 1.0
# What reports call a clause tells so much beside its own words; fully where so many reports say it.
LEARNED, ENOUGH = 0.6, 2
# Long clauses share more words with any report, so that they count a little less.
LENGTH = 0.074


@dataclass(frozen=True, slots=True)
class Profile:
    """What one clause is known by: `weights` of its words, `who` has to do it, its days, and whether it forbids."""

    clause: Clause
    weights: Mapping[str, float]
    length: float
    who: frozenset[str]
    days: frozenset[date]
    forbids: bool


class Learned(NamedTuple):
    """What the reports of a clause, if any were matched, call it: how often each word, and the days that they give."""

    words: Counter[str]
    days: frozenset[date]


def profiles_of(agreement: Agreement, learned: Sequence[Learned] = ()) -> list[Profile]:
    """A profile of each clause, with what was learned of each."""
    own = [(keys_in(clause.text), keys_in(lead_in(agreement, clause))) for clause in agreement.clauses]
    spread = Counter(key for words, led in own for key in {*words, *led})
    # What the agreement is about, a ceasefire or prisoners, tells clauses apart; where it was made does not.
    named = frozenset(
        key for name in (agreement.title, *agreement.parties) for key in keys_in(name) if key[0].isalpha()
    )
    said = Counter(key for one in learned for key in one.words)
    profiles = []
    for at, (clause, (words, led)) in enumerate(zip(agreement.clauses, own, strict=True)):
        weights = {key: OF_LEAD_IN * _rarity(spread[key], len(own)) for key in led}
        weights |= {key: _rarity(spread[key], len(own)) for key in words}
        length = sqrt(max(sum(weight * weight for weight in weights.values()), 1.0)) ** LENGTH
        for key, count in learned[at].words.items() if learned else ():
            called = LEARNED * _rarity(max(said[key], spread[key]), len(own)) * min(1.0, count / ENOUGH)
            weights[key] = max(weights.get(key, 0.0), called)
        who = frozenset(key for name in clause.obligors for key in keys_in(name))
        days = frozenset(filter(None, (clause.due, clause.starts))) | (learned[at].days if learned else frozenset())
        weighed = {key: weight * _factor(key, named) for key, weight in weights.items()}
        profiles.append(Profile(clause, weighed, length, who, days, clause.modality == "prohibition"))
    return profiles


def lead_in(agreement: Agreement, clause: Clause) -> str:
    """The words that stand over a clause and belong to it: those of its parent, or before the first of its list."""
    if clause.parent is None:
        return ""
    parent = next((other for other in agreement.clauses if other.number == clause.parent), None)
    if parent is not None:
        return parent.text
    first = min(other.start for other in agreement.clauses if other.parent == clause.parent)
    before = max((other.end for other in agreement.clauses if other.end <= first), default=0)
    return agreement.text[before:first]


def _rarity(count: int, clauses: int) -> float:
    """How much a word tells that so many of the clauses have, as in inverse document frequency."""
    return RAREST * log(1 + clauses / count) / log(1 + clauses)


def _factor(key: str, named: frozenset[str]) -> float:
    if key in named:
        return OF_NAME
    return OF_NUMBER if key.startswith(NUMBER) else 1.0
