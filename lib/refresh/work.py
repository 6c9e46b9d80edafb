"""Carrying out a plan: files are read, annotated and saved as they come, whatever their number."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from lib.ingest.files import SOURCES
from lib.models import Annotations, Document, Problem
from lib.refresh.plan import Plan
from lib.refresh.reading import ReadArticle, ReadFile, Reading, Spool
from lib.refresh.records import Engine, Progress, Report
from lib.store import FileRow, FileState, Saving, fingerprint, is_saved

# Articles and files to a commit: few at first, so that there is soon something to look at, then so many that versions
# stay few; and of long articles no more than some megabytes.
FEWEST_A_SAVE, MOST_A_SAVE, CHARACTERS_A_SAVE = 32, 256, 2_000_000


@dataclass(slots=True)
class Step:
    """One article that was annotated, or none where its file is done without one; `last` is the last of its file."""

    file: ReadFile
    article: ReadArticle | None
    last: bool
    outcome: tuple[Document, Annotations] | None = None


class Tally:
    """What was done so far: every file that is new or changed with its state at the end, and how many articles."""

    def __init__(self, plan: Plan, watch: Callable[[Progress], None]) -> None:
        self._plan, self._watch = plan, watch
        self._states: dict[str, FileState] = {}
        self._files = self._articles = self._annotated = 0

    def begin(self, reading: Reading) -> None:
        """Say how much there is to do."""
        self._watch(Progress("reading", 0, _count(reading)))
        self._watch(Progress("annotating", 0, _count(reading)))

    def note(self, step: Step, reading: Reading) -> None:
        """Count an article that was annotated, and a file whose last one that was."""
        self._annotated += step.article is not None
        if step.last:
            self._files += not _is_list(step.file.state.path)
            if not is_saved(step.file.state, self._plan.saved):
                self._states[step.file.state.path] = step.file.final_state()
                self._articles += len(step.file.articles)
        self._watch(Progress("annotating", self._files, _count(reading), self._annotated))

    def report(self, version: int) -> Report:
        """What was done, at the end of it."""
        plan, done = self._plan, self._states
        states = [done.get(key) or plan.saved[key] for key in plan.states]
        return Report(
            version,
            added=count_files(state for key, state in done.items() if key not in plan.saved)[0],
            changed=count_files(state for key, state in done.items() if key in plan.saved)[0],
            removed=count_files(plan.saved[key] for key in plan.gone)[0],
            unchanged=count_files(state for state in states if state.path not in done)[0],
            refused=count_files(states)[1],
            articles=self._articles,
            problems=problems(states),
            unread=unread(states),
        )


def _count(reading: Reading) -> int:
    """How many files of articles there are to read; a list of sources among them is none."""
    return sum(not _is_list(path) for path in reading.to_do)


def _is_list(path: str) -> bool:
    return path.rpartition("/")[2] == SOURCES


def carry_out(plan: Plan, store: Path, engine: Engine, watch: Callable[[Progress], None]) -> Report:
    """Read, annotate and save all that the plan has to do; the caller holds the lock."""
    tally = Tally(plan, watch)
    with Spool(store) as spool:
        reading = Reading(plan, spool, engine)
        saving = Saving(store, [state.root for state in plan.states.values()])
        tally.begin(reading)
        version, gone = None, plan.gone
        for shard in _shards(_counted(_steps(reading, engine), tally, reading)):
            version, gone = saving.save(_rows(shard), gone), ()
        return tally.report(saving.save((), gone) if version is None else version)


def nothing_done(plan: Plan) -> Report:
    """The report of a refresh that found all as it should be."""
    saved = [plan.saved[key] for key in plan.states]
    read, refused = count_files(saved)
    return Report(plan.version or 0, unchanged=read, refused=refused, problems=problems(saved), unread=unread(saved))


def _counted(steps: Iterable[Step], tally: Tally, reading: Reading) -> Iterator[Step]:
    for step in steps:
        tally.note(step, reading)
        yield step


def _steps(reading: Reading, engine: Engine) -> Iterator[Step]:
    """What was done, article by article; the annotators see the articles as one stream, so that they can batch them."""
    begun: deque[Step] = deque()

    def documents() -> Iterator[Document]:
        for file in reading.each():
            todo = [article for article in file.articles if article.part not in file.kept]
            for article in todo:
                begun.append(Step(file, article, last=article is todo[-1]))
                yield reading.document(article)
            if not todo:
                begun.append(Step(file, None, last=True))

    def without_article() -> Iterator[Step]:
        while begun and begun[0].article is None:
            yield begun.popleft()

    for document, annotations in engine.annotate(documents()):
        yield from without_article()
        step = begun.popleft()
        if step.article is not None:  # it is not
            step.file.note(annotations)
            yield replace(step, outcome=(reading.as_read(step.article, document), annotations))
    yield from without_article()


def _shards(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """The steps in groups to be saved together."""
    some, most, characters = list[Step](), FEWEST_A_SAVE, 0
    for step in steps:
        some.append(step)
        characters += len(step.outcome[0].text) if step.outcome else 0
        if len(some) >= most or characters >= CHARACTERS_A_SAVE:
            yield some
            some, most, characters = [], min(2 * most, MOST_A_SAVE), 0
    if some:
        yield some


def _rows(shard: Iterable[Step]) -> list[FileRow]:
    """The rows of a shard: a file's articles stand behind each other."""
    rows = []
    for _, some in groupby(shard, key=lambda step: id(step.file)):
        steps = list(some)
        file, last = steps[0].file, steps[-1].last
        done = [(step.article.piece(), step.outcome) for step in steps if step.article and step.outcome]
        pieces, outcomes = tuple(piece for piece, _ in done), tuple(outcome for _, outcome in done)
        state = file.final_state() if last else file.state
        rows.append(FileRow(state, outcomes, pieces, of=len(file.articles), last=last))
    return rows


def count_files(states: Iterable[FileState]) -> tuple[int, int]:
    """How many files gave articles, and how many none; a list of sources, kept for what is wrong in it, is neither."""
    files = [state for state in states if not _is_list(state.path)]
    empty = [state.fingerprint == fingerprint((), state.version) for state in files]
    return empty.count(False), empty.count(True)


def problems(states: Iterable[FileState]) -> tuple[Problem, ...]:
    """What is wrong with the files."""
    return tuple(Problem(state.path, state.problem) for state in states if state.problem)


def unread(states: Iterable[FileState]) -> tuple[Problem, ...]:
    """What was not read in the files' articles."""
    return tuple(Problem(state.path, state.unread) for state in states if state.unread)
