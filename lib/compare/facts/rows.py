"""The facts of articles side by side: what each outlet says of the same, where values differ, and who is silent."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from lib.agreement.reported.vocabulary import keys_in
from lib.compare.article import Article
from lib.compare.duties.beginnings import BEGINS
from lib.compare.duties.days import WHEN
from lib.compare.duties.deed_numbers import same_counted
from lib.compare.duties.deeds import DEED, OBJECT, WHO, deed_names, find_deeds
from lib.compare.duties.outcomes import OUTCOME
from lib.compare.duties.slots import HOUR, NOUN, SLOTS, WHICH
from lib.compare.duties.states import STATE, contested, find_states, moved_on
from lib.compare.facts.across import find_across
from lib.compare.facts.agreed import find_agreed
from lib.compare.facts.bodies import find_bodies
from lib.compare.facts.claims import OF_HUNDRED, find_claims, of_one_story, with_known_numbers
from lib.compare.facts.counts import find_counts
from lib.compare.facts.differences import apart, find_differences, has_value, value_of
from lib.compare.facts.events import ON, find_events
from lib.compare.facts.same_events import same_events
from lib.compare.facts.soon import find_soon
from lib.compare.facts.tolls import outlets_apart, same_tolls
from lib.compare.facts.topics import Topic
from lib.compare.records import Fact, FactKind

# A thing of which so many matters tell is none by which what becomes of it is known.
MOST_MATTERS = 2


def find_facts(article: Article) -> Iterator[Fact]:
    """Every typed statement of one article: quantities, terms, deeds and how they fare, dated events, places."""
    for fact in _find_facts(article):
        corrected = article.corrected.get((fact.span.start, fact.span.end))
        yield fact if corrected is None else replace(fact, words=corrected)


def _find_facts(article: Article) -> Iterator[Fact]:
    yield from find_counts(article)
    yield from find_claims(article)
    yield from find_across(article)
    yield from find_agreed(article)
    yield from find_bodies(article)
    yield from find_soon(article)
    yield from find_deeds(article)
    yield from find_states(article)
    yield from find_events(article)
    yield from _find_places(article)


def _find_places(article: Article) -> Iterator[Fact]:
    """Each place that is meant as a place in the body."""
    for top in article.annotations.toponyms:
        sentence = article.sentence_of(top.span)
        if top.role == "literal" and top.place and sentence:
            near, cited = article.nearness(top.span)
            yield Fact(
                "place", top.place.name, top.place.precision, None, article.document, article.outlet, sentence[0],
                top.span, top.span.exact, comparable=False, near=near, cited=cited,
            )  # fmt: skip


def fact_rows(facts: Iterable[Fact], lasting: Collection[str] = ()) -> list[Topic]:
    """The facts put together by what they are about, in the order in which each is first said.

    A fact that names no place joins the one place that others give for the same; where they give several it stands
    by itself. `lasting` are the clauses that bind for as long as their agreement holds.
    """
    about: dict[tuple[FactKind, str, str, str], list[Fact]] = defaultdict(list)
    known = list(facts)
    others = [fact for fact in with_known_numbers(known) if fact.kind != "event"]
    tolls = [_toll_row(name, some) for name, some in same_tolls(others, apart)]
    counted = {_where(fact) for row in tolls for fact in row.facts}
    for fact in others:
        if _where(fact) not in counted:
            of = fact.frame if fact.measure in SLOTS else ""
            about[(fact.kind, fact.subject, fact.measure, of)].append(fact)
    names = deed_names(fact for fact in others if fact.kind == "deed")
    moved = moved_on(others)
    rows = [
        _deed_row(row, names, moved.get(row.subject), lasts=row.subject in lasting)
        if row.kind == "deed"
        else _counted_row(row)
        for key, group in about.items()
        for row in (_by_story if key[0] == "claim" else _by_place)(key[:3], group)
    ]
    rows = list(_told_apart(rows))
    return [*tolls, *rows, *_event_rows(fact for fact in known if fact.kind == "event")]


def _counted_row(row: Topic) -> Topic:
    """A row of numbers, those of an article that itself gives several not comparable: they are of several things."""
    if row.kind != "quantity":
        return row
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for fact in row.facts:
        by_article[fact.document].append(fact)
    several = {name for name, some in by_article.items() if any(apart(some[0], other) for other in some)}
    facts = (replace(one, comparable=False) if one.document in several else one for one in row.facts)
    return row._replace(facts=tuple(facts))


def _told_apart(rows: Sequence[Topic]) -> Iterator[Topic]:
    """The rows without slots that do not differ; of several frames of one slot that in which most outlets stand."""
    slots: dict[tuple[str, str], Topic] = {}
    spread = Counter((row.measure, row.facts[0].frame) for row in rows if row.kind == "deed")
    for row in rows:
        if row.measure not in {*SLOTS, OF_HUNDRED}:
            yield row
            continue
        several, some = spread[row.measure, row.facts[0].frame] > MOST_MATTERS, _exclusive(row)
        if not (several and row.measure == OUTCOME) and next(find_differences([some]), None) is not None:
            known = slots.setdefault((row.subject, row.measure), some)
            if _tells_more(some, known):
                slots[row.subject, row.measure] = some
    deeds = {row.subject for row in rows if row.measure == DEED and next(find_differences([row]), None) is not None}
    shown = [row for row in slots.values() if not (row.measure == OUTCOME and row.subject in deeds)]
    shown.sort(key=lambda row: (row.kind != "deed", -len(row.facts)))
    told: set[tuple[str, tuple[str, int]]] = set()
    for row in shown:
        places = {(row.measure, _where(fact)[1:]) for fact in row.facts}
        if row.kind == "deed" or not places <= told:
            yield row
        told |= places


def _tells_more(one: Topic, other: Topic) -> bool:
    """Whether a frame is told by more outlets than another; what a place is called counts after where it is."""
    nouns = [row.facts[0].frame.startswith(NOUN) for row in (one, other)]
    return nouns[1] if nouns[0] != nouns[1] else len(one.outlets()) > len(other.outlets())


def _exclusive(row: Topic) -> Topic:
    """A row without the articles that name several people or hours: they are then not one but others beside them."""
    if row.measure not in {WHICH, HOUR, OUTCOME, BEGINS} and not row.facts[0].frame.startswith(NOUN):
        return row
    told: dict[str, set[str | None]] = defaultdict(set)
    for fact in row.facts:
        told[fact.document].add(fact.meaning)
    return row._replace(facts=tuple(fact for fact in row.facts if len(told[fact.document]) == 1))


def _of_the_same(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The deeds of one matter, comparable where what they are done to is told by another article too."""
    told: dict[str, set[str]] = defaultdict(set)
    keys = [frozenset(keys_in(fact.span.exact)) - frozenset(keys_in(fact.words)) for fact in facts]
    for fact, some in zip(facts, keys, strict=True):
        for key in some:
            told[key].add(fact.document)
    shared = [any(len(told[key]) > 1 for key in some) for some in keys]
    return tuple(replace(fact, comparable=one) for fact, one in zip(facts, shared, strict=True))


