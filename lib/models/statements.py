"""What is stated in a document: names, places, days, quotes, figures, commitments, each tied to its span."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.models.documents import Span

Kind = Literal["PERSON", "ORG", "GROUP", "PLACE"]
Role = Literal["literal", "associative", "demonym"]
Precision = Literal["city", "province", "country", "region", "feature"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Modality = Literal["obligation", "prohibition", "permission", "intention"]
MatchOf = Literal["commitment", "sentence"]
Relation = Literal["ON_OR_BEFORE", "BEFORE", "ON"]
DeedState = Literal["begun", "done", "broken", "disputed", "delayed", "denied", "extended", "verified"]

KINDS: tuple[Kind, ...] = ("PERSON", "ORG", "GROUP", "PLACE")
ROLES: tuple[Role, ...] = ("literal", "associative", "demonym")
ROLE_NAMES: Mapping[Role, str] = {
    "literal": "the place itself",
    "associative": "its government or people",
    "demonym": "a people’s name",
}
"""What a place's name means in each role, in the words that every page has for it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the text, with its paragraph's number; `headline` where it stands in the headline."""

    span: Span
    paragraph: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody or something; `entity` is the thing they mean, or None when not known.

    `reason` says how the entity was decided (full name, surname, bracket, spelling in the codebook, ...).
    """

    span: Span
    kind: Kind
    entity: str | None
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, group or place, whatever it is called."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. `country` is ISO 3166-1 alpha-2; `province` the name of its first-level division."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    precision: Precision
    province: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A mention of a place: which place, how sure (0 to 1), and what part the name plays.

    `place` is None where nothing in the gazetteer fits; `runner_up` is the next best candidate.
    """

    span: Span
    role: Role
    score: float
    place: Place | None
    entity: str | None
    runner_up: Place | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in TIMEX3's terms; `begin` and `finish` are the first and last day it covers."""

    span: Span
    type: TimexType
    value: str | None
    mod: str | None = None
    begin: date | None = None
    finish: date | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words at the cue that name who speaks; `inferred` where a pronoun had to be followed."""

    span: Span
    entity: str | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Attributed words: the whole content, its parts between quotation marks, the cue and the speaker."""

    span: Span
    kind: QuoteKind
    marked: tuple[Span, ...]
    speaker: Speaker | None
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bounds; `unit` is singular ("kilometre", "people"), `of` what it counts."""

    span: Span
    low: float | None
    high: float | None
    unit: str
    of: str | None
    approximate: bool
    cited: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words that set a commitment's date, and the last day they allow."""

    span: Span
    due: date
    relation: Relation


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, whether it speaks of something agreed, promised or ordered, and the words that say so."""

    span: Span
    agreed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Obligor:
    """Who has to do it, as named; None on the commitment where a passive names no agent.

    `name` is whom those words mean where they do not say it: a pronoun, "both sides", a capital for its government.
    """

    text: str
    entity: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who is to do what by when, as one clause states it; `cited` is who is given as the source for it.

    `clause` is the matching clause of an agreement in the codebook, as "agreement-id/clause-id". `deed` is what is to
    be done, or not, in the order that it reads in: "heavy weapons withdrawn", "not veto". `starts` is the first day of
    a state or an activity ("from Saturday"), which is no last day. `reason` says why it was read so.
    """

    span: Span
    obligor: Obligor | None
    action: str
    object: str | None
    condition: str | None
    modality: Modality
    deadline: Deadline | None
    cited: str | None = None
    clause: str | None = None
    deed: str = ""
    starts: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportedDeed:
    """What one clause reports of something agreed: that it was begun, done, broken, ...; `on` is the day it happened.

    `doer` is None where nobody is named; `cited` is who is given as the source, and `reason` why it was read so.
    """

    span: Span
    doer: Obligor | None
    action: str
    object: str | None
    state: DeedState
    on: date | None = None
    cited: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """What somebody is said not to have promised, or not to be obliged to do; `reason` has the words that deny it."""

    span: Span
    obligor: Obligor | None
    action: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """Words that report a clause of a known agreement, "agreement-id/clause-id", and how that was seen.

    `of` a commitment, `span` is its words; of a sentence, it runs from the first to the last of the words that it
    shares with the clause, and says what was agreed, done or is so without being a commitment to do it. `score` is
    w / (w + least), w being the weight of the words shared and `least` the weight that a match must have where so
    much names the agreement: .5 is just enough, .67 twice that, .75 three times; it is no probability. `reason` tells
    the words shared and the names, for readers.
    """

    span: Span
    clause: str
    score: float
    reason: str
    of: MatchOf
