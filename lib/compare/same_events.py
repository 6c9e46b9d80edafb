"""Which articles tell of the same event: one deed, days that can be one, and the same people, place or thing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lib.annotate.promising.stems import stems
from lib.codebooks import load_words
from lib.compare.deeds import OBJECT, WHO
from lib.compare.events import ON
from lib.compare.records import Fact

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
        self.place = self.place or other.place


def same_events(facts: Iterable[Fact]) -> list[Event]:
    """The facts of events, put together by the event; each in the order in which it is first told.

    Two tellings are of one event where the days can be one and nobody and no place speaks against it. Where the days
    cannot be one they are of one event only where the same people and the same place or thing are named, no article
    tells of both, and the deed is none that recurs: the day then differs.
    """
    by_deed: dict[str, list[Event]] = defaultdict(list)
    found: list[Event] = []
    for telling in _tellings(facts):
        known = next((one for one in by_deed[telling.deed] if _is_one(one, telling)), None)
        if known is None:
            by_deed[telling.deed].append(telling)
            found.append(telling)
        else:
            known.join(telling)
    return [event for event in found if not any(_absorbs(other, event) for other in _earlier(found, event))]


def one_day(days: Iterable[str]) -> bool:
    """Whether days and months, as ISO prefixes, can all be one day.

    >>> one_day(["2018-09", "2018-09-17"]), one_day(["2018-09-16", "2018-09-17"])
    (True, False)
    """
    longest = max(days, key=len, default="")
    return all(longest.startswith(day) for day in days)


def _earlier(found: Sequence[Event], event: Event) -> Iterator[Event]:
    """The events of the same deed before this one."""
    for other in found:
        if other is event:
            return
        if other.deed == event.deed:
            yield other


def _absorbs(event: Event, other: Event) -> bool:
    """Whether a later event is this one told of another day; it then has been taken over."""
    if not event.facts or not _differs(event, other):
        return False
    event.join(other)
    other.facts = []
    return True


def _differs(one: Event, other: Event) -> bool:
    """Whether two events are one of which two days are told."""
    if _recurs(one.deed) or one.documents() & other.documents() or not one.doers or one.doers != other.doers:
        return False
    placed = one.place is not None and one.place == other.place
    return placed or ((one.place is None or other.place is None) and _things_alike(one, other))


def _tellings(facts: Iterable[Fact]) -> Iterator[Event]:
    """Each telling: the facts of one clause of one article about one deed."""
    clauses: dict[tuple[str, int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        clauses[fact.document, fact.span.start, fact.subject].append(fact)
    for (_, _, deed), some in clauses.items():
        event = Event(deed, some, place=some[0].place)
        for fact in some:
            if fact.measure == ON and fact.meaning:
                event.days.add(fact.meaning)
            elif fact.measure == WHO and fact.meaning:
                event.doers.update(fact.meaning.split("|"))
            elif fact.measure == OBJECT:
                event.things.update(stems(fact.words))
        yield event


def _is_one(event: Event, telling: Event) -> bool:
    """Whether a telling is of an event known: the days can be one, and people and place do not speak against it."""
    if not one_day(event.days | telling.days):
        return False
    if None not in (event.place, telling.place) and event.place != telling.place:
        return False
    if event.doers and telling.doers:
        return bool(event.doers & telling.doers)
    return not _recurs(event.deed) or event.place == telling.place is not None


def _things_alike(one: Event, other: Event) -> bool:
    """Whether what the deed was done to is called alike."""
    shorter = min(len(one.things), len(other.things))
    return bool(shorter) and len(one.things & other.things) >= ALIKE * shorter


def _recurs(deed: str) -> bool:
    """Whether such a deed is done again and again by the same people."""
    return any(row["name"] == deed and row.get("recurs") for row in load_words("facts")["event"])
