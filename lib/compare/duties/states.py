"""How far a clause is said to be carried out, and where who says that it is stands beside who says that it is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from lib.compare.article import Article
from lib.compare.duties.days import WHEN, is_moved, part_of_words
from lib.compare.records import Fact

STATE, DONE_ON = "state", "done on"
# What was told within so long of each other is of one time; later it may be otherwise.
TOGETHER = timedelta(35)
CLAIMS, CONTESTS = frozenset({"done", "verified"}), frozenset({"denied", "disputed", "broken"})
KEPT, NOT = "kept", "not"
# That something is put off or prolonged: days told from then on are others.
MOVES = frozenset({"extended", "delayed"})


def find_states(article: Article) -> Iterator[Fact]:
    """What an article tells of how a clause fares: done, begun, broken, denied ..., and on which day it was done."""
    for deed in article.annotations.deeds:
        known = article.deeds.get((deed.span.start, deed.span.end, deed.state))
        found = article.standing(deed.span)
        if known is None or found is None:
            continue
        near, cited = article.nearness(deed.span, deed.cited)
        fact = partial(
            Fact, kind="deed", subject=known, place=None, document=article.document, outlet=article.outlet,
            sentence=found[0], span=deed.span, words=deed.span.exact, near=near, cited=cited,
            headline=found[1].headline, told=article.told,
        )  # fmt: skip
        yield fact(measure=STATE, meaning=deed.state)
        if deed.on is not None and deed.state == "done":
            days = deed.on - timedelta(1), deed.on + timedelta(1)  # told as "yesterday" by two outlets on two days
            yield fact(measure=DONE_ON, meaning=deed.on.isoformat(), days=days, frame=part_of_words(deed.span.exact))


def contested(facts: Sequence[Fact], *, lasts: bool) -> tuple[Fact, ...]:
    """The states of one clause, comparable where another voice tells the contrary of the same time.

    What `lasts` is kept or broken for as long as it binds; else only what is said to be done can be denied.
    """
    sides = [_side(fact, lasts=lasts) for fact in facts]
    return tuple(
        replace(fact, comparable=any({side, other} == {KEPT, NOT} and _of_one_time(fact, facts[at])
                                     for at, other in enumerate(sides)))
        for fact, side in zip(facts, sides, strict=True)
    )  # fmt: skip


def moved_on(facts: Iterable[Fact]) -> dict[str, date]:
    """For each clause that was put off or prolonged, the first day on which that is told."""
    moved: dict[str, date] = {}
    for fact in facts:
        if fact.told is not None and (fact.meaning in MOVES or (fact.measure == WHEN and is_moved(fact.span.exact))):
            moved[fact.subject] = min(fact.told, moved.get(fact.subject, fact.told))
    return moved


def _of_one_time(one: Fact, other: Fact) -> bool:
    """Whether two voices tell of the same time."""
    if one.voice == other.voice:
        return False
    if one.told is None or other.told is None:
        return one.document == other.document
    return abs(one.told - other.told) <= TOGETHER


def _side(fact: Fact, *, lasts: bool) -> str:
    if fact.meaning in CONTESTS:
        return NOT
    return KEPT if fact.meaning in CLAIMS or (lasts and fact.meaning == "begun") else ""
