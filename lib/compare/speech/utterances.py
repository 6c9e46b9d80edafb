"""One utterance in several articles: quoted word for word, cut, translated anew, or only reported.

Two statements of one speaker are held to be one where they share rare content words, numbers, days and names, enough of
what the shorter of them says. Candidates come from an index of each speaker's rarest keys and of words in a row, so
that not all pairs need be compared; time grows about linearly with the number of statements.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import log
from typing import Literal

from lib.codebooks import load_words
from lib.compare.candidates import GRAM
from lib.compare.matching import find_match
from lib.compare.speech.said import EXACT, Said, Statement, find_statements, slight_keys
from lib.compare.words import function_words

PairKind = Literal["verbatim", "reworded"]

# What was said once is reported within so many days.
MOST_DAYS = 7
# Statements are looked for by so many of their rarest keys, each with so many of its next neighbours in the index.
RAREST, NEIGHBOURS = 8, 16
# A key's weight is the logarithm of how rare it is among so many statements at least, and a slight word's a part of it.
LEAST_STATEMENTS, SLIGHT = 60, 0.4
# Two statements are one where what they share weighs as much as so many keys that stand nowhere else, and where it is
# this share of the lighter one's weight.
LEAST_RARE, LEAST_SHARE = 1.9, 0.5
# Of what two share, so much is neither a name nor a joining word: two speakers may name the same people.
PLAIN_WORDS = 2
# Word for word: so many words in order with so few others between them, and so much of the shorter statement.
LEAST_RUN, LEAST_CLOSE, LEAST_PART = 5, 0.75, 0.5
# The same from somebody else's mouth, or from a speaker nobody knows: more words, between marks where another said it.
UNKNOWN_RUN, OTHER_RUN = 6, 8


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once: its versions, the one that the others are held against first, then in the corpus's order.

    `verbatim` is whether all versions hold the same words in a row, numbers and days included.
    """

    versions: tuple[Statement, ...]
    verbatim: bool

    def outlets(self) -> tuple[str, ...]:
        """The outlets with a version, each once."""
        return tuple(dict.fromkeys(version.said.outlet for version in self.versions))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two statements, by number, that are one, and by how much."""

    a: int
    b: int
    kind: PairKind
    score: float


def find_utterances(quotes: Iterable[Said]) -> tuple[Utterance, ...]:
    """The utterances that stand in two articles or more, in the order in which each first stands in the corpus.

    >>> from lib.models import Span
    >>> told = ("The harbour will never be shelled again.", "there would be no more shelling of the harbour")
    >>> some = [Said(text[:3], text, "s", None, "amina-sesay", "Sesay", "indirect", "said", Span(0, len(text), text))
    ...         for text in told]
    >>> [[version.said.document for version in one.versions] for one in find_utterances(some)]
    [['the', 'The']]
    """
    statements = list(find_statements(quotes))
    weights = _weigh(statements)
    pairs = [pair for a, b in _candidates(statements, weights) if (pair := _pair(statements, a, b, weights))]
    kinds = {(pair.a, pair.b): pair.kind for pair in pairs}
    return tuple(_utterance(statements, group, kinds) for group in _groups(pairs))


def _weigh(statements: Sequence[Statement]) -> dict[str, float]:
    """How much it says that two statements share a key; 1 where the two articles alone have it."""
    articles: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for key in statement.keys:
            articles[key].add(statement.said.document)
    total = max(LEAST_STATEMENTS, len(statements)) + 1
    rarest = log(total / 2)
    return {
        key: log(total / len(some)) / rarest * (SLIGHT if key in slight_keys() else 1.0)
        for key, some in articles.items()
    }


def _candidates(statements: Sequence[Statement], weights: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of statements of two articles that are worth comparing, each once."""
    near: Counter[tuple[int, int]] = Counter()
    for places in _by_key(statements, weights):
        near.update(_neighbours(statements, places))
    pairs = {pair for pair, times in near.items() if times > 1}
    for places in _by_words(statements):
        pairs.update(_neighbours(statements, places))
    yield from sorted(pairs)


