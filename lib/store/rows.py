"""One file's rows: what was read from it and all that is known of it, with each annotation's place worked out."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lib.annotate.annotators import SENTENCES, registered
from lib.ingest.versions import sketch_of
from lib.models import Annotations, Document, Sentence, Span
from lib.store.schema import FileState, Standing, plain
from lib.text.words import count_words


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file's state, and each document read from it with its annotations; none where it was refused."""

    state: FileState
    documents: tuple[tuple[Document, Annotations], ...] = ()


def fingerprint(documents: Sequence[Document], version: str) -> str:
    """A hash of all that a file's annotations depend on: text, source and date, and the annotators' version."""
    return hashlib.sha256(f"{version}\n{tuple(documents)!r}".encode()).hexdigest()


def table_rows(row: FileRow, root_order: int) -> Iterator[dict[str, Any]]:
    """The file as nested dictionaries in the table's schema: one a document, or one that only says why there is none.

    `root_order` puts the file's folder in its place among the folders of the corpus.
    """
    contents: Sequence[tuple[Document | None, Annotations]] = row.documents or [(None, Annotations())]
    for part, (document, annotations) in enumerate(contents):
        yield {
            **plain(row.state),
            "root_order": root_order,
            "part": part,
            "words": count_words(document.text[document.body_start :]) if document else 0,
            "sketch": sketch_of(document.text) if document else (),
            "document": plain(document),
            **_annotation_lists(annotations, document.body_start if document else 0),
        }


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
