"""What a refresh works with, what it says while it works, and what it has done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lib.ingest import Read, read_each
from lib.models import Annotations, Document, Problem

Stage = Literal["waiting", "reading", "annotating"]
Annotate = Callable[[Iterable[Document]], Iterator[tuple[Document, Annotations]]]


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads files and annotates, and a version that changes whenever it would say something else."""

    version: str
    annotate: Annotate
    read: Callable[[Iterable[Path]], Iterator[Read]] = read_each


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come: `done` of `total` files, and so many articles; all 0 while it waits for another."""

    stage: Stage
    done: int = 0
    total: int = 0
    articles: int = 0


# Before that a pace says more of how processes start than of articles.
SECONDS_TO_TELL = 5.0


def pace(progress: Progress, seconds: float) -> str:
    """How fast a refresh goes that began so many seconds ago, and how long the rest takes; empty where none can tell.

    >>> pace(Progress("annotating", 30, 120, articles=60), 10.0)
    '6.0 articles a second, about 30 s left'
    """
    if seconds < SECONDS_TO_TELL or not progress.articles:
        return ""
    told = f"{progress.articles / seconds:,.1f} articles a second"
    left = seconds / progress.done * (progress.total - progress.done) if progress.done else 0.0
    return told + (f", about {_duration(left)} left" if left else "")


def _duration(seconds: float) -> str:
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(seconds, 1):.0f} s"


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
