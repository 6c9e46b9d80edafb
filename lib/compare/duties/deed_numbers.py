"""Of how many or how much a deed is done: the number, what it counts, and which numbers are of the same."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from lib.annotate.counting.counted import PEOPLE, singular
from lib.codebooks import load_words
from lib.compare.article import Article, fact_list
from lib.compare.records import Fact
from lib.compare.units import group_of, scale_of
from lib.models import Commitment, Figure
from lib.text.words import any_of, terms_of

# "25 of the 80 prisoners": a number out of another is a part.
_OUT_OF = re.compile(r"\sof\s(?:the|its|their|his|her|these|those|all|some)\s", re.IGNORECASE)
# "The 52 men whom", "240 prisoners that": what stands before a clause that says what is done to it.
_WHOM = re.compile(r"\s(?:[\w'’-]+\s){1,4}(?:whom?|which|that)\s", re.IGNORECASE)
# "400 trucks a day", "20 dollars for each boat", "50 tonnes daily"
_RATE = re.compile(
    r"\b(?:(?:per|each|every)\s(\w+)|a\s(day|week|month|year)|(daily|weekly|monthly|yearly))\b", re.IGNORECASE
)
# "A fee of 20,000 riyals", "a total of 300 prisoners"
_SUM_OF = re.compile(r"(?:[\w-]+\s){0,2}(?P<noun>[\w-]+)\sof\s", re.IGNORECASE)
_LINK = re.compile(r"\s(?:in|of|from)\s")
_MADE_OF = re.compile(
    r"(?:\s(?!(?:to|in|into|by|from|for|on|at|with|and)\s)[\w'’-]+){0,3}?\sof\s(?P<what>[^,;:.]*?)"
    r"(?:\s(?:to|in|into|by|from|for|on|at|through|before|within)\s|[,;:.]|$)"
)
_JOINS = frozenset({"and", "or", "other", "the", "of"})


class _Unit(NamedTuple):
    """What is counted in general, and of which kind; the kind is empty where only the general word stands."""

    head: str
    kind: frozenset[str]


def find_number(article: Article, commitment: Commitment) -> Figure | None:
    """The figure that says of how many a deed is done: "52 men" of "will free all 52 men"; None for a part of them."""
    figure = next((one for one in article.annotations.figures if _is_of_deed(article, one, commitment)), None)
    return None if figure is None or _is_part(figure, commitment) else figure


def bounds_of(article: Article, commitment: Commitment, figure: Figure) -> dict[str, float | str | bool | None]:
    """The figure as a fact's bounds and unit: "people/fishermen" of fishermen, "people" of those only held."""
    factor, unit = scale_of(figure.unit)
    head, kind = _unit(article, commitment, figure, unit)
    low, high = (None if end is None else end * factor for end in (figure.low, figure.high))
    label = "/".join(filter(None, (head, " ".join(sorted(kind)))))
    written = figure.unit if unit != figure.unit else None
    return {"low": low, "high": high, "unit": label, "written_in": written, "approximate": figure.approximate}


def same_counted(facts: Sequence[Fact], differ: Callable[[Sequence[Fact]], bool]) -> tuple[Fact, ...]:
    """The objects of one deed with one unit for all numbers of the same, comparable where outlets `differ` in it.

    A number of people, or of trucks, is of the only kind of them that others give; where they give several it stands
    by itself, as does a bare number where several things are counted.
    """
    numbers = [at for at, fact in enumerate(facts) if fact.unit is not None]
    groups: list[tuple[_Unit, list[int]]] = []
    for at in sorted(numbers, key=lambda at: _generality(_read(facts[at]))):
        unit = _read(facts[at])
        near = [number for number, (known, _) in enumerate(groups) if _alike(unit, known)]
        if len(near) == 1 or (near and unit.kind):
            groups[near[0]][1].append(at)
        else:
            groups.append((unit, [at]))
    settled = list(facts)
    for unit, members in groups:
        some = [replace(facts[at], unit="/".join((unit.head, *sorted(unit.kind)))) for at in members]
        comparable = differ([fact for fact in some if not fact.headline])
        for at, fact in zip(members, some, strict=True):
            settled[at] = replace(fact, comparable=comparable)
    return tuple(settled)


