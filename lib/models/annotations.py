"""Everything said about one document, and what could not be read in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Generic, TypeVar

from lib.models.documents import Span
from lib.models.statements import (
    ClauseMatch,
    Commitment,
    Denial,
    Figure,
    Mention,
    Passage,
    Quote,
    ReportedDeed,
    Sentence,
    Timex,
    Toponym,
)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Failure:
    """An annotator that could not read an article: what it reads, in words ("dates"), and a short reason."""

    annotator: str
    reason: str


class _Kind(Generic[R]):
    """One kind of statement of Annotations, under its own name and with its own type."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = name

    def __get__(self, annotations: "Annotations", owner: type) -> tuple[R, ...]:
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
    passages = _Kind[Passage]()
    commitments = _Kind[Commitment]()
    deeds = _Kind[ReportedDeed]()
    denials = _Kind[Denial]()
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
