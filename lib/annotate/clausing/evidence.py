"""What a commitment or a sentence shares with a clause: which words, their weight, and what names the agreement."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lib.annotate.clausing.points import STOP, Point, PointName, Points, Word, deeds_in, key_of, read_words
from lib.codebooks import words_of
from lib.models import Commitment, Sentence, Span

# One distinctive phrase of two words, or its verb and one word, reaches this; a single common word does not.
LEAST_WEIGHT = 3.0
# Where the agreement is named in the sentence before and this one names nothing else, more of the clause must be said.
LEAST_AFTER_NAME = 4.5
# Where the sentence names only a party, which has other agreements too, much more.
LEAST_BY_PARTY = 7.0
# A deed that is itself a term's word tells most about which clause is meant.
DEED_BONUS = 1.5
# A ban matched by what is no ban, or the other way round.
CONTRARY = 0.4
# Words of the clause outside its terms tell half as much; those that many clauses have tell nothing.
DETAIL, LEAST_DETAIL = 0.5, 1.2
# A phrase's words stand at most so many words apart; farther off they belong to different clauses of a sentence.
WIDEST = 10
# "No new military operation", "prevented what would have been an assault".
NEGATED_WITHIN = 6
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class ReportedWords:
    """One sentence as it is compared; `before` is the one before it in its paragraph."""

    def __init__(self, sentence: Sentence, before: "ReportedWords | None") -> None:
        self.text, self.start, self.paragraph = sentence.span.exact, sentence.span.start, sentence.paragraph
        self.before = before if before and before.paragraph == sentence.paragraph else None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, those that only join left out."""
        return read_words(self.text, self.start)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its words are compared by."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """What its words with a capital are compared by."""
        return frozenset(word.key for word in self.words if word.capital)

    @cached_property
    def negations(self) -> list[Word]:
        """Its words that say that something is not so, or is stopped."""
        return [word for word in read_words(self.text, self.start, joining=True) if _negates(word)]

    @cached_property
    def names_nothing(self) -> bool:
        """Whether no word but the first has a capital."""
        return not any(word.capital for word in self.words if word.at)

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """Those of its words that begin within a span."""
        first, last = (bisect_left(self.words, at, key=lambda word: word.start) for at in (span.start, span.end))
        return self.words[first:last]

    def exact(self, first: Word, last: Word) -> str:
        """The text from one word to another."""
        return self.text[first.start - self.start : last.end - self.start]


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a sentence to an agreement, in words, and what a match must then weigh at least."""

    least: float
    words: str


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What is shared with one clause: its key, the words and their weight, and the tie to its agreement."""

    clause: str
    words: tuple[Word, ...]
    weight: float
    tie: Tie

    @property
    def ratio(self) -> float:
        """The weight as a multiple of the least."""
        return self.weight / self.tie.least


def tie_of(points: Points, said: ReportedWords) -> Tie | None:
    """What ties a sentence to an agreement; None where nothing does, or it tells of a year before the signing."""
    if points.signed and any(int(year) < points.signed for year in YEAR.findall(said.text)):
        return None
    if names := points.named(said.capitals, said.keys):
        return Tie(LEAST_WEIGHT, f"names {listed(names)}")
    before = said.before
    if before and said.names_nothing and (names := points.named(before.capitals, before.keys)):
        return Tie(LEAST_AFTER_NAME, f"the sentence before names {listed(names)}")
    if parties := [party for party in points.parties if party.capitals <= said.capitals]:
        return Tie(LEAST_BY_PARTY, f"names only {listed(parties)}, a party")
    return None


def shared_by_promise(promise: Commitment, words: Sequence[Word], point: Point, tie: Tie) -> SharedWords | None:
    """What a commitment's words share with a clause, its deed counting more; None where that is too little."""
    keys = {word.key for word in words}
    matched = {key for phrase in point.phrases if phrase <= keys for key in phrase}
    deed = {key_of(word) for word in promise.action.split()}
    weight = sum(point.weights[key] * (DEED_BONUS if key in deed else 1.0) for key in matched)
    weight *= 1.0 if point.ban == _forbids(promise) else CONTRARY
    if weight < tie.least:
        return None
    return SharedWords(point.key, tuple(word for word in words if word.key in matched), weight, tie)


