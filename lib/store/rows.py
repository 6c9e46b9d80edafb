"""One file's rows: what was read from it and all that is known of it, with each annotation's place worked out."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lib.annotate.annotators import SENTENCES, registered
from lib.ingest.versions import sketch_of
from lib.models import Annotations, Document, Sentence, Span
from lib.store.schema import STATE, FileState, Standing, plain
from lib.text.words import count_words


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a file: its number there, its own fingerprint, and which date its story lends it.

    `lent` is None where the article has a date of its own or is to have none, and empty where its story has none.
    """

    part: int
    fingerprint: str = ""
    lent: str | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file's state, and documents read from it with their annotations; none where it was refused.

    Where these are not all that the file holds, `pieces` says which ones, `of` how many there are, and `last` whether
    all others are in the table, so that the file's state can stand there.
    """

    state: FileState
    documents: tuple[tuple[Document, Annotations], ...] = ()
    pieces: tuple[Piece, ...] = ()
    of: int | None = None
    last: bool = True

    def parts(self) -> list[int]:
        """The numbers of these articles in the file."""
        return [piece.part for piece in self.pieces] or list(range(len(self.documents)))

    def is_whole(self) -> bool:
        """Whether this is all of the file."""
        return self.last and self.of in {None, len(self.documents)}


def fingerprint(documents: Sequence[Document], version: str) -> str:
    """A hash of all that a file's annotations depend on: text, source and date, and the annotators' version."""
    return joined([article_fingerprint(one, version) for one in documents], version)


def article_fingerprint(document: Document, version: str) -> str:
    """A hash of all that one article's annotations depend on."""
    return hashlib.sha256(f"{version}\n{document!r}".encode("utf-8", "surrogatepass")).hexdigest()


def joined(fingerprints: Sequence[str], version: str) -> str:
    """A file's fingerprint by those of its articles."""
    return hashlib.sha256("\n".join([version, *fingerprints]).encode()).hexdigest()


def table_rows(row: FileRow, root_order: int) -> Iterator[dict[str, Any]]:
    """The rows as nested dictionaries in the table's schema: one a document, then the file's state if this is the last.

    `root_order` puts the file's folder in its place among the folders of the corpus.
    """
    place = {"path": row.state.path, "root": row.state.root, "root_order": root_order}
    pieces = row.pieces or [Piece(part) for part in row.parts()]
    for piece, (document, annotations) in zip(pieces, row.documents, strict=True):
        yield {
            **place,
            "part": piece.part,
            "fingerprint": piece.fingerprint,
            "lent": piece.lent,
            "words": count_words(document.text[document.body_start :]),
            "sketch": sketch_of(document.text),
            "document": plain(document),
            **_annotation_lists(annotations, document.body_start),
        }
    if row.last:
        yield {**plain(row.state), "root_order": root_order, "part": STATE}


def _annotation_lists(annotations: Annotations, body_start: int) -> dict[str, list[dict[str, Any]]]:
    """What each annotator stated, all but the sentences with where it stands."""
    places = _Places(annotations, body_start)
    lists: dict[str, list[dict[str, Any]]] = {"failures": plain(annotations.failures)}
    for one in registered():
        statements = annotations[one.key]
        standing = ({} if one.key == SENTENCES else plain(places.find_standing(item.span)) for item in statements)
        lists[one.key] = [{**plain(item), **where} for item, where in zip(statements, standing, strict=True)]
    return lists


class _Places:
    """Where things stand in one document: its sentences, its headline, its demonyms."""

    def __init__(self, annotations: Annotations, body_start: int) -> None:
        self._sentences: tuple[Sentence, ...] = annotations.sentences
        self._starts = [sentence.span.start for sentence in annotations.sentences]
        self._demonyms = {(t.span.start, t.span.end) for t in annotations.toponyms if t.role == "demonym"}
        self._body_start = body_start

    def find_standing(self, span: Span) -> Standing:
        """The sentence that holds a span's first character, and what that makes of it."""
        number = bisect_right(self._starts, span.start) - 1
        inside = number >= 0 and span.start < self._sentences[number].span.end
        headline = self._sentences[number].headline if inside else span.start < self._body_start
        return Standing(number if inside else None, headline, (span.start, span.end) in self._demonyms)
