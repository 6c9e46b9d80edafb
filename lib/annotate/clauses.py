"""From a commitment to the clause of a known agreement that it reports."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.stems import stem, stems
from lib.models import Agreement, Clause, Commitment

# The weight of a word that only one clause has; what several share weighs less, as in inverse document frequency.
RAREST = 2.4
# One distinctive phrase of two words, or its verb and one word, reaches this; a single common word does not.
LEAST_SCORE = 3.0
# Where the sentence names only a party, which has other agreements too, more of the clause must be said.
LEAST_SCORE_BY_PARTY = 7.0
# The best clause must lead the next by this much, or the report could be of either.
LEAST_MARGIN = 0.2
# A deed that is itself a term's word tells most about which clause is meant.
DEED_BONUS = 1.5
# A ban matched by what is no ban, or the other way round.
CONTRARY = 0.4
NAME = re.compile(r"\b[A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class _Point:
    """One clause as it is compared: its phrases as sets of stems, how rare each stem is, and whether it forbids."""

    key: str
    phrases: tuple[frozenset[str], ...]
    weights: Mapping[str, float]
    ban: bool


@dataclass(frozen=True, slots=True)
class _Points:
    """An agreement as it is compared: its clauses, and the names without one of which nothing is about it."""

    points: tuple[_Point, ...]
    names: tuple[frozenset[str], ...]
    parties: tuple[frozenset[str], ...]

    def least_score(self, told: Collection[str]) -> float | None:
        """What a clause must reach in a sentence with these names; None where none is the agreement's."""
        if any(name <= set(told) for name in self.names):
            return LEAST_SCORE
        return LEAST_SCORE_BY_PARTY if any(party <= set(told) for party in self.parties) else None


def resolve_clause(commitment: Commitment, sentence: str, agreements: Sequence[Agreement]) -> str | None:
    """The clause that a commitment reports, as "agreement-id/clause-id", or None.

    The commitment's words are compared with each clause's terms; the sentence must hold a name of the agreement. What
    matches no clause well, or two alike, gets None.

    >>> from lib.models import Span
    >>> clause = Clause("patrols", "7", "The armies patrol together.", None, ("joint patrols", "Idlib"))
    >>> agreement = Agreement("some-deal", "Some deal", (), None, "", (clause,))
    >>> words = "they will run joint patrols in Idlib"
    >>> commitment = Commitment(Span(0, len(words), words), None, "run", "patrols", None, "obligation", None)
    >>> resolve_clause(commitment, words, [agreement])
    'some-deal/patrols'
    """
    told = _told(sentence)
    words = frozenset(stems(commitment.span.exact))
    scored = [
        (score, point.key)
        for agreement in map(_points, agreements)
        if (least := agreement.least_score(told)) is not None
        for point in agreement.points
        if (score := _score(point, words, commitment)) >= least
    ]
    best = sorted(scored, reverse=True)[:2]
    clear = len(best) == 1 or (best and best[0][0] - best[1][0] >= LEAST_MARGIN)
    return best[0][1] if clear else None


def _told(sentence: str) -> frozenset[str]:
    """The stems of a sentence's words that have a capital."""
    return frozenset(stem(word) for word in re.findall(r"\w+", sentence) if NAME.match(word))


def _score(point: _Point, words: Collection[str], commitment: Commitment) -> float:
    """How well a commitment's words answer to one clause's terms."""
    matched = {word for phrase in point.phrases if phrase <= set(words) for word in phrase}
    deed = {stem(word) for word in commitment.action.lower().split()}
    score = sum(point.weights[word] * (DEED_BONUS if word in deed else 1.0) for word in matched)
    return score * (1.0 if point.ban == _forbids(commitment) else CONTRARY)


def _forbids(commitment: Commitment) -> bool:
    """Whether a commitment is one not to do something, or to stop it."""
    stopping = {stem(word) for word in words_of("verbs", "refrain", "stopping")}
    return commitment.modality == "prohibition" or stem(commitment.action.lower().partition(" ")[0]) in stopping


@lru_cache(maxsize=64)
def _points(agreement: Agreement) -> _Points:
    """An agreement made ready for comparing."""
    phrases = {clause.id: tuple(_phrases(clause)) for clause in agreement.clauses}
    spread = Counter(word for found in phrases.values() for word in frozenset().union(*found))
    clauses = len(agreement.clauses)
    weights = {word: RAREST * log(1 + clauses / count) / log(1 + clauses) for word, count in spread.items()}
    points = tuple(
        _Point(
            f"{agreement.id}/{clause.id}",
            phrases[clause.id],
            weights,
            any(term.startswith("no ") for term in clause.terms),
        )
        for clause in agreement.clauses
    )
    names = {frozenset(stems(term)) for clause in agreement.clauses for term in clause.terms if NAME.match(term)}
    parties = tuple(frozenset(stems(party.replace("-", " "))) for party in agreement.parties)
    return _Points(points, tuple(names), parties)


def _phrases(clause: Clause) -> Iterator[frozenset[str]]:
    """The terms of a clause as sets of stems, names left out."""
    for term in clause.terms:
        if not NAME.match(term) and (phrase := frozenset(stems(term))):
            yield phrase
