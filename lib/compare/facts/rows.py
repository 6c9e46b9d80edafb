"""The facts of articles side by side: what each outlet says of the same, where values differ, and who is silent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import combinations
from math import inf
from typing import NamedTuple

from lib.compare.article import Article
from lib.compare.facts.counts import find_counts
from lib.compare.facts.deed_numbers import same_counted
from lib.compare.facts.deeds import DEED, OBJECT, WHEN, WHO, WHOSE, deed_family, deed_names, find_deeds
from lib.compare.facts.events import ON, find_events
from lib.compare.facts.places import find_places
from lib.compare.facts.same_events import one_day, same_events
from lib.compare.facts.tolls import outlets_apart, same_tolls
from lib.compare.records import Difference, Fact, FactKind

# "About 10,000" and 9,500 are one estimate; judged, not measured.
ROUGHLY = 0.1
# What a number may lose when it is given in another unit: 25 km is printed as 15 and as 16 miles.
CONVERTED = 0.05
EXACTLY = 0.001
# Of these all that is said in any respect is one topic.
WHOLE = frozenset({"deed", "event"})


class Topic(NamedTuple):
    """One subject and measure with all facts about it, in the corpus's order; `name` as in `Difference`."""

    kind: FactKind
    subject: str
    measure: str
    place: str | None
    facts: tuple[Fact, ...]
    name: str = ""

    @property
    def key(self) -> str:
        """What the link calls the row."""
        return "/".join(filter(None, (self.kind, self.subject, self.measure, self.place)))

    def outlets(self) -> list[str]:
        """Who says something, each once."""
        return list(dict.fromkeys(fact.outlet for fact in self.facts))


def find_facts(article: Article) -> Iterator[Fact]:
    """Every typed statement of one article: quantities, deeds, dated events, places."""
    yield from find_counts(article)
    yield from find_deeds(article)
    yield from find_events(article)
    yield from find_places(article)


def fact_rows(facts: Iterable[Fact]) -> list[Topic]:
    """The facts put together by what they are about, in the order in which each is first said.

    A fact that names no place joins the one place that others give for the same; where they give several it stands
    by itself.
    """
    about: dict[tuple[FactKind, str, str], list[Fact]] = defaultdict(list)
    known = list(facts)
    others = [fact for fact in known if fact.kind != "event"]
    tolls = [_toll_row(name, some) for name, some in same_tolls(others, apart)]
    counted = {_where(fact) for row in tolls for fact in row.facts}
    for fact in others:
        if _where(fact) not in counted:
            about[(fact.kind, fact.subject, fact.measure)].append(fact)
    names = deed_names(fact for fact in others if fact.kind == "deed")
    rows = [
        _deed_row(row, names) if row.kind == "deed" else row
        for key, group in about.items()
        for row in _by_place(key, group)
    ]
    return [*tolls, *rows, *_event_rows(fact for fact in known if fact.kind == "event")]


def _deed_row(row: Topic, names: Mapping[str, str]) -> Topic:
    """One respect of a deed by its name, the numbers of what it is done to held against each other."""
    facts = same_counted(row.facts, partial(outlets_apart, apart=apart)) if row.measure == OBJECT else row.facts
    return row._replace(name=names.get(row.subject, ""), facts=facts)


def _toll_row(name: str, facts: tuple[Fact, ...]) -> Topic:
    """What became of how many on one occasion."""
    return Topic("quantity", name, facts[0].measure, next((fact.place for fact in facts if fact.place), None), facts)


def _where(fact: Fact) -> tuple[FactKind, str, int]:
    """What tells a fact that is no deed's from all others."""
    return fact.kind, fact.document, fact.span.start


def _event_rows(facts: Iterable[Fact]) -> Iterator[Topic]:
    """A row a respect for each event that the facts tell of, whatever each article calls it."""
    for event in same_events(facts):
        name = event.name()
        for measure in (DEED, WHO, OBJECT, ON):
            some = tuple(fact for fact in event.facts if fact.measure == measure)
            if some:
                yield Topic("event", name, measure, event.place, some)


def find_differences(rows: Iterable[Topic], own_days: Mapping[str, date | None] | None = None) -> Iterator[Difference]:
    """The rows in which two outlets give values that are apart, each value with the facts that give it.

    `own_days` has the day that an agreement's own text gives for each clause, or None where it gives none: a reported
    day that is not the text's is a difference too.
    """
    for row in rows:
        sides = _sides([fact for fact in row.facts if fact.comparable and not fact.headline and _has_value(fact)])
        between = any(
            len({fact.outlet for side in (a, b) for fact in side}) > 1 and apart(a[0], b[0])
            for a, b in combinations(sides, 2)
        )
        if between or (row.measure == WHEN and _days_not_in_text(row, own_days or {})):
            yield Difference(row.kind, row.subject, row.measure, row.place, tuple(map(tuple, sides)), row.name)


def alone(rows: Sequence[Topic], outlets: Sequence[str]) -> dict[str, tuple[list[str], list[str]]]:
    """For each outlet the topics that it alone has, and those that it alone lacks; both empty with one outlet.

    A topic is a subject, whatever is said of it, as `topic` writes it. Dated events are left out: an outlet
    that gives no day for a meeting has not left out the meeting. With two outlets what one lacks is what the other
    alone has, and is not said twice. Raises KeyError for a fact of an outlet that is not among the `outlets`.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind != "event":
            told[topic(row)].update(row.outlets())
    topics_of: dict[str, tuple[list[str], list[str]]] = {outlet: ([], []) for outlet in outlets}
    for name, tellers in told.items():
        silent = set(outlets) - tellers
        if len(tellers) == 1 and len(outlets) > 1:
            topics_of[next(iter(tellers))][0].append(name)
        elif len(silent) == 1 and len(outlets) > 2:
            topics_of[next(iter(silent))][1].append(name)
    return topics_of


def topic(row: Topic | Difference) -> str:
    """The key of what a row belongs to: one topic for all that is said of a deed or event, else the row's own."""
    measure = "" if row.kind in WHOLE else row.measure
    return "/".join(filter(None, (row.kind, row.subject, measure, row.place)))


