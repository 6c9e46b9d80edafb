"""The index of every sentence of one data version, in memory: nothing on disk to go stale or to be shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import tantivy

from lib.search import asked
from lib.search.analysis import indexed, spaced, whole
from lib.search.nodes import Node

Rows = np.ndarray[tuple[int], np.dtype[np.int64]]

# Bytes that the writer may hold before it starts another segment: the default's, on the one thread that keeps order.
HEAP = 128_000_000


class SentenceRecord(NamedTuple):
    """What is indexed of one sentence; `document` is its document's number, from 0, and the records come in order.

    `quoted` are the parts of the sentence that stand inside a quote's quotation marks, `day` the article's own date.
    """

    document: int
    start: int
    text: str
    headline: bool
    outlet: str
    day: date | None
    entities: Sequence[str]
    quoted: Sequence[str]


class Stored(NamedTuple):
    """What the index keeps of a sentence to show it."""

    text: str
    headline: bool
    quoted: tuple[str, ...]


class Hits(NamedTuple):
    """The sentences found, best first: their rows, and what `SentenceIndex.stored` takes for each."""

    rows: Rows
    addresses: list[tantivy.DocAddress]

    def picked(self, places: Rows) -> "Hits":
        """Those at these places of the list, in the places' order."""
        return Hits(self.rows[places], [self.addresses[at] for at in places.tolist()])


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """Sentences by their row, the number in the corpus's order: which document, and where in its text it starts.

    `firsts` has each document's first row, and at the end the number of all rows.
    """

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    documents: Rows
    starts: Rows
    firsts: Rows

    def find(self, node: Node) -> Hits:
        """Every sentence that a query finds, by BM25."""
        query = asked.tantivy_query(node, self.schema)
        hits = self.searcher.search(query, limit=max(1, len(self.documents)), count=False).hits
        addresses = [address for _, address in hits]
        rows = self.searcher.fast_field_values(asked.ROW, addresses)
        return Hits(np.array(rows, np.int64), addresses)

    def stored(self, addresses: Iterable[tantivy.DocAddress]) -> list[Stored]:
        """The sentences at these addresses."""
        documents = [self.searcher.doc(address) for address in addresses]
        return [
            Stored(_text(one[asked.TEXT][0]), one[asked.HEADLINE][0], tuple(map(_text, one[asked.QUOTED])))
            for one in documents
        ]


def build_index(sentences: Iterable[SentenceRecord], documents: int) -> SentenceIndex:
    """An index of the sentences, which come in the corpus's order; `documents` is how many there are."""
    schema = _schema()
    index = tantivy.Index(schema)
    index.register_tokenizer(asked.WORDS, spaced())
    writer = index.writer(HEAP, 1)
    numbers, starts = [], []
    for row, sentence in enumerate(sentences):
        writer.add_document(_document(row, sentence))
        numbers.append(sentence.document)
        starts.append(sentence.start)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    of_row = np.array(numbers, np.int64)
    firsts = np.searchsorted(of_row, np.arange(documents + 1))
    return SentenceIndex(schema, index.searcher(), of_row, np.array(starts, np.int64), firsts)


def _document(row: int, sentence: SentenceRecord) -> tantivy.Document:
    text, stems = indexed(sentence.text)
    quoted = [indexed(part) for part in sentence.quoted]
    day = {} if sentence.day is None else {asked.DAY: sentence.day.toordinal()}
    return tantivy.Document(
        **{
            asked.ROW: row,
            asked.TEXT: _bytes(sentence.text),
            asked.QUOTED: [_bytes(part) for part in sentence.quoted],
            asked.WORDS: text,
            asked.STEMS: stems,
            asked.QUOTED_WORDS: [said for said, _ in quoted],
            asked.QUOTED_STEMS: [said for _, said in quoted],
            asked.OUTLET: sentence.outlet,
            asked.ENTITY: list(sentence.entities),
            asked.HEADLINE: sentence.headline,
            **day,
        }
    )


def _bytes(text: str) -> bytes:
    """A text as it is kept to be shown, halves of surrogate pairs replaced."""
    return whole(text).encode()


def _text(kept: bytes) -> str:
    return bytes(kept).decode()


def _schema() -> tantivy.Schema:
    """The fields: words and stems of the whole sentence and of its quoted parts, and what the sentence belongs to."""
    builder = tantivy.SchemaBuilder()
    for name in (asked.TEXT, asked.QUOTED):
        builder.add_bytes_field(name, stored=True)
    for name in (asked.WORDS, asked.QUOTED_WORDS, asked.STEMS, asked.QUOTED_STEMS):
        builder.add_text_field(name, tokenizer_name=asked.WORDS)
    for name in (asked.OUTLET, asked.ENTITY):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(asked.ROW, fast=True)
    builder.add_integer_field(asked.DAY, indexed=True)
    builder.add_boolean_field(asked.HEADLINE, stored=True, indexed=True)
    return builder.build()