def shared_by_sentence(words: Sequence[Word], said: ReportedWords, point: Point, tie: Tie) -> SharedWords | None:
    """What `words` of a sentence share with a clause; None where that is too little to report it.

    It must hold a term of the clause and, where the clause is to do something, also the deed, another telling word of
    the clause, or a word for agreeing. A ban must be told as one; what is only wished for or feared is not reported.
    """
    keys_there = {word.key for word in words}
    terms = {word for phrase in point.phrases if phrase <= keys_there for word in _closest(phrase, words)}
    if not terms:
        return None
    first = min((word.at for word in terms if not _negates(word)), default=0)
    negations = [word for word in said.negations if 0 < first - word.at <= NEGATED_WITHIN]
    if (point.ban and not negations) or (_wished(said, first) and not _agreed(said)):
        return None
    keys = {word.key for word in terms}
    details = [word for word in words if _is_detail(word, point, keys)]
    if point.deeds and not (point.deeds & deeds_in(said.keys) or details or _agreed(said)):
        return None
    weight = sum(point.weights[key] for key in keys)
    weight += DETAIL * sum(point.weights[key] for key in {word.key for word in details})
    if weight < tie.least:
        return None
    shared = {*terms, *details, *(negations[-1:] if point.ban else ())}
    return SharedWords(point.key, tuple(sorted(shared, key=lambda word: word.start)), weight, tie)


def listed(names: Iterable[PointName], most: int = 3) -> str:
    """The first few names in a row, "Russia and Turkey" as two: "Idlib, Sochi and Putin"."""
    *rest, last = list(dict.fromkeys(part for name in names for part in name.written.split(" and ")))[:most]
    return f"{', '.join(rest)} and {last}" if rest else last


def shared_words(said: ReportedWords, words: Sequence[Word]) -> Iterator[str]:
    """The shared words as they stand, neighbours together, each once."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.at <= runs[-1][-1].at + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    exacts = (said.exact(run[0], max(run, key=lambda word: word.end)) for run in runs)
    yield from {exact.casefold(): exact for exact in exacts}.values()


def _closest(phrase: Collection[str], words: Sequence[Word]) -> list[Word]:
    """The words that say a phrase nearest together, each being there, or none where they stand too far apart."""
    places = {key: [word for word in words if word.key == key] for key in phrase}
    rarest = min(places.values(), key=len)
    tries = ([min(some, key=lambda word: abs(word.at - base.at)) for some in places.values()] for base in rarest)
    best = min(tries, key=_width)
    return best if _width(best) <= WIDEST else []


def _width(words: Sequence[Word]) -> int:
    return max(word.at for word in words) - min(word.at for word in words)


def _is_detail(word: Word, point: Point, keys: Collection[str]) -> bool:
    return word.key not in keys and word.key in point.details and point.weights[word.key] >= LEAST_DETAIL


def _negates(word: Word) -> bool:
    return word.key == STOP or word.key in _keys("clauses", "negating") | _keys("verbs", "refrain", "stopping")


def _wished(said: ReportedWords, first: int) -> bool:
    """Whether a word for wishing or fearing stands before what is shared."""
    return any(word.at < first and word.key in _keys("clauses", "wished") for word in said.words)


def _forbids(promise: Commitment) -> bool:
    """Whether a commitment is one not to do something, or to stop it."""
    verb = promise.action.partition(" ")[0]
    return promise.modality == "prohibition" or key_of(verb) in _keys("verbs", "refrain", "stopping")


def _agreed(said: ReportedWords) -> bool:
    return not said.keys.isdisjoint(_keys("clauses", "agreed"))


@lru_cache(maxsize=16)
def _keys(section: str, *lists: str) -> frozenset[str]:
    """The keys of the words of one or more lists of the commitments codebook."""
    return frozenset(key_of(word) for word in words_of(section, *lists))