def _by_key(statements: Sequence[Statement], weights: Mapping[str, float]) -> Iterable[list[int]]:
    """Statements of one speaker that share one of their rarest keys."""
    shared = Counter((surname(s.said), key) for s in statements for key in s.keys)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        who = surname(statement.said)
        common = [key for key in statement.keys if shared[who, key] > 1]
        for key in sorted(common, key=lambda key: (-weights[key], key))[:RAREST] if who else ():
            places[who, key].append(number)
    return places.values()


def _by_words(statements: Sequence[Statement]) -> Iterable[list[int]]:
    """Statements that share words in a row, whoever is said to have said them."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        for gram in set(zip(*(statement.words[at:] for at in range(GRAM)), strict=False)):
            places[gram].append(number)
    return places.values()


def _neighbours(statements: Sequence[Statement], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each statement of a list with the next few, where two articles have them at about one time."""
    for at, one in enumerate(places):
        for other in places[at + 1 : at + 1 + NEIGHBOURS]:
            if _may_be_one(statements[one].said, statements[other].said):
                yield one, other


def _may_be_one(a: Said, b: Said) -> bool:
    """Whether two quotes stand in two articles of about one time; without a day, of one story."""
    if a.document == b.document:
        return False
    if a.published is None or b.published is None:
        return a.story == b.story
    return abs((a.published - b.published).days) <= MOST_DAYS


def surname(said: Said) -> str:
    """What the speaker is looked up by: the last word of the name; nothing where it is anybody.

    >>> from lib.models import Span
    >>> surname(Said("d", "o", "s", None, "vladimir-putin", "Putin", "direct", "said", Span(0, 2, "No")))
    'putin'
    """
    if said.speaker:
        return said.speaker.rpartition("-")[2]
    words = (said.name or "").lower().split()
    return "" if not words or words[-1] in _anybody() else words[-1]


@cache
def _anybody() -> frozenset[str]:
    words = load_words("utterances")
    return frozenset([*words["pronouns"], *words["anybody"]])


def same_speaker(a: Said, b: Said) -> bool | None:
    """Whether two quotes are of one speaker; None where that cannot be told."""
    if a.speaker and b.speaker:
        one, other = sorted((a.speaker, b.speaker), key=len)
        return one == other or ("-" not in one and other.endswith(f"-{one}"))
    one, other = surname(a), surname(b)
    if one and one == other and _same_name(a.name or "", b.name or ""):
        return True
    # "Residents" and "fishermen" are two, and so are two names; "the spokesman" may be whoever another article names.
    told = (a.speaker or _is_named(a)) and (b.speaker or _is_named(b))
    return False if one and other and (told or not (a.speaker or b.speaker)) else None


