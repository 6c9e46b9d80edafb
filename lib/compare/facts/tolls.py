"""Which counts of killed, wounded, displaced, detained or freed are of one occasion, so that two values differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from lib.compare.records import Fact, Occasion

# Where the place does not tell, so many words about the occasion are the same, and this part of the shorter telling's.
LEAST_WORDS, ALIKE = 2, 0.4

Apart = Callable[[Fact, Fact], bool]


class Toll(NamedTuple):
    """A count and the occasion that it is of."""

    fact: Fact
    occasion: Occasion


def same_tolls(facts: Iterable[Fact], apart: Apart) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """The counts of one occasion that several outlets give, with a name for it: whom it befell, and the day.

    Two counts are of one occasion where they count the same people on the same day, nothing told of place or cause
    speaks against it, and the place, or most of what is told, is the same. They are comparable where some two outlets
    share no value: one that itself gives several may mean several occasions.
    """
    found: dict[tuple[str, str, str | None], list[Fact]] = {}
    for group in _groups(facts):
        place = next((toll.fact.place for toll in group if toll.fact.place), None)
        key = group[0].fact.measure, _name(group[0].occasion), place
        if len({toll.fact.outlet for toll in group}) > 1:
            # Two occasions that cannot be told apart by name are not compared: the second stands with all others.
            found.setdefault(key, [toll.fact for toll in group])
    for (_, name, _), some in found.items():
        comparable = outlets_apart(some, apart)
        yield name, tuple(replace(fact, comparable=comparable) for fact in some)


def _groups(facts: Iterable[Fact]) -> Iterator[list[Toll]]:
    """The counts by occasion, in the order in which each is first told."""
    known: dict[tuple[str, str, str], list[list[Toll]]] = defaultdict(list)
    for fact in facts:
        if fact.occasion is not None:
            toll = Toll(fact, fact.occasion)
            near = known[fact.measure, fact.occasion.day, fact.occasion.counted]
            group = next((group for group in near if _is_one(group, toll)), None)
            if group is None:
                near.append([toll])
            else:
                group.append(toll)
    for near in known.values():
        yield from near


def _name(occasion: Occasion) -> str:
    """Whom it befell and when: "soldiers, 2003-05-12", "people since 2008-08-09"."""
    first, since, _ = occasion.day.partition("/")
    return f"{occasion.counted} since {first}" if since else f"{occasion.counted}, {first}"


def _is_one(group: Sequence[Toll], toll: Toll) -> bool:
    """Whether a count is of the occasion of some others: of one of them, and nothing speaks against any."""
    return not any(_conflict(one, toll) for one in group) and any(_alike(one, toll) for one in group)


def _conflict(one: Toll, other: Toll) -> bool:
    places = one.fact.place and other.fact.place and one.fact.place != other.fact.place
    causes = one.occasion.causes, other.occasion.causes
    return bool(places or (all(causes) and causes[0].isdisjoint(causes[1])))


def _alike(one: Toll, other: Toll) -> bool:
    """Whether the place alone, or what is told, says that two occasions are one."""
    first, second = one.occasion, other.occasion
    sure = 0 if first.causes.isdisjoint(second.causes) else 1
    if one.fact.place and one.fact.place == other.fact.place and min(first.reach, second.reach) <= sure:
        return True
    shared = first.words & second.words
    return len(shared) >= LEAST_WORDS and len(shared) >= ALIKE * min(len(first.words), len(second.words))


def outlets_apart(group: Sequence[Fact], apart: Apart) -> bool:
    """Whether some two outlets give no value that can be one; an outlet that gives several gives each of them."""
    by_outlet: dict[str, list[Fact]] = defaultdict(list)
    for fact in group:
        by_outlet[fact.outlet].append(fact)
    pairs = combinations(by_outlet.values(), 2)
    return any(all(apart(a, b) for a in some for b in others) for some, others in pairs)
