"""Commitments that are one across articles, told by what is done, to what and by whom, in whatever words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from math import log
from typing import NamedTuple

from lib.annotate.clausing.points import DEED, STOP, Word, deeds_in, key_of, read_words
from lib.codebooks import load_words, word_set, words_of
from lib.text.stems import stem

# Of what the shorter of two reports says is done to what, the other must have this part, by weight; more where the deed
# of one is not known, so that it could be the other's in another word.
LEAST_PART, LEAST_PART_UNKNOWN = 0.5, 0.65
# The same last day is evidence too, so less must be shared.
BY_DAY = 0.6
# Outlets give different numbers of the same thing, so a number tells little.
NUMBER_WEIGHT = 0.3
# A word that so many groups have leads to none of them.
MOST_NEAR = 200
# So many groups are tried, and so many members of each compared.
MOST_TRIED, MOST_MEMBERS = 8, 8
ENDING = "ending"
# Articles of one story have so many names in common, if they have as many as tell.
FEWEST_NAMES, ENOUGH_NAMES = 2, 4


class ReportedDuty(NamedTuple):
    """A commitment's parts as they are compared; `words` is its whole clause, `when` what of it sets the date.

    `obligor` is who has to do it in the article's words, `who` the entities named there, `thing` what it is done to;
    empty where there is none. `around` is the rest of its sentence, `names` are those of its article.
    """

    words: str
    when: str
    obligor: str
    who: tuple[str, ...]
    action: str
    banned: bool
    due: str
    thing: str = ""
    around: str = ""
    names: frozenset[str] = frozenset()


class Gist(NamedTuple):
    """What a commitment comes to: deed, whether it is not to be done, by whom, to what, by when.

    `deeds` are the families of the deed, none where no word for it is known; `verb` is its verb; `names` tell of which
    story it is.
    """

    deeds: frozenset[str]
    verb: frozenset[str]
    banned: bool
    who: frozenset[str]
    what: frozenset[str]
    due: str
    names: frozenset[str]


def group_alike(promises: Sequence[ReportedDuty]) -> list[int]:
    """For each commitment the number of its group: those with one number say the same.

    Two are the same where what it is done to agrees, and nothing says that something else is to be done, or by others.
    The day need not agree, though one day is evidence: that outlets give two days for the same is worth knowing. One
    that does not say what it is done to joins the only group that it could mean, or the only one of its day.
    """
    gists = [gist_of(promise) for promise in promises]
    groups = _Groups(_weights(gists))
    numbers = {gist: groups.join(gist) for gist in dict.fromkeys(gists) if gist.what}
    numbers |= {gist: groups.join_unsaid(gist) for gist in dict.fromkeys(gists) if not gist.what}
    return [numbers[gist] for gist in gists]


def gist_of(promise: ReportedDuty) -> Gist:
    """What one commitment comes to.

    >>> words = "Northland agreed to pull its soldiers out by 1 May"
    >>> one = gist_of(ReportedDuty(words, "1 May", "Northland", ("northland",), "pull", False, "2026-05-01"))
    >>> sorted(one.deeds), sorted(one.who), sorted(one.what)
    (['withdrawal or handover'], ['northland'], ['+soldiers'])
    """
    text = promise.words.replace(promise.when, " ") if promise.when else promise.words
    words = [word for word in read_words(text) if word.key not in _empty()]
    deeds, banned = _deeds(promise, [word.key for word in words])
    verb = frozenset(key_of(word) for word in promise.action.split())
    left_out = verb | {STOP}
    if promise.who:
        left_out |= {word.key for word in read_words(promise.obligor) if word.capital}
    what = frozenset(thing for word in words if word.key not in left_out and (thing := _thing(word, text)))
    return Gist(deeds, verb, banned, frozenset(promise.who), what, promise.due, promise.names)


def of_one_story(one: Gist, other: Gist) -> bool:
    """Whether two articles could be of one story: they have some names in common, or too few to tell."""
    return min(len(one.names), len(other.names)) < ENOUGH_NAMES or len(one.names & other.names) >= FEWEST_NAMES


class _Groups:
    """Groups as they grow: who is in each, and where to look for one that a gist could join."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._members: list[list[Gist]] = []
        self._having: dict[str, list[int]] = defaultdict(list)

    def join(self, gist: Gist) -> int:
        """The group that fits best, or a new one."""
        fits = {number: self._fit_of(gist, self._members[number]) for number in self._near(gist)}
        best = max(fits, key=fits.__getitem__, default=None)
        return self._put(gist, best if best is not None and fits[best] > 0 else None)

    def _near(self, gist: Gist) -> list[int]:
        """The groups with most in common with a gist, by weight; of equal ones the earlier."""
        shared: dict[int, float] = defaultdict(float)
        for key in gist.what:
            for number in self._having[key] if len(self._having[key]) <= MOST_NEAR else ():
                shared[number] += self._weights[key]
        return nsmallest(MOST_TRIED, shared, key=lambda number: (-shared[number], number))

    def _fit_of(self, gist: Gist, members: Sequence[Gist]) -> float:
        """How well a gist fits a group; 0 where it fits less than half of the members, so that no chain is made."""
        fits = [self._fit(gist, member) for member in members[:MOST_MEMBERS]]
        return max(fits) if 2 * sum(fit > 0 for fit in fits) >= len(fits) else 0.0

    def join_unsaid(self, gist: Gist) -> int:
        """The only group of its deed that a gist without a thing could mean, or the only one of its day; else new."""
        near = sorted({number for deed in gist.deeds for number in self._having[f"deed {deed}"]})
        could = [number for number in near if any(_compatible(gist, member) for member in self._members[number])]
        of_day = [n for n in could if gist.due and any(member.due == gist.due for member in self._members[n])]
        only = could if len(could) == 1 else of_day
        return self._put(gist, only[0] if len(only) == 1 else None)

    def _put(self, gist: Gist, number: int | None) -> int:
        if number is None:
            number = len(self._members)
            self._members.append([])
        self._members[number].append(gist)
        for key in (*gist.what, *(f"deed {deed}" for deed in gist.deeds)):
            if self._having[key][-1:] != [number]:
                self._having[key].append(number)
        return number

    def _fit(self, one: Gist, other: Gist) -> float:
        """How much of what the shorter says the other says too; 0 where that is too little or they cannot be one."""
        if not other.what or not _compatible(one, other):
            return 0.0
        shared = one.what & other.what
        part = self._weight(shared) / min(self._weight(one.what), self._weight(other.what))
        of_day = bool(one.due) and one.due == other.due
        least = LEAST_PART if _same_deed(one, other) else LEAST_PART_UNKNOWN
        sure = of_day or _same_deed(one, other) or len(shared) > 1 or not one.who.isdisjoint(other.who)
        return part if sure and part >= least * (BY_DAY if of_day else 1.0) else 0.0

    def _weight(self, keys: Collection[str]) -> float:
        return sum(self._weights[key] for key in keys)