def topics(rows: Sequence[Topic]) -> list[Topic]:
    """The rows with all that is said of one deed or event as one, without measure; a row's key is then its topic."""
    by_topic: dict[str, list[Topic]] = defaultdict(list)
    for row in rows:
        by_topic[topic(row)].append(row)
    return [_whole(some) if some[0].kind in WHOLE else some[0] for some in by_topic.values()]


def _whole(some: Sequence[Topic]) -> Topic:
    place = some[0].place if some[0].kind == "event" else None
    return Topic(
        some[0].kind, some[0].subject, "", place, tuple(fact for row in some for fact in row.facts), some[0].name
    )


def apart(one: Fact, other: Fact) -> bool:
    """Whether two facts about the same give values that cannot be one: ranges keep both ends, bounds stay open.

    "Thousands" and "about 10,000" can be one number; 15 to 20 and 15 to 25 kilometres are two ranges.
    """
    if one.meaning is not None and other.meaning is not None:
        return _meanings_apart(one, other)
    if one.unit != other.unit or not (_has_value(one) and _has_value(other)):
        return False
    if None in (one.low, one.high, other.low, other.high):
        return not _overlap(one, other)
    return not _alike(one, other)


def _alike(one: Fact, other: Fact) -> bool:
    """Whether closed values are one: both ends agree, or a single number lies in the other's range."""
    ranges = [fact.low != fact.high for fact in (one, other)]
    if ranges[0] != ranges[1]:
        return _overlap(one, other)
    slack = _slack(one, other)
    return _near(one.low or 0, other.low or 0, slack) and _near(one.high or 0, other.high or 0, slack)


def _overlap(one: Fact, other: Fact) -> bool:
    """Whether some number fits both, an end that is not given being open."""
    low = max((fact.low for fact in (one, other) if fact.low is not None), default=-inf)
    high = min((fact.high for fact in (one, other) if fact.high is not None), default=inf)
    return low <= high or _near(low, high, _slack(one, other))


def _slack(one: Fact, other: Fact) -> float:
    if one.approximate or other.approximate:
        return ROUGHLY
    return EXACTLY if one.written_in == other.written_in else CONVERTED


def _near(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= slack * max(abs(one), abs(other))


def _meanings_apart(one: Fact, other: Fact) -> bool:
    """Whether two days, two deeds of one family, or two parties differ."""
    first, second = one.meaning or "", other.meaning or ""
    if one.measure == WHOSE:
        return _parties_apart(first, second)
    if one.measure == ON:
        return not one_day([first, second])
    families = deed_family(first), deed_family(second)
    return first != second and families[0] == families[1]


def _parties_apart(one: str, other: str) -> bool:
    """Whether the parties are two, or one is all of them and the other only those of a place."""
    (name, reach), (other_name, other_reach) = one.split("|"), other.split("|")
    if name != other_name:
        return True
    return bool(reach and other_reach and reach != other_reach)


def _days_not_in_text(row: Topic, own_days: Mapping[str, date | None]) -> bool:
    """Whether some outlet gives a clause another day than the agreement's own text, or one where the text has none."""
    if row.subject not in own_days:
        return False
    own = own_days[row.subject]
    return any(fact.meaning != (own.isoformat() if own else None) for fact in row.facts if not fact.headline)


def _has_value(fact: Fact) -> bool:
    return fact.meaning is not None or fact.low is not None or fact.high is not None


def _sides(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts by value, looked at once: each value joins the first side from whose first fact it is not apart."""
    sides: list[list[Fact]] = []
    known: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        value = _value(fact)
        if value not in known:
            side = next((side for side in sides if not apart(side[0], fact)), None)
            known[value] = [] if side is None else side
            sides += [known[value]] * (side is None)
        known[value].append(fact)
    return sides


def _by_place(key: tuple[FactKind, str, str], facts: Sequence[Fact]) -> Iterator[Topic]:
    """One row a place; what names none joins the only one, of several the only one of which the same is told."""
    places = list(dict.fromkeys(fact.place for fact in facts))
    named = [place for place in places if place is not None]
    if len(named) <= 1:
        yield Topic(*key, named[0] if named else None, tuple(facts))
        return
    told: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.place is not None:
            told[_value(fact)].add(fact.place)
    of = [_joined(fact, told.get(_value(fact), set())) for fact in facts]
    for place in dict.fromkeys(of):
        yield Topic(*key, place, tuple(fact for fact, where in zip(facts, of, strict=True) if where == place))


def _joined(fact: Fact, told: set[str]) -> str | None:
    """A fact's place; of one that names none the only place for which its value is told."""
    return next(iter(told)) if fact.place is None and _has_value(fact) and len(told) == 1 else fact.place


def _value(fact: Fact) -> tuple[object, ...]:
    """What is one value where it is given in the same way."""
    return fact.meaning, fact.low, fact.high, fact.unit, fact.written_in, fact.approximate
