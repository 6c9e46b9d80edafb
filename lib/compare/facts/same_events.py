"""Which articles tell of the same event: one deed, days that can be one, and the same people, place or thing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import takewhile

from lib.codebooks import load_words, words_of
from lib.compare.duties.deeds import OBJECT, WHO
from lib.compare.facts.events import ON, event_rows
from lib.compare.records import Fact
from lib.text.stems import stem
from lib.text.words import WORD

# Days further apart are not told of one event by mistake; judged, not measured.
NEAR = 10
# Of the stems of what it was done to, so many of the shorter one's are the same.
ALIKE = 0.5


@dataclass(slots=True, eq=False)
class Event:
    """One event: all facts that tell of it, who is named for it, and where it was."""

    deed: str
    facts: list[Fact] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    place: str | None = None

    def documents(self) -> set[str]:
        """The articles that tell of it."""
        return {fact.document for fact in self.facts}

    def name(self) -> str:
        """The deed, those whom one telling names, the most of all, and the day where all give one."""
        named = max((fact.words for fact in self.facts if fact.measure == WHO), key=len, default="")
        day = max(self.days, key=len) if len({one[:7] for one in self.days}) == 1 and one_day(self.days) else ""
        return ", ".join(filter(None, [f"{self.deed}: {named}" if named else self.deed, day]))

    def join(self, other: "Event") -> None:
        """Take over what the other has."""
        self.facts += other.facts
        self.days |= other.days
        self.doers |= other.doers
        self.things |= other.things
        self.names |= other.names
        self.place = self.place or other.place


def same_events(facts: Iterable[Fact]) -> list[Event]:
    """The facts of events, put together by the event; each in the order in which it is first told.

    Two tellings are of one event where the days can be one and nobody and no place speaks against it. Where the days
    cannot be one they are of one event only where they are near, two of people, place and thing are the same, no
    article tells of both, and the deed is none that recurs: the day then differs.
    """
    by_deed: dict[str, list[Event]] = defaultdict(list)
    events: list[Event] = []
    for telling in _tellings(facts):
        known = next((one for one in by_deed[telling.deed] if _is_one(one, telling)), None)
        if known is None:
            by_deed[telling.deed].append(telling)
            events.append(telling)
        else:
            known.join(telling)
    return [event for event in events if not any(_absorbs(other, event) for other in _earlier(events, event))]


def one_day(days: Iterable[str]) -> bool:
    """Whether days and months, as ISO prefixes, can all be one day.

    >>> one_day(["2018-09", "2018-09-17"]), one_day(["2018-09-16", "2018-09-17"])
    (True, False)
    """
    longest = max(days, key=len, default="")
    return all(longest.startswith(day) for day in days)


def _earlier(found: Sequence[Event], event: Event) -> Iterator[Event]:
    """The events of the same deed before this one."""
    before = takewhile(lambda other: other is not event, found)
    return (other for other in before if other.deed == event.deed)


def _absorbs(event: Event, other: Event) -> bool:
    """Whether a later event is this one told of another day; it then has been taken over."""
    if not event.facts or not _differs(event, other):
        return False
    event.join(other)
    other.facts = []
    return True


def _differs(one: Event, other: Event) -> bool:
    """Whether two events are one of which two days are told.

    The same named thing is done once; else the days are near, and two of people, place and thing the same. Those whom
    one article names may be some of those that another names.
    """
    if event_rows()[one.deed].get("recurs") or _conflict(one, other):
        return False
    people = bool(one.doers and other.doers)
    placed = one.place is not None and one.place == other.place
    sure = people + placed + _things_alike(one, other) > 1 and _near(one.days, other.days)
    return (sure or bool(one.names & other.names)) and not one.documents() & other.documents()


def _conflict(one: Event, other: Event) -> bool:
    """Whether people, place or thing say that two events are two."""
    people = one.doers and other.doers and not (one.doers <= other.doers or other.doers <= one.doers)
    places = one.place and other.place and one.place != other.place
    things = one.things and other.things and not _things_alike(one, other)
    return bool(people or places or things)


def _near(days: Iterable[str], others: Iterable[str]) -> bool:
    """Whether some two days are at most so far apart that two outlets may mean one; of a month it is not known."""
    known = [[date.fromisoformat(day) for day in some if len(day) == len("2018-09-17")] for some in (days, others)]
    return any(abs((a - b).days) <= NEAR for a in known[0] for b in known[1])


def _tellings(facts: Iterable[Fact]) -> Iterator[Event]:
    """Each telling: the facts of one clause of one article about one deed."""
    clauses: dict[tuple[str, int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        clauses[fact.document, fact.span.start, fact.subject].append(fact)
    for (_, _, deed), some in clauses.items():
        event, row = Event(deed, some, place=some[0].place), event_rows()[deed]
        thing = row.get("thing") or not row.get("mutual")  # else it is only done by several together
        for fact in some:
            if fact.measure == ON and fact.meaning:
                event.days.add(fact.meaning)
            elif fact.measure == WHO and fact.meaning:
                event.doers.update(fact.meaning.split("|"))
            elif fact.measure == OBJECT and thing:
                event.things.update(_thing_stems(fact.words))
                event.names.update(_names(fact.words))
        yield event


def _is_one(event: Event, telling: Event) -> bool:
    """Whether a telling is of an event known: the days can be one, and people and place do not speak against it."""
    if not one_day(event.days | telling.days):
        return False
    if None not in (event.place, telling.place) and event.place != telling.place:
        return False
    if event.doers and telling.doers:
        return bool(event.doers & telling.doers)
    return not event_rows()[event.deed].get("recurs") or event.place == telling.place is not None


def _things_alike(one: Event, other: Event) -> bool:
    """Whether what the deed was done to is called alike, and not by two names."""
    shorter = min(len(one.things), len(other.things))
    named = one.names and other.names and one.names.isdisjoint(other.names)
    return bool(shorter) and not named and len(one.things & other.things) >= ALIKE * shorter


def _thing_stems(words: str) -> Iterator[str]:
    """The stems of what a deed was done to, words for one kind of thing as one: a truce is a ceasefire."""
    for word in WORD.findall(words.lower()):
        if word not in words_of("clauses", "joining"):
            yield _alike_words().get(word) or _alike_words().get(stem(word)) or stem(word)


@lru_cache(maxsize=1)
def _alike_words() -> Mapping[str, str]:
    """Nouns of deeds, and the stems of words for one thing, each to one word for all of its kind."""
    things = {stem(word): f"+{name}" for name, words in load_words("deeds")["things"].items() for word in words}
    return things | {noun: f"+{row['name']}" for row in event_rows().values() for noun in row["nouns"]}


def _names(words: str) -> Iterator[str]:
    """The stems of the names in what a deed was done to: its words with a capital that are no word for its kind."""
    return (stem(word) for word in WORD.findall(words) if word[0].isupper() and word.lower() not in _kinds())


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    """The nouns of deeds, and words that begin a sentence."""
    nouns = frozenset(noun for row in event_rows().values() for noun in row["nouns"])
    return nouns | words_of("clauses", "joining")