def _is_of_deed(article: Article, figure: Figure, commitment: Commitment) -> bool:
    """Whether a figure counts what a commitment is about: its object, what follows the verb, or what "whom" means."""
    span, at = commitment.span, figure.span.start - commitment.span.start
    if not figure.span.within(span):
        sentence = article.standing(figure.span)
        stop = figure.span.end - (sentence[1].span.start if sentence else 0)
        before = sentence[1].span.exact[stop : span.start - sentence[1].span.start] if sentence else ""
        return commitment.object is None and _WHOM.fullmatch(before) is not None
    start = span.exact.find(commitment.object or commitment.action)
    lead = span.exact[start:at].lower()
    if start < 0 or (at < start and not span.exact[at:].startswith(commitment.object or "\0")):
        return False
    if commitment.object is None:
        return lead.strip() == commitment.action.lower()
    sum_of = _SUM_OF.fullmatch(lead)
    whole = set(lead.split()) <= fact_list("whole")
    return whole or (sum_of is not None and (_is_sum(figure) or sum_of["noun"] in fact_list("sums")))


def _is_part(figure: Figure, commitment: Commitment) -> bool:
    """Whether only some of those are told of: "another 20", "20 more", "25 of the 80", "20 in a first stage"."""
    words = terms_of(figure.of or "")
    after = _after(figure, commitment)
    stage = stages().search(commitment.span.exact)
    out_of = _OUT_OF.match(after) and not _is_sum(figure)
    return bool(fact_list("parts").intersection(words) or out_of or stage or _more().match(after))


def _unit(article: Article, commitment: Commitment, figure: Figure, unit: str) -> _Unit:
    """What a figure counts, its rate per day or boat included."""
    after = _after(figure, commitment)
    rate = _RATE.search(after)
    per = f" per {next(filter(None, rate.groups()))}" if rate else ""
    if _is_sum(figure):
        *country, name = unit.lower().split()
        return _Unit(name + per, frozenset(country if unit == figure.unit else _made_of(after)))
    *narrowed, head = [singular(word) for word in terms_of(_LINK.split(figure.of or "")[0])] or [""]
    narrowed = [word for word in narrowed if not _is_loose(article, word)]
    if _is_of_people(figure, head):
        kind = frozenset() if head in fact_list("whoever") | {""} else frozenset({group_of(head) or head})
        return _Unit(" ".join([*narrowed, PEOPLE]) + per, kind)
    return _Unit(" ".join([*narrowed, group_of(head) or head]) + per, _made_of(after))


def _after(figure: Figure, commitment: Commitment) -> str:
    """What follows the number in a commitment's words, up to its deadline; nothing where it stands before them."""
    start = commitment.span.start
    end = commitment.deadline.span.start if commitment.deadline else commitment.span.end
    return commitment.span.exact[figure.span.end - start : max(end - start, 0)] if figure.span.end > start else ""


def _made_of(after: str) -> frozenset[str]:
    """The goods that are measured or loaded: grain in "50 tonnes of grain"."""
    goods = _MADE_OF.match(after)
    words = terms_of(goods["what"]) if goods else []
    return frozenset(singular(word) for word in words) - _JOINS


def _is_loose(article: Article, word: str) -> bool:
    """Whether an adjective tells only whose people they are, or that they are held."""
    return word in article.peoples or word in fact_list("loose") or word in fact_list("held")


def _is_of_people(figure: Figure, head: str) -> bool:
    """Whether people are counted, by the noun or by one that stands for the same: monitors are observers."""
    group = load_words("facts")["counted"].get(group_of(head) or "", [])
    people = load_words("counting")["people"]["words"]
    return figure.unit == PEOPLE or any(noun in people or f"{noun}s" in people for noun in group)


def _is_sum(figure: Figure) -> bool:
    """Whether a figure is of money, or a measure."""
    return figure.unit.split(" ")[-1] in load_words("units") or figure.unit in load_words("units")


def _read(fact: Fact) -> _Unit:
    head, _, kind = (fact.unit or "").partition("/")
    return _Unit(head, frozenset(kind.split()))


def _generality(unit: _Unit) -> int:
    """The more special first, so that what is said in general joins it."""
    return 0 if unit.kind else 1 if unit.head else 2


def _alike(unit: _Unit, known: _Unit) -> bool:
    if not unit.head:
        return True
    return unit.head == known.head and not (unit.kind and known.kind and unit.kind.isdisjoint(known.kind))


@lru_cache(maxsize=1)
def stages() -> re.Pattern[str]:
    """Words for a part of what is done: "in a first stage", "initially"."""
    return any_of(
        (
            *[f"{part} {stage}" for part in sorted(fact_list("parts")) for stage in sorted(fact_list("stages"))],
            "initially",
            "at first",
        )
    )


@lru_cache(maxsize=1)
def _more() -> re.Pattern[str]:
    """A word for a part after the number: "20 more", "20 prisoners more"."""
    return re.compile(rf"\s(?:[\w-]+\s)?{any_of(fact_list('parts')).pattern}", re.IGNORECASE)
