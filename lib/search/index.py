"""The index of every sentence of one data version, in memory: nothing on disk to go stale or to be shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import tantivy

from lib.search import asked
from lib.search.analysis import indexed, spaced
from lib.search.nodes import Node

Rows = np.ndarray[tuple[int], np.dtype[np.int64]]

# Bytes that the writer may hold before it starts another segment: the default's, on the one thread that keeps order.
HEAP = 128_000_000

MOST_ALIKE = 200  # sentences that are looked through for words spelled nearly like another


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
    """What is kept of a sentence to show it."""

    text: str
    headline: bool
    quoted: Sequence[str]


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """Sentences by their row, the number in the corpus's order: which document, where in its text it starts, its words.

    `firsts` has each document's first row, and at the end the number of all rows.
    """

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    documents: Rows
    starts: Rows
    stored: Sequence[Stored]
    firsts: Rows

    def find(self, node: Node) -> Rows:
        """The rows of all sentences that a query finds, by BM25, best first."""
        query = asked.tantivy_query(node, self.schema)
        hits = self.searcher.search(query, limit=max(1, len(self.documents)), count=False).hits
        addresses = [address for _, address in hits]
        return np.array(self.searcher.fast_field_values(asked.ROW, addresses), np.int64)

    def texts_with_words_like(self, word: str, letters: int) -> list[str]:
        """The texts of some sentences with a word that differs in at most so many letters, 1 or 2."""
        query = tantivy.Query.fuzzy_term_query(self.schema, asked.WORDS, word, letters)
        addresses = [address for _, address in self.searcher.search(query, limit=MOST_ALIKE, count=False).hits]
        rows = np.array(self.searcher.fast_field_values(asked.ROW, addresses), np.int64)
        return [self.stored[row].text for row in rows.tolist()]


def build_index(sentences: Iterable[SentenceRecord], documents: int) -> SentenceIndex:
    """An index of the sentences, which come in the corpus's order; `documents` is how many there are."""
    schema = _schema()
    index = tantivy.Index(schema)
    index.register_tokenizer(asked.WORDS, spaced())
    writer = index.writer(HEAP, 1)
    numbers, starts, stored = [], [], []
    for row, sentence in enumerate(sentences):
        writer.add_document(_document(row, sentence))
        numbers.append(sentence.document)
        starts.append(sentence.start)
        stored.append(Stored(sentence.text, sentence.headline, sentence.quoted))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    of_row = np.array(numbers, np.int64)
    firsts = np.searchsorted(of_row, np.arange(documents + 1))
    return SentenceIndex(schema, index.searcher(), of_row, np.array(starts, np.int64), stored, firsts)


def _document(row: int, sentence: SentenceRecord) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer(asked.ROW, row)
    document.add_boolean(asked.HEADLINE, sentence.headline)
    document.add_text(asked.OUTLET, sentence.outlet)
    if sentence.day is not None:
        document.add_integer(asked.DAY, sentence.day.toordinal())
    for entity in sentence.entities:
        document.add_text(asked.ENTITY, entity)
    _add_words(document, sentence.text, asked.WORDS, asked.STEMS)
    for part in sentence.quoted:
        _add_words(document, part, asked.QUOTED_WORDS, asked.QUOTED_STEMS)
    return document


def _add_words(document: tantivy.Document, text: str, as_written: str, by_stem: str) -> None:
    words, stems = indexed(text)
    document.add_text(as_written, words)
    document.add_text(by_stem, stems)


def _schema() -> tantivy.Schema:
    """The fields: words and stems of the whole sentence and of its quoted parts, and what the sentence belongs to."""
    builder = tantivy.SchemaBuilder()
    for name in (asked.WORDS, asked.QUOTED_WORDS, asked.STEMS, asked.QUOTED_STEMS):
        builder.add_text_field(name, tokenizer_name=asked.WORDS)
    for name in (asked.OUTLET, asked.ENTITY):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(asked.ROW, fast=True)
    builder.add_integer_field(asked.DAY, indexed=True)
    builder.add_boolean_field(asked.HEADLINE, indexed=True)
    return builder.build()
