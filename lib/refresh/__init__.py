"""Bring the store up to date with the files.

Files that are new, or changed in a way that changes what is said of them, are read and annotated; files that are gone
from a folder leave the table; all others are left alone. Nothing heavy is imported where nothing is to be done.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lib.annotate import annotate_apart, annotators_version
from lib.errors import AccordError
from lib.ingest import read_each_apart
from lib.refresh.plan import make_plan
from lib.refresh.records import Annotate, Engine, Progress, Report, pace
from lib.refresh.work import carry_out, nothing_done
from lib.settings import Settings
from lib.store import table_version, write_lock

__all__ = [
    "Engine",
    "Progress",
    "Report",
    "annotation_version",
    "default_paths",
    "load_engine",
    "needs_refresh",
    "pace",
    "refresh",
]


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
        return nothing_done(plan)
    with write_lock(store, lambda: watch(Progress("waiting"))):
        if table_version(store) != plan.version:
            plan = make_plan(paths, store, settings, engine.version, again=again)
        if plan.is_done() and plan.is_read_whole():
            return nothing_done(plan)
        return carry_out(plan, store, engine, watch)


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