def _deed_row(row: Topic, names: Mapping[str, str], moved: date | None, *, lasts: bool) -> Topic:
    """One respect of a deed by its name, the numbers of what it is done to held against each other.

    Once its day was `moved`, days are told of the new one, and may be moved again.
    """
    facts = row.facts
    if row.measure == OBJECT:
        facts = same_counted(facts, partial(outlets_apart, apart=apart))
    elif row.measure == DEED:
        facts = _of_the_same(facts)
    elif row.measure == STATE:
        facts = contested(facts, lasts=lasts)
    elif row.measure == WHEN and moved is not None:
        facts = tuple(replace(one, comparable=not _moved(one, moved)) for one in facts)
    return row._replace(name=names.get(row.subject, ""), facts=facts)


def _moved(fact: Fact, moved: date) -> bool:
    return not fact.comparable or (fact.told is not None and fact.told >= moved)


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
            told[value_of(fact)].add(fact.place)
    of = [_joined(fact, told.get(value_of(fact), set())) for fact in facts]
    for place in dict.fromkeys(of):
        yield Topic(*key, place, tuple(fact for fact, where in zip(facts, of, strict=True) if where == place))


def _by_story(key: tuple[FactKind, str, str], facts: Sequence[Fact]) -> Iterator[Topic]:
    """One row a story; a claim whose subject tells by itself what it is of is of all of them."""
    told = of_one_story(facts) if all(fact.names for fact in facts) else (tuple(facts),)
    yield from (Topic(*key, f"story {at}" if at > 1 else None, some) for at, some in enumerate(told, 1))


def _joined(fact: Fact, told: set[str]) -> str | None:
    """A fact's place; of one that names none the only place for which its value is told."""
    return next(iter(told)) if fact.place is None and has_value(fact) and len(told) == 1 else fact.place
