"""The annotators, and their work one after the other, each on its guard: one that fails costs what it reads there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from lib.annotate import clauses, commitments, dates, figures, mentions, passages, places, quotes
from lib.annotate.pipeline import Tools, parse_all
from lib.annotate.telling import deeds
from lib.annotator import Annotator
from lib.models import Annotations, Document, Failure
from lib.text import sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

ANNOTATORS: tuple[Annotator, ...] = (
    sentences.ANNOTATOR,
    mentions.ANNOTATOR,
    places.ANNOTATOR,
    dates.ANNOTATOR,
    figures.ANNOTATOR,
    quotes.ANNOTATOR,
    passages.ANNOTATOR,
    commitments.ANNOTATOR,
    deeds.ANNOTATOR,
    commitments.DENIALS,
    clauses.ANNOTATOR,
)
"""All there are, in the order in which a reader is told of them; whoever needs another's results works after it."""

SENTENCES, GRAMMAR = sentences.ANNOTATOR.key, "grammar"
# What an annotator may need beside what others find.
GIVEN = ("text", "body_start", "published", "tools", "agreements", GRAMMAR)
LONGEST_REASON = 200

Statements = Mapping[str, tuple[Any, ...]]


def registered() -> tuple[Annotator, ...]:
    """The annotators that there are now: look here and keep no copy."""
    return ANNOTATORS


def in_order(annotators: Sequence[Annotator]) -> list[Annotator]:
    """Those that find something, each after all that find what it needs. ValueError where nobody could find that.

    >>> one, two = Annotator("a", str, ("b",)), Annotator("b", str, ("text",))
    >>> [annotator.key for annotator in in_order((one, two))]
    ['b', 'a']
    """
    finders = {one.key: one for one in annotators if one.needs}
    finds = {one.key: {one.key, *one.also} for one in finders.values()}
    for one in finders.values():
        if unknown := set(one.needs).difference(GIVEN, *finds.values()):
            raise ValueError(f"{one.key} needs what no annotator finds: {', '.join(sorted(unknown))}.")
    first = {
        key: [other for other in finders if other != key and finds[other] & {*finders[key].needs}] for key in finders
    }
    return [finders[key] for key in TopologicalSorter(first).static_order()]


@dataclass(frozen=True, slots=True)
class AnnotateStep:
    """What is done next: one annotator, by what it reads, on so many characters."""

    annotator: str
    characters: int


@dataclass(slots=True)
class _Reading:
    """One document as far as it has been read: what was found by the annotators' keys, and what is given to them."""

    document: Document
    tools: Tools
    left_out: Mapping[str, str]
    doc: "Doc | None" = None
    found: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def attempt(self, reads: str, find: Callable[[], Statements]) -> Iterator[AnnotateStep]:
        """Say what is read next, then keep what is found, or why that failed."""
        if reads in self.left_out:
            self.failures.append(Failure(reads, self.left_out[reads]))
            return
        yield AnnotateStep(reads, len(self.document.text))
        try:
            self.found.update(find())
        except Exception as error:  # noqa: BLE001  # whatever an annotator raises costs no more than what it reads
            self.failures.append(Failure(reads, reason_of(error)))

    def annotate(self, annotator: Annotator) -> Iterator[AnnotateStep]:
        """Let one annotator work, if the text could be parsed or it can do without."""
        if GRAMMAR not in annotator.needs or self.doc is not None:
            yield from self.attempt(annotator.reads or annotator.key, lambda: self._find(annotator))

    def _find(self, annotator: Annotator) -> Statements:
        document, tools = self.document, self.tools
        values = (document.text, document.body_start, document.published, tools, tools.agreements, self.doc)
        given = {**self.found, **dict(zip(GIVEN, values, strict=True))}
        outcome = annotator.find(*(given.get(need, ()) for need in annotator.needs))
        results = outcome if annotator.also else (outcome,)
        return {key: tuple(result) for key, result in zip((annotator.key, *annotator.also), results, strict=True)}

    def annotations(self) -> Annotations:
        """All that was found."""
        return Annotations(found=self.found, failures=tuple(self.failures))


def read_together(
    documents: Sequence[Document], tools: Tools, left_out: Mapping[str, str] | None = None
) -> Iterator[AnnotateStep | Annotations]:
    """The annotations of each document in order, each step announced before it is taken; the texts parsed together.

    `left_out` are annotators that are not to try the first document, by what they read, with the reason.
    """
    readings = [_Reading(document, tools, (left_out or {}) if at == 0 else {}) for at, document in enumerate(documents)]
    for reading in readings:
        yield from reading.annotate(sentences.ANNOTATOR)
    yield from _parse(readings, tools)
    others = [annotator for annotator in in_order(registered()) if annotator.key != SENTENCES]
    for reading in readings:
        for annotator in others:
            yield from reading.annotate(annotator)
        yield reading.annotations()


def reason_of(error: Exception) -> str:
    """An error in a few words for a reader who can look it up: its kind, and what it says."""
    message = " ".join(str(error).split())
    return f"stopped with {type(error).__name__}{f': {message}' if message else ''}"[:LONGEST_REASON]


def _parse(readings: Sequence[_Reading], tools: Tools) -> Iterator[AnnotateStep]:
    """Parse the texts all at once, or where one of them fails, each by itself."""
    whole = [reading for reading in readings if SENTENCES in reading.found and GRAMMAR not in reading.left_out]
    if len(whole) == len(readings) > 1:
        yield AnnotateStep(GRAMMAR, sum(len(reading.document.text) for reading in readings))
        try:
            _parse_together(readings, tools)
        except Exception:  # noqa: BLE001  # which of them it was, the next attempts tell
            for reading in readings:
                reading.doc = None
    for reading in readings:
        if reading.doc is None and SENTENCES in reading.found:
            yield from reading.attempt(GRAMMAR, lambda reading=reading: _parse_together([reading], tools))  # type: ignore[misc]


def _parse_together(readings: Sequence[_Reading], tools: Tools) -> Statements:
    parsed = parse_all([(reading.document.text, reading.found[SENTENCES]) for reading in readings], tools)
    for reading, doc in zip(readings, parsed, strict=True):
        reading.doc = doc
    return {}
