"""Reading what is new: a file at a time, and what was read waits on the disk until it is annotated.

An article with a date of its own can be annotated at once. One without waits until all are read, for any article of its
story may lend it one.
"""

import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from lib.ingest import Lender, Read, borrow_date, problems_of
from lib.ingest.files import SOURCES
from lib.models import Annotations, Document
from lib.refresh.names import readable
from lib.refresh.plan import Plan, is_unmoved, written
from lib.refresh.records import Engine
from lib.store import FileState, Piece, article_fingerprint, joined, store_errors

MEANWHILE = "no file any more when it was to be read: run python -m lib.refresh once all is in its place"


@dataclass(slots=True)
class ReadArticle:
    """One article of a file without its text: where that lies on the disk, and what decides its date."""

    part: int
    at: int
    id: str
    story: str
    day: date | None
    waits: bool  # for a date that its story lends it
    lender: Lender | None = None
    fingerprint: str = ""

    def piece(self) -> Piece:
        """How it stands in the table."""
        return Piece(self.part, self.fingerprint, written(self.lender) if self.waits else None)


@dataclass(slots=True)
class ReadFile:
    """One file as it was read: its state, its articles, which of them the table has, and what was not read in them."""

    state: FileState
    articles: list[ReadArticle]
    kept: frozenset[int] = frozenset()
    unread: dict[str, None] = field(default_factory=dict)

    def note(self, annotations: Annotations) -> None:
        """Remember what could not be read in one of its articles, each annotator and reason once."""
        self.unread.update({f"{one.annotator} not read: it {one.reason}": None for one in annotations.failures})

    def final_state(self) -> FileState:
        """Its state once all its articles were annotated."""
        return replace(self.state, unread="; ".join(self.unread) or None)


class Spool:
    """Documents on the disk beside the table, in a file without a name that is gone with the process."""

    def __init__(self, store: Path) -> None:
        self._store = store
        with store_errors(store):
            self._file = TemporaryFile(dir=store.parent)  # noqa: SIM115  # closed with the spool

    def __enter__(self) -> Self:
        """The spool, to be closed with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file; what a full disk did not take is not needed any more."""
        with suppress(OSError):
            self._file.close()

    def add(self, *documents: Document) -> int:
        """Keep an article as it is annotated and as it was read; gives where they lie."""
        with store_errors(self._store):
            at = self._file.seek(0, os.SEEK_END)
            pickle.dump(documents, self._file)
            self._file.flush()
            return at

    def load(self, at: int) -> tuple[Document, Document]:
        """An article as it is annotated and as it was read."""
        with store_errors(self._store):
            self._file.seek(at)
            documents: tuple[Document, Document] = pickle.load(self._file)  # noqa: S301  # written here
            return documents


class Reading:
    """One reading of the files of a plan that are to be read."""

    def __init__(self, plan: Plan, spool: Spool, engine: Engine) -> None:
        self._plan, self._spool, self._version, self._read = plan, spool, engine.version, engine.read
        self._places = {key: place for place, key in enumerate(plan.files)}
        self.to_do = plan.to_read()
        """The files that are read; those whose articles borrow another date now are added once that is known."""
        self._lenders = plan.lenders(set(self.to_do))

    def each(self) -> Iterator[ReadFile]:
        """Every file that is read, as soon as all its articles have a date or can have none."""
        waiting, lists = list[ReadFile](), list[ReadFile]()
        for file in self._read_files(self.to_do):
            self._offer(file)
            if Path(file.state.path).name == SOURCES:
                lists.append(file)
            elif any(article.waits for article in file.articles):
                waiting.append(file)
            else:
                yield self._settled(file)
        misdated = self._plan.misdated(self._lenders, set(self.to_do))
        self.to_do = [*self.to_do, *misdated]
        # A list of sources is done when all that it speaks of is.
        yield from map(self._settled, chain(waiting, self._read_files(misdated), lists))

    def document(self, article: ReadArticle) -> Document:
        """An article as it is annotated, with the date that it borrows."""
        document = self._spool.load(article.at)[0]
        return borrow_date(document, article.lender) if article.waits else document

    def as_read(self, article: ReadArticle, document: Document) -> Document:
        """A document that was annotated as of what analysts say, with the date and story that were read."""
        decided, read = self._spool.load(article.at)
        if decided == read:
            return document
        return replace(document, published=read.published, published_from=read.published_from, story=read.story)

    def _read_files(self, keys: Sequence[str]) -> Iterator[ReadFile]:
        """The files in their order, those too of which nothing is told."""
        rest = iter(keys)
        names = {str(self._plan.files[key]): key for key in keys}
        reads = self._read([self._plan.files[key] for key in keys]) if keys else iter(())
        # A file that has become a folder meanwhile is walked, and what is found there was never listed.
        for key, some in groupby((read for read in reads if str(read.path) in names), lambda r: names[str(r.path)]):
            for other in rest:
                if other == key:
                    break
                yield self._file(other, ())
            yield self._file(key, some)
        for other in rest:
            yield self._file(other, ())

    def _file(self, key: str, reads: Iterable[Read]) -> ReadFile:
        refused, articles = list[Read](), list[ReadArticle]()
        for read in reads:
            if isinstance(read.outcome, Document):
                articles.append(self._article(key, len(articles), read.outcome))
            else:
                refused.append(read)
        reason = next((readable(problem.reason) for problem in problems_of(refused)), None)
        state = self._plan.told(self._plan.states[key], [article.id for article in articles])
        return ReadFile(_unless_moved(state, self._plan.files[key], reason), articles)

    def _article(self, key: str, part: int, read: Document) -> ReadArticle:
        decided = self._plan.decided
        document = replace(decided.apply(read) if decided.of([read.id]) else read, path=key)
        at = self._spool.add(document, replace(read, path=key))
        waits = document.published is None and document.id not in decided.dateless()
        fingerprint = "" if waits else article_fingerprint(document, self._version)
        return ReadArticle(part, at, document.id, document.story, document.published, waits, fingerprint=fingerprint)

    def _offer(self, file: ReadFile) -> None:
        """Let the articles that have a date lend it to their stories."""
        for one in file.articles:
            if one.day is not None:
                place = (self._places[file.state.path], one.part)
                self._lenders.add(one.story, one.day, Path(file.state.path).name, place)

    def _settled(self, file: ReadFile) -> ReadFile:
        """The file with the dates that its articles borrow, and with those marked that the table has as they are."""
        for article in file.articles:
            if article.waits:
                article.lender = self._lenders.of(article.story)
                article.fingerprint = article_fingerprint(self.document(article), self._version)
        key = file.state.path
        known = {one.part: one.fingerprint for one in self._plan.articles.get(key, ()) if not one.unread}
        file.kept = frozenset(one.part for one in file.articles if known.get(one.part) == one.fingerprint)
        whole = joined([article.fingerprint for article in file.articles], self._version)
        file.state = replace(file.state, fingerprint=whole)
        return file


def _unless_moved(state: FileState, path: Path, reason: str | None) -> FileState:
    """A file's state with what is wrong with it; one that changed while it was read is to be looked at again."""
    if is_unmoved(state, path):
        return replace(state, problem=reason)
    return replace(state, raw_hash="", problem=reason or (None if path.is_file() else MEANWHILE))
