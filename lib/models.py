"""The vocabulary: every fact the engine states, as frozen records tied to spans of one cleaned text.

Offsets are half-open character offsets into `Document.text`; `text[start:end] == exact` always holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

Record = TypeVar("Record")

Kind = Literal["PERSON", "ORG", "GROUP", "PLACE"]
Role = Literal["literal", "associative", "demonym"]
Precision = Literal["city", "province", "country", "region", "feature"]
PublishedFrom = Literal["metadata", "text", "story"]
SourceFrom = Literal["metadata", "text", "url"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Modality = Literal["obligation", "prohibition", "permission", "intention"]
MatchOf = Literal["commitment", "sentence"]
Relation = Literal["ON_OR_BEFORE", "BEFORE", "ON"]
Action = Literal["merge", "split", "rename", "hide", "reject", "reassign", "assess"]
SubjectKind = Literal["entity", "place", "mention", "toponym", "commitment", "matter", "document"]
Status = Literal["not started", "minimal", "intermediate", "full"]

KINDS: tuple[Kind, ...] = ("PERSON", "ORG", "GROUP", "PLACE")
ROLES: tuple[Role, ...] = ("literal", "associative", "demonym")
STATUSES: tuple[Status, ...] = ("not started", "minimal", "intermediate", "full")
"""How far something agreed is carried out, each at its number, 0 to 3: the scale of the Peace Accords Matrix.

Kroc Institute, University of Notre Dame; Joshi, Quinn and Regan 2015, Journal of Peace Research 52(4).
"""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. Never a person: that is a speaker."""

    id: str
    name: str
    country: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: half-open character offsets and the exact words between them."""

    start: int
    end: int
    exact: str

    def within(self, other: "Span") -> bool:
        """Whether this span lies inside the other, ends included."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Removal:
    """What cleaning took out of the original: offsets into `Document.original`, and why."""

    start: int
    end: int
    exact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: cleaned text, where it is from, and what cleaning removed.

    Where the text carried its own headline, that is the first paragraph of `text` and equals `title`;
    the body, which is what counts are made of, starts at `body_start`.
    """

    id: str
    source: Source | None
    story: str
    title: str | None
    text: str
    published: date | None
    published_from: PublishedFrom | None
    source_from: SourceFrom | None
    path: str
    url: str | None = None
    body_start: int = 0
    original: str = ""
    removed: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()


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
class Obligor:
    """Who has to do it, as named; None on the commitment where a passive names no agent."""

    text: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who is to do what by when, as one clause states it; `cited` is who is given as the source for it.

    `clause` is the matching clause of an agreement in the codebook, as "agreement-id/clause-id". `deed` is what is to
    be done, or not, in the order that it reads in: "heavy weapons withdrawn", "not veto".
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


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered point of an agreement, in our words; `due` is the agreement's own last day for it."""

    id: str
    number: str
    text: str
    due: date | None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the codebook knows of one negotiated agreement."""

    id: str
    title: str
    parties: tuple[str, ...]
    signed: date | None
    source: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """An annotator that could not read an article: what it reads, in words ("dates"), and a short reason."""

    annotator: str
    reason: str


class _Kind(Generic[Record]):
    """One kind of statement of Annotations, under its own name and with its own type."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = name

    def __get__(self, annotations: "Annotations", owner: type) -> tuple[Record, ...]:
        return annotations[self._key]


@dataclass(frozen=True, slots=True, init=False)
class Annotations:
    """Everything said about one document, by the key of its annotator; every statement is tied to its span.

    What an annotator reads is empty where it failed, and `failures` says so: empty is then not the same as none.

    >>> from dataclasses import replace
    >>> sentence = Sentence(Span(0, 3, "No."), 0)
    >>> said = Annotations((sentence,), rumours=("any record",))
    >>> said.sentences == said["sentences"] == (sentence,), said["rumours"], said.quotes, list(said.spans())
    (True, ('any record',), (), [Span(start=0, end=3, exact='No.')])
    >>> list(replace(said, rumours=()).found)
    ['sentences']
    """

    found: Mapping[str, tuple[Any, ...]]
    failures: tuple[Failure, ...]

    sentences = _Kind[Sentence]()
    mentions = _Kind[Mention]()
    toponyms = _Kind[Toponym]()
    timexes = _Kind[Timex]()
    quotes = _Kind[Quote]()
    figures = _Kind[Figure]()
    commitments = _Kind[Commitment]()
    clause_matches = _Kind[ClauseMatch]()

    def __init__(
        self,
        sentences: tuple[Sentence, ...] | None = None,
        mentions: tuple[Mention, ...] | None = None,
        *,
        found: Mapping[str, tuple[Any, ...]] | None = None,
        failures: tuple[Failure, ...] = (),
        **kinds: tuple[Any, ...],
    ) -> None:
        own = {"sentences": sentences, "mentions": mentions, **kinds}
        merged = {**(found or {}), **{key: records for key, records in own.items() if records is not None}}
        object.__setattr__(self, "found", {key: records for key, records in merged.items() if records})
        object.__setattr__(self, "failures", failures)

    def __getitem__(self, key: str) -> tuple[Any, ...]:
        """What the annotator of this key stated; empty where that is nothing."""
        return self.found.get(key, ())

    def spans(self) -> Iterator[Span]:
        """Every span that any annotation points at, its parts included."""
        yield from _spans(tuple(self.found.values()))


def _spans(value: Any) -> Iterator[Span]:  # noqa: ANN401  # whatever a record may hold
    """The spans in a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, and the reason in words that say what to do."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about: an entity, place, matter or document by its id, or one annotation by its words.

    A matter is what is to be done: a clause as "agreement-id/clause-id", or what a row of commitments is put under.

    `spellings` and `document` narrow an id down to some of its mentions; empty and None mean all of them. `span` is
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

    To assess a matter is to say how far it was carried out on a `day`, one of STATUSES, and on what `evidence`.
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


FilterValue = tuple[str, ...] | date | None  # what a filter is set to; nothing chosen is no filter


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked to see, each filter by its field; empty means all. Hashable, so also the cache key.

    `without` are entities to leave out, `articles` ids of documents; `lib.queries.filters` says what each one keeps.
    `others` are those that no code asks for by name: field and value, in the order of their fields. Days that are the
    wrong way round, as the ends of a slider may be, are turned.
    """

    outlets: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None
    without: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    articles: tuple[str, ...] = ()
    others: tuple[tuple[str, FilterValue], ...] = ()

    def __post_init__(self) -> None:
        """Turn the days."""
        if self.since and self.until and self.until < self.since:
            since, until = self.until, self.since
            object.__setattr__(self, "since", since)
            object.__setattr__(self, "until", until)

    def __bool__(self) -> bool:
        """Whether any filter is in force."""
        return self != Filters()

    def __getitem__(self, field: str) -> FilterValue:
        """What the filter of a field is set to, one of `others` too.

        >>> Filters.of({"since": date(2018, 9, 17), "stories": ("idlib",)})["stories"]
        ('idlib',)
        """
        value: FilterValue = getattr(self, field) if field in self.__slots__ else dict(self.others).get(field)
        return value

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Filters":
        """The filters that are set to these values, by field."""
        others = sorted((field, value) for field, value in values.items() if value and field not in cls.__slots__)
        return cls(**{field: values[field] for field in values if field in cls.__slots__}, others=tuple(others))
