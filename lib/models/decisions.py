"""What analysts decide, and how far they say that something agreed is carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lib.models.documents import Span

Action = Literal["merge", "split", "rename", "hide", "reject", "reassign", "assess", "attach", "detach", "correct"]
SubjectKind = Literal[
    "entity", "place", "mention", "toponym", "commitment", "deed", "figure", "quote", "matter", "document", "outlet"
]
Status = Literal["not started", "minimal", "intermediate", "full"]

Field = Literal[
    "outlet", "date", "address", "story", "name", "country", "language", "owner", "state", "agency",
    "who", "action", "object", "day", "rule", "relation", "modality", "speaker", "number", "unit", "subject",
]  # fmt: skip

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "document": ("outlet", "date", "address", "story"),
    "outlet": ("name", "country", "language", "owner", "state", "agency"),
    "commitment": ("who", "action", "object", "day", "rule", "relation", "modality", "state"),
    "deed": ("who", "state", "day"),
    "figure": ("number", "unit", "subject"),
    "quote": ("speaker",),
}
"""What can be corrected, of an article, of an outlet, and of what was read in a text."""

UNPLACED = "unplaced"
"""The id that stands for no place: of a place that is decided about, its spellings are those that have none so far."""

STATUSES: tuple[Status, ...] = ("not started", "minimal", "intermediate", "full")
"""How far something agreed is carried out, each at its number, 0 to 3: the scale of the Peace Accords Matrix.

Kroc Institute, University of Notre Dame; Joshi, Quinn and Regan 2015, Journal of Peace Research 52(4).
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about: an entity, place, matter or document by its id, or one annotation by its words.

    A matter is what is to be done: a clause as "agreement-id/clause-id", or what a row of commitments is put under.

    `spellings` and `document` narrow an id down to some of its mentions; empty and None mean all of them. Names that
    were found nowhere are those of the place `UNPLACED`. `span` is
    one annotation's, found again only where the exact words still stand; `id` is then, for a commitment, its action.
    `name` is what the thing was called when the decision was made, for whoever reads it.
    """

    kind: SubjectKind
    id: str | None = None
    spellings: tuple[str, ...] = ()
    document: str | None = None
    span: Span | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a status rests on: a sentence of the corpus by its document and span, or what is known from elsewhere.

    `source` is an address or a citation; for a sentence it says where that is from, for whoever lacks the article.
    """

    source: str = ""
    document: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided, as a row that is never changed: who, when (aware), why, and what is to be read how.

    `value` is what it becomes: the entity to merge into, the new name of a rename or a split, the entity, place, role
    or clause that is meant instead (None: no clause); `value_name` is its name for readers. A row that `undoes`
    another repeats that one's action and subject, and may itself be undone. `id` is a hash of all the rest.

    To attach a document is to say that it is about the agreement of id `value`, to detach it that it is not. To assess
    a matter is to say how far it was carried out on a `day`, one of STATUSES, and on what `evidence`; to reject a
    matter's status is to say that it is not what its reports speak for. To correct a document is to say what one
    `field` of it is: an outlet's id, an ISO day, an address or a story; without a `value` it has no date or address.
    Of an outlet country and language are ISO codes, state and agency "yes" or "no"; without a `value` it is not known.
    Of what was read in a text who and speaker are an entity's id or a name, day is an ISO day and rule the words that
    it follows from, number is as `lib.text.bounds` writes it, and a state other than was read one of DeedState.
    """

    id: str
    when: datetime
    who: str
    why: str
    action: Action
    subject: Subject
    value: str | None = None
    value_name: str = ""
    undoes: str | None = None
    day: date | None = None
    evidence: tuple[Evidence, ...] = ()
    field: Field | None = None
