"""The annotators one after the other, each on its guard: one that fails on an article costs what it reads there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from lib.annotate.clauses import match_clauses, with_clauses
from lib.annotate.commitments import find_commitments
from lib.annotate.dates import find_timexes
from lib.annotate.figures import find_figures
from lib.annotate.mentions import find_mentions
from lib.annotate.pipeline import Tools, parse_all
from lib.annotate.quotes import find_quotes
from lib.models import Annotations, Document, Failure, Sentence
from lib.text.sentences import find_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

SENTENCES, GRAMMAR = "sentences", "grammar"
LONGEST_REASON = 200

Found = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """What is done next: one annotator, by what it reads, on so many characters."""

    annotator: str
    characters: int


@dataclass(slots=True)
class _Reading:
    """One document as far as it has been read; `found` has the fields of Annotations."""

    document: Document
    tools: Tools
    left_out: Mapping[str, str]
    doc: "Doc | None" = None
    found: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def attempt(self, annotator: str, find: Callable[[], Found]) -> Iterator[Step]:
        """Say that it is this annotator's turn, then keep what it finds, or why it failed."""
        if annotator in self.left_out:
            self.failures.append(Failure(annotator, self.left_out[annotator]))
            return
        yield Step(annotator, len(self.document.text))
        try:
            self.found.update(find())
        except Exception as error:  # noqa: BLE001  # whatever an annotator raises costs no more than what it reads
            self.failures.append(Failure(annotator, reason_of(error)))

    def get(self, name: str) -> tuple[Any, ...]:
        """What was found under this name of a field; empty where its annotator failed."""
        return self.found.get(name, ())

    def annotations(self) -> Annotations:
        """All that was found."""
        return Annotations(**self.found, failures=tuple(self.failures))


def read_together(
    documents: Sequence[Document], tools: Tools, left_out: Mapping[str, str] | None = None
) -> Iterator[Step | Annotations]:
    """The annotations of each document in order, each step announced before it is taken; the texts parsed together.

    `left_out` are annotators that are not to try the first document, with the reason.
    """
    readings = [_Reading(document, tools, (left_out or {}) if at == 0 else {}) for at, document in enumerate(documents)]
    for reading in readings:
        yield from reading.attempt(SENTENCES, lambda reading=reading: _sentences(reading.document))  # type: ignore[misc]
    yield from _parse(readings, tools)
    for reading in readings:
        yield from _annotate(reading)
        yield reading.annotations()


def reason_of(error: Exception) -> str:
    """An error in a few words for a reader who can look it up: its kind, and what it says."""
    said = " ".join(str(error).split())
    return f"stopped with {type(error).__name__}{f': {said}' if said else ''}"[:LONGEST_REASON]


def _sentences(document: Document) -> Found:
    return {SENTENCES: tuple(find_sentences(document.text, document.body_start))}


def _parse(readings: Sequence[_Reading], tools: Tools) -> Iterator[Step]:
    """Parse the texts all at once, or where one of them fails, each by itself."""
    whole = [reading for reading in readings if SENTENCES in reading.found and GRAMMAR not in reading.left_out]
    if len(whole) == len(readings) > 1:
        yield Step(GRAMMAR, sum(len(reading.document.text) for reading in readings))
        try:
            _parse_together(readings, tools)
        except Exception:  # noqa: BLE001  # which of them it was, the next attempts tell
            for reading in readings:
                reading.doc = None
    for reading in readings:
        if reading.doc is None and SENTENCES in reading.found:
            yield from reading.attempt(GRAMMAR, lambda reading=reading: _parse_together([reading], tools))  # type: ignore[misc]


def _parse_together(readings: Sequence[_Reading], tools: Tools) -> Found:
    parsed = parse_all([(reading.document.text, reading.get(SENTENCES)) for reading in readings], tools)
    for reading, doc in zip(readings, parsed, strict=True):
        reading.doc = doc
    return {}


def _annotate(reading: _Reading) -> Iterator[Step]:
    """The finders in the order in which each needs the one before; none can do without the grammar."""
    doc, tools, published = reading.doc, reading.tools, reading.document.published
    if doc is None:
        return
    get = reading.get
    finders: dict[str, Callable[[], Found]] = {
        "names and places": lambda: dict(zip(("mentions", "toponyms"), find_mentions(doc, tools), strict=True)),
        "dates": lambda: {"timexes": tuple(find_timexes(doc, published))},
        "quotes": lambda: {"quotes": tuple(find_quotes(doc, get("mentions")))},
        "figures": lambda: {"figures": tuple(find_figures(doc, get("mentions"), get("timexes"), get("quotes")))},
        "commitments": lambda: {
            "commitments": tuple(find_commitments(doc, get("mentions"), get("timexes"), get("quotes"), published))
        },
        "clauses": lambda: _clauses(get(SENTENCES), get("commitments"), tools),
    }
    yield from chain.from_iterable(reading.attempt(annotator, find) for annotator, find in finders.items())


def _clauses(sentences: tuple[Sentence, ...], commitments: tuple[Any, ...], tools: Tools) -> Found:
    matches = tuple(match_clauses(sentences, commitments, tools.agreements))
    return {"clause_matches": matches, "commitments": with_clauses(commitments, matches)}
