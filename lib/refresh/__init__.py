"""Bring the store up to date with the files.

Files that are new, or changed in a way that changes what is said of them, are read and annotated; files that are gone
from a folder leave the table; all others are left alone. Nothing heavy is imported where nothing is to be done.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from lib.annotate import annotate_apart, annotators_version
from lib.errors import AccordError
from lib.ingest import Read, read_each, read_each_apart, settle
from lib.ingest.files import SOURCES
from lib.models import Annotations, Document, Problem
from lib.refresh.names import readable
from lib.refresh.plan import Plan, is_unmoved, make_plan
from lib.settings import Settings
from lib.store import Decided, FileRow, FileState, fingerprint, is_saved, save, table_version, write_lock

Stage = Literal["waiting", "reading", "annotating"]
Annotate = Callable[[Iterable[Document]], Iterator[tuple[Document, Annotations]]]

# Files to a commit: an interrupted first start loses minutes and not hours, and versions stay few.
FILES_A_SAVE = 500
MEANWHILE = "no file any more when it was to be read: run python -m lib.refresh once all is in its place"


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads files and annotates, and a version that changes whenever it would say something else."""

    version: str
    annotate: Annotate
    read: Callable[[Iterable[Path]], Iterator[Read]] = read_each


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come: `done` of `total` files; both are 0 while it waits for another one."""

    stage: Stage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a refresh did, in files of which articles were read; of the `refused` ones none was.

    `articles` are those in the files added or changed; `problems` are of all files, those known before included, and
    so is what annotators left `unread` in articles that count all the same.
    """

    version: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    refused: int = 0
    articles: int = 0
    problems: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()


def refresh(
    paths: Sequence[Path],
    store: Path,
    settings: Settings,
    watch: Callable[[Progress], None] = lambda _: None,
    engine: Engine | None = None,
    *,
    again: bool = False,
) -> Report:
    """Bring the table at `store` up to date with the files and folders in `paths`, and report what that took.

    One refresh works at a time: another waits, says so to `watch`, and then finds what the first has left to do.
    Readers are never held up, and where nothing is to be done nothing is written; articles that could not be read whole
    are tried again, and with `again` so are files that could not be read. Raises AccordError where a path does not
    exist, the model is missing, or the table cannot be read or written; a file that cannot be read is no error but a
    problem in the report.
    """
    engine = engine or load_engine(settings)
    plan = make_plan(paths, store, settings, engine.version, again=again)
    if plan.is_done() and plan.is_read_whole():
        return _nothing_done(plan)
    with write_lock(store, lambda: watch(Progress("waiting"))):
        if table_version(store) != plan.version:
            plan = make_plan(paths, store, settings, engine.version, again=again)
        if plan.is_done() and plan.is_read_whole():
            return _nothing_done(plan)
        watch(Progress("reading", 0, len(plan.files)))
        return _carry_out(plan, store, engine, watch)


def needs_refresh(paths: Sequence[Path], store: Path, settings: Settings) -> bool:
    """Whether a refresh would find something to do: milliseconds, without loading a model or reading an article."""
    if table_version(store) is None:
        return True
    return not make_plan(paths, store, settings, annotation_version(settings)).is_done()


def default_paths(settings: Settings) -> tuple[Path, ...]:
    """The folders of the seeds and of what the user added, as far as they exist.

    Raises AccordError where the seeds' folder was named and is none.
    """
    if settings.seeds != settings.root / "seeds" and not settings.seeds.is_dir():
        raise AccordError(f"ACCORD_DESK_SEEDS names {settings.seeds}, which is no folder: name one that is there.")
    return tuple(path for path in (settings.seeds, settings.corpus) if path.is_dir())


def load_engine(settings: Settings) -> Engine:
    """The project's own readers and annotators, in processes of their own that start when they are needed."""
    if isinstance(settings.workers, str):
        from lib.refresh.cluster import annotate_on_cluster  # noqa: PLC0415  # few have one

        annotate: Annotate = partial(annotate_on_cluster, settings=settings, address=settings.workers)
        return Engine(annotation_version(settings), annotate, read_each_apart)
    annotate = partial(annotate_apart, settings=settings, workers=settings.workers)
    return Engine(annotation_version(settings), annotate, partial(read_each_apart, workers=settings.workers))


