"""An agreement and its clauses: what the codebook holds of one, and what is read from an agreement's own text."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

ClauseModality = Literal["obligation", "prohibition", "permission", "statement"]
RelatedKind = Literal["amends", "implements", "supplements", "replaces"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One point of an agreement, in our words or its own; `due` is the agreement's own last day for it.

    `number` is as printed, joined to that of the item it stands in ("2.a"), "" where none is. `start` and `end` are
    offsets into the agreement's text, both 0 where that is not kept. `parent` is the number of the item it belongs to,
    `obligors` those who have to do it, by name; `due_rule` the words that the day follows from, `starts` the first day
    of a state. `terms` are words by which reports of the clause are known.
    """

    id: str
    number: str
    text: str
    due: date | None
    terms: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    heading: str | None = None
    parent: str | None = None
    obligors: tuple[str, ...] = ()
    modality: ClauseModality = "obligation"
    due_rule: str | None = None
    starts: date | None = None

    def label(self, most: int = 140) -> str:
        """Its number and its first words, cut between two words where they are many.

        >>> Clause("c4", "4.a", "one half no later than 30 April;", None).label()
        '4.a one half no later than 30 April'
        >>> Clause("c1", "", "The Parties shall observe a ceasefire.", None).label(24)
        'The Parties shall …'
        """
        words = f"{self.number} {self.text}".strip().rstrip(".;:,")
        return words if len(words) <= most else f"{words[: most - 1].rpartition(' ')[0]} …"


@dataclass(frozen=True, slots=True)
class Related:
    """What an agreement is to another one: the other's `name` and day of signing as its own text prints them.

    `agreement` is the other's id, where the desk knows it.
    """

    kind: RelatedKind
    name: str
    signed: date | None = None
    agreement: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One value of a kept agreement that somebody changed: what it was before and after, by whom, why and when.

    `clause` and `number` are of the clause, both "" where the value is the agreement's own; `field` is the name of
    that of the record, or "clause" for one that was added or deleted. Values are written as text: a day in ISO form,
    names a line each, "" where there is none.
    """

    clause: str
    number: str
    field: str
    before: str
    after: str
    who: str
    why: str
    when: date


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is known of one negotiated agreement; `text` is its own, "" where only its points are known.

    `changed` are the values that a hand changed since it was first kept, the oldest first.
    """

    id: str
    title: str
    parties: tuple[str, ...]
    signed: date | None
    source: str
    clauses: tuple[Clause, ...]
    text: str = ""
    related: tuple[Related, ...] = ()
    changed: tuple[Changed, ...] = ()


ReadingState = Literal["kept", "replaced", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what is kept of an agreement, why, and when (aware)."""

    who: str
    why: str
    when: datetime


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading of an agreement that is kept, or was: its file's name, and the change that it came from, if known."""

    file: str
    agreement: Agreement
    change: Change | None
    state: ReadingState