def _is_named(said: Said) -> bool:
    """Whether the words at the cue end in a name, and not in "leader" or "sources"."""
    return bool(said.name) and (said.name or "").split()[-1].istitle()


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one of them is the last part of the other: "Kenyatta", "Uhuru Kenyatta"."""
    short, long = sorted((one.split(), other.split()), key=len)
    return one.lower() == other.lower() or (short == long[-1:] and short[0].istitle())


def _pair(statements: Sequence[Statement], a: int, b: int, weights: Mapping[str, float]) -> _Pair | None:
    one, other = statements[a], statements[b]
    if len(one.plain_keys & other.plain_keys) < PLAIN_WORDS:
        return None
    speaker = same_speaker(one.said, other.said)
    run = (_same_marked(one, other) if speaker else 0) or _same_words(one, other, speaker=speaker)
    if run:
        return _Pair(a, b, "verbatim", run)
    share = _shared_meaning(one, other, weights) if speaker else 0.0
    return _Pair(a, b, "reworded", share) if share else None


def _shared_meaning(a: Statement, b: Statement, weights: Mapping[str, float]) -> float:
    """How much of what the lighter of two statements says stands in the other, where that is enough; else 0."""
    if _other_numbers(a, b):
        return 0.0
    shared, one, other = (sum(weights[key] for key in keys) for keys in (a.keys & b.keys, a.keys, b.keys))
    share = shared / min(one, other)
    return share if shared >= LEAST_RARE and share >= LEAST_SHARE else 0.0


def _other_numbers(a: Statement, b: Statement) -> bool:
    return bool(a.exact_keys and b.exact_keys and not a.exact_keys & b.exact_keys)


def _other_number_words(a: Statement, b: Statement) -> bool:
    """Whether each has a number or a day in words that the other does not have."""
    one, other = ({word for word, key in zip(s.words, s.keyed, strict=True) if key.startswith(EXACT)} for s in (a, b))
    return bool(one - other and other - one)


def _same_words(a: Statement, b: Statement, *, speaker: bool | None) -> int:
    """How many words in order two statements share, where they are enough to be one's very words; else 0."""
    least = LEAST_RUN if speaker else UNKNOWN_RUN if speaker is None else OTHER_RUN
    match = find_match(a.words, b.words) if len(set(a.words).intersection(b.words)) >= least else None
    if match is None or match.containment < LEAST_CLOSE or match.words < least:
        return 0
    mine, its = {at for at, _ in match.pairs}, {at for _, at in match.pairs}
    if speaker is False and not (mine <= a.marked and its <= b.marked):
        return 0
    enough = len(mine & a.plain) >= PLAIN_WORDS and match.words >= LEAST_PART * min(len(a.words), len(b.words))
    return match.words if enough else 0


def _same_marked(a: Statement, b: Statement) -> int:
    """How many words one speaker says in a row between marks in both, if all that one of them marks; else 0."""
    one, other = (tuple(s.words[at] for at in sorted(s.marked)) for s in (a, b))
    short, long = sorted((one, other), key=len)
    meant = [word for word in short if word not in function_words()]
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return len(short) if len(meant) > 1 and inside else 0


def _groups(pairs: Sequence[_Pair]) -> list[list[int]]:
    """Statements put together pair by pair, the surest first; two groups join where most of their pairs are one."""
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        beside[pair.a].add(pair.b)
        beside[pair.b].add(pair.a)
    group_of: dict[int, list[int]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.kind != "verbatim", -pair.score, pair.a, pair.b)):
        one, other = group_of.setdefault(pair.a, [pair.a]), group_of.setdefault(pair.b, [pair.b])
        if one is not other and _mostly_one(one, other, beside):
            one += other
            group_of.update(dict.fromkeys(other, one))
    groups = {id(group): sorted(group) for group in group_of.values() if len(group) > 1}
    return sorted(groups.values())


def _mostly_one(one: Sequence[int], other: Sequence[int], beside: Mapping[int, set[int]]) -> bool:
    """Whether half of the pairs across two groups are known; of large groups the first few are asked."""
    asked, of = one[:NEIGHBOURS], set(other[:NEIGHBOURS])
    return 2 * sum(len(beside[at] & of) for at in asked) >= len(asked) * len(of)


def _utterance(
    statements: Sequence[Statement], group: Sequence[int], kinds: Mapping[tuple[int, int], PairKind]
) -> Utterance:
    """A group as an utterance; the version with the most words between marks leads, else the longest."""
    lead = max(group, key=lambda at: (len(statements[at].marked), len(statements[at].words), -at))
    pairs = list(combinations(group, 2))
    # Of a large group not every pair was looked at; in the same words throughout there is nothing to look at.
    same = all(
        statements[a].words == statements[b].words
        or (kinds.get((a, b)) == "verbatim" and not _other_number_words(statements[a], statements[b]))
        for a, b in pairs
    )
    return Utterance(tuple(statements[at] for at in (lead, *(at for at in group if at != lead))), same)
