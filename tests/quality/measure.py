"""A gold set's texts annotated as they stand, and every annotator's figures on it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from lib.annotate import Tools, annotate_all, annotators, load_tools
from lib.contract import contract_record
from lib.errors import UnreadableFileError
from lib.ingest import borrow_dates, read_each, read_files
from lib.models import Document
from lib.settings import Settings
from tests.quality.clauses import count_clauses, count_reports, count_sentences
from tests.quality.cleaning import count_removals
from tests.quality.grouping import count_grouping
from tests.quality.scores import COUNTERS, toponym_counter
from tests.quality.sets import LARGER, GoldSet, load_demonyms
from tests.quality.spans import Record
from tests.quality.stories import STORY_COUNTERS
from tests.quality.tally import Tally, total

# Annotators whose figures say something of names alone, which is what a story's codebook could have given away.
OF_NAMES = frozenset({"entities", "grouping-within", "grouping-across"})


@dataclass(frozen=True, slots=True)
class Measured:
    """What one annotator was measured to do on one set."""

    annotator: str
    gold_set: GoldSet
    documents: int
    tally: Tally


class Measurer:
    """Measures sets one after another; the tools are loaded when first needed, and each set is annotated once."""

    def __init__(self, settings: Settings, tools: Tools | None = None) -> None:
        self._settings = settings
        self._tools = {True: tools} if tools else {}
        self._predicted: dict[str, dict[str, Record]] = {}

    def measure(self, gold_set: GoldSet) -> list[Measured]:
        """Every annotator that this set has gold for, in a fixed order."""
        documents = gold_set.documents()
        tallies = [*tally_set(gold_set, documents, self.predicted(gold_set)), *self._tally_cleaning(gold_set)]
        return [Measured(name, gold_set, len(documents), tally) for name, tally in tallies]

    def predicted(self, gold_set: GoldSet) -> dict[str, Record]:
        """The set's texts annotated as they stand, as the contract's records by id."""
        if gold_set.name not in self._predicted:
            tools = self._tools_for(story=gold_set.story)
            tools = replace(tools, agreements=(*tools.agreements, *gold_set.load_agreements()))
            self._predicted[gold_set.name] = predict(gold_set, tools)
        return self._predicted[gold_set.name]

    def _tally_cleaning(self, gold_set: GoldSet) -> Iterator[tuple[str, Tally]]:
        if "boilerplate.json" in gold_set.others:
            documents, _ = read_files([self._settings.root / "seeds"])
            yield "cleaning", count_removals(gold_set.load_beside("boilerplate.json"), documents)

    def _tools_for(self, *, story: bool) -> Tools:
        if story not in self._tools:
            self._tools[story] = load_tools(self._settings, story=story)
        return self._tools[story]


def predict(gold_set: GoldSet, tools: Tools) -> dict[str, Record]:
    """The set's texts annotated as they stand, by id; raises UnreadableFileError where one cannot be read."""
    reads = list(read_each(gold_set.files(), verbatim=True))
    for read in reads:
        if isinstance(read.outcome, str):
            raise UnreadableFileError(f"{gold_set.name}, {read.name}: {read.outcome}")
    documents = borrow_dates([read.outcome for read in reads if isinstance(read.outcome, Document)])
    with _only_measured(gold_set):
        annotated = annotate_all(documents, tools)
        return {
            read.name: contract_record(document, annotations) | {"id": read.name}
            for read, (document, annotations) in zip(reads, annotated, strict=True)
        }


@contextmanager
def _only_measured(gold_set: GoldSet) -> Iterator[None]:
    """In a larger set, whose gold names the annotators it measures, only these work, and those that they need."""
    every = annotators.ANNOTATORS
    if gold_set.name in LARGER:
        wanted = {annotators.SENTENCES}.union(*gold_set.documents())
        for one in reversed(annotators.in_order(every)):
            wanted |= {*one.needs} if wanted & {one.key, *one.also} else set()
        found = {key for one in every if wanted & {one.key, *one.also} for key in (one.key, *one.also)}
        annotators.ANNOTATORS = tuple(one for one in every if one.key in found)
    try:
        yield
    finally:
        annotators.ANNOTATORS = every


def tally_set(
    gold_set: GoldSet, documents: Sequence[Record], predicted: dict[str, Record]
) -> Iterator[tuple[str, Tally]]:
    """Annotator and counts, for each that the set has gold for; a set without a story's names measures names alone."""
    for name, tally in _all_tallies(gold_set, documents, predicted):
        if gold_set.story or name in OF_NAMES:
            yield name, tally


def _all_tallies(
    gold_set: GoldSet, documents: Sequence[Record], predicted: dict[str, Record]
) -> Iterator[tuple[str, Tally]]:
    counters = (
        STORY_COUNTERS
        if gold_set.stories
        else {
            **COUNTERS,
            "places": ("toponyms", toponym_counter(load_demonyms(gold_set.path.parent))),
            "clause-sentences": ("reports", count_reports),
        }
    )
    matched = [(gold, predicted.get(gold["id"], {})) for gold in documents]
    for name, (key, count) in counters.items():
        asked = [pair for pair in matched if key in pair[0]]
        if asked:
            yield name, total(count(*pair) for pair in asked)
    if "mentions" in documents[0]:
        yield from ((f"grouping-{name}", tally) for name, tally in count_grouping(matched).items())
    if "clauses.json" in gold_set.others:
        yield "clauses", count_clauses(gold_set.load_beside("clauses.json"), predicted)
    if "clause-sentences.json" in gold_set.others:
        yield "clause-sentences", count_sentences(gold_set.load_beside("clause-sentences.json"), predicted)