def annotation_version(settings: Settings) -> str:
    """A name for all code and data that decide what the table says of a file."""
    digest = hashlib.sha256(annotators_version(settings.model).encode())
    lib = Path(__file__).parents[1]
    for path in sorted(path for room in ("models", "ingest") for path in (lib / room).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _nothing_done(plan: Plan) -> Report:
    saved = [plan.saved[key] for key in plan.states]
    read, refused = _count_files(saved)
    problems, unread = _problems(saved), _unread(saved)
    return Report(plan.version or 0, unchanged=read, refused=refused, problems=problems, unread=unread)


def _carry_out(plan: Plan, store: Path, engine: Engine, watch: Callable[[Progress], None]) -> Report:
    was: dict[str, Document] = {}
    contents, states = _read(plan, engine, was)
    todo = [key for key in states if not is_saved(states[key], plan.saved)]
    known = {key: plan.saved[key] for key in states.keys() - set(todo)}
    annotated = _as_read(_annotated(todo, contents, states, engine, watch), was)
    rows = _noted(annotated, known)
    version = save(store, list(islice(rows, FILES_A_SAVE)), plan.gone)
    while some := list(islice(rows, FILES_A_SAVE)):
        version = save(store, some)
    return Report(
        version,
        added=_count_files(states[key] for key in todo if key not in plan.saved)[0],
        changed=_count_files(states[key] for key in todo if key in plan.saved)[0],
        removed=_count_files(plan.saved[key] for key in plan.gone)[0],
        unchanged=_count_files(states[key] for key in set(states) - set(todo))[0],
        refused=_count_files(states.values())[1],
        articles=sum(len(contents[key]) for key in todo),
        problems=_problems(states.values()),
        unread=_unread(known[key] for key in states),
    )


def _noted(rows: Iterable[FileRow], known: dict[str, FileState]) -> Iterator[FileRow]:
    for row in rows:
        known[row.state.path] = row.state
        yield row


def _count_files(states: Iterable[FileState]) -> tuple[int, int]:
    """How many files gave articles, and how many none; a list of sources, kept for what is wrong in it, is neither."""
    files = [state for state in states if Path(state.path).name != SOURCES]
    empty = [state.fingerprint == fingerprint((), state.version) for state in files]
    return empty.count(False), empty.count(True)


def _read(
    plan: Plan, engine: Engine, was: dict[str, Document]
) -> tuple[dict[str, list[Document]], dict[str, FileState]]:
    """What every file holds, as analysts say that it is, and its full state; `was` takes what was read of those.

    All are read, because a story's files lend each other their date.
    """
    keys = {str(path): key for key, path in plan.files.items()}
    # A file that has become a folder meanwhile is walked, and what is found there was never listed.
    reads = (read for read in engine.read(plan.files.values()) if str(read.path) in keys)
    documents, refused = settle(_as_decided(reads, plan.decided, was), plan.decided.dateless())
    contents: dict[str, list[Document]] = {key: [] for key in plan.files}
    for document in documents:
        key = keys[document.path]
        contents[key].append(replace(document, path=key))
    reasons = {keys[problem.path]: readable(problem.reason) for problem in refused}
    states = {
        key: replace(
            _unless_moved(plan.told(state, [one.id for one in contents[key]]), plan.files[key], reasons.get(key)),
            fingerprint=fingerprint(contents[key], engine.version),
        )
        for key, state in plan.states.items()
    }
    return contents, states


def _as_decided(reads: Iterable[Read], decided: Decided, was: dict[str, Document]) -> Iterator[Read]:
    """What was read, each article as analysts say that it is."""
    for read in reads:
        document = read.outcome
        if isinstance(document, Document) and decided.of([document.id]):
            was[document.id] = document
            yield replace(read, outcome=decided.apply(document))
        else:
            yield read


def _as_read(rows: Iterable[FileRow], was: Mapping[str, Document]) -> Iterator[FileRow]:
    """The rows, each article with the date and the story that were read, whatever it was annotated as of."""
    for row in rows:
        documents = ((_with_read(one, was.get(one.id, one)), annotations) for one, annotations in row.documents)
        yield replace(row, documents=tuple(documents))


def _with_read(document: Document, read: Document) -> Document:
    return replace(document, published=read.published, published_from=read.published_from, story=read.story)


def _unless_moved(state: FileState, path: Path, reason: str | None) -> FileState:
    """A file's state with what is wrong with it; one that changed while it was read is to be looked at again."""
    if is_unmoved(state, path):
        return replace(state, problem=reason)
    return replace(state, raw_hash="", problem=reason or (None if path.is_file() else MEANWHILE))


def _annotated(
    todo: Sequence[str],
    contents: Mapping[str, Sequence[Document]],
    states: Mapping[str, FileState],
    engine: Engine,
    watch: Callable[[Progress], None],
) -> Iterator[FileRow]:
    """The rows of the files to do; the annotators see the documents as one stream, so that they can batch them."""
    annotated = engine.annotate(document for key in todo for document in contents[key])
    for done, key in enumerate(todo):
        watch(Progress("annotating", done, len(todo)))
        articles = tuple(islice(annotated, len(contents[key])))
        yield FileRow(replace(states[key], unread=_failures(articles)), articles)
    watch(Progress("annotating", len(todo), len(todo)))


def _failures(articles: Iterable[tuple[Document, Annotations]]) -> str | None:
    """What could not be read in a file's articles, each annotator and reason once; None where all was."""
    failures = [failure for _, annotations in articles for failure in annotations.failures]
    return "; ".join(dict.fromkeys(f"{one.annotator} not read: it {one.reason}" for one in failures)) or None


def _problems(states: Iterable[FileState]) -> tuple[Problem, ...]:
    return tuple(Problem(state.path, state.problem) for state in states if state.problem)


def _unread(states: Iterable[FileState]) -> tuple[Problem, ...]:
    return tuple(Problem(state.path, state.unread) for state in states if state.unread)
