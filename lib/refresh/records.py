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