def _compatible(one: Gist, other: Gist) -> bool:
    """Whether nothing but what it is done to could tell two apart."""
    others = one.who and other.who and one.who.isdisjoint(other.who)
    another = one.deeds and other.deeds and one.deeds.isdisjoint(other.deeds)
    return not others and not another and one.banned == other.banned and of_one_story(one, other)


def _same_deed(one: Gist, other: Gist) -> bool:
    return not (one.deeds.isdisjoint(other.deeds) and one.verb.isdisjoint(other.verb))


def _weights(gists: Collection[Gist]) -> dict[str, float]:
    """How much each word for a thing tells: most where few commitments have it."""
    spread = Counter(key for gist in set(gists) for key in gist.what)
    rarity = {key: log(1 + len(gists) / count) for key, count in spread.items()}
    return {key: weight * (NUMBER_WEIGHT if key[0].isdigit() else 1.0) for key, weight in rarity.items()}


def _deeds(promise: ReportedDuty, words: Collection[str]) -> tuple[frozenset[str], bool]:
    """The families of all deeds named, none where no word for one is known, and whether the deed is not to be done."""
    action, text = promise.action.lower(), promise.words.lower()
    verb = [key_of(word) for word in action.split()]
    forms = [form for form in _long_forms() if form in text]
    named = frozenset(family for form in (action, *forms) for family in _families().get(form, ()))
    named |= {family for key in words for family in _families().get(key, ())}
    if (STOP in verb or action in word_set("deeds", "stopping", "forms")) and named:
        return named, True
    if STOP in verb or action in word_set("deeds", "ending", "forms"):
        return named | {ENDING}, promise.banned
    return named, promise.banned


def _thing(word: Word, text: str) -> str | None:
    """What a word for a thing is compared by; None for a deed, unless the same word is a thing's ("monitors")."""
    same = _things().get(stem(text[word.start : word.end]))
    return same or (None if deeds_in([word.key]) else word.key)


@lru_cache(maxsize=1)
def _things() -> Mapping[str, str]:
    """The stems of words for one thing, to one."""
    return {stem(word): f"+{name}" for name, words in load_words("deeds")["things"].items() for word in words}


@lru_cache(maxsize=1)
def _families() -> Mapping[str, tuple[str, ...]]:
    """Each form of a deed, and the key that its forms of one word share, to the families it is of."""
    rows = [(row, (row["family"], *row.get("also", ()))) for row in load_words("deeds")["deed"]]
    forms = {form: families for row, families in rows for form in row["forms"]}
    return forms | {f"{DEED}{row['name']}": families for row, families in rows}


@lru_cache(maxsize=1)
def _long_forms() -> tuple[str, ...]:
    return tuple(form for form in _families() if " " in form and not form.startswith(DEED))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    """The keys of words that make a promise, or stand for its parties, and say nothing of it."""
    promising = words_of("promises", "obligation", "intention", "with_clause", "nouns")
    return frozenset(key_of(word) for word in (*promising, *load_words("deeds")["empty"]["words"])) - {STOP}
