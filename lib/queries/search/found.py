"""Search: what one data version's index holds, which sentences a query finds in view, and why it finds none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import duckdb
import numpy as np
import pandas as pd

from lib.listing import Listing, columns, framed, gives
from lib.models import Filters
from lib.queries.decisions import merged_into
from lib.queries.evidence import EVIDENCE
from lib.queries.selection import answer
from lib.search.catalogue import Catalogue
from lib.search.hits import Hit, find_hits
from lib.search.index import Rows, SentenceIndex, SentenceRecord, Stored, build_index
from lib.search.nodes import Entities, Node, Query, pieces, wanted
from lib.search.query import parse_query
from lib.search.questions import most_of, read_question

Order = Literal["best", "oldest", "newest", "article"]

BATCH = 5000

STRETCH = EVIDENCE + columns("leaf: whole")
OUTLETS_FOUND = Listing(
    "search by outlet", "Sentences found, by outlet",
    columns("outlet, outlet_name, searched: whole, sentences: whole, articles: whole, percent: number"),
    "outlet_name: Outlet, sentences, articles, percent: Percent of its sentences", ("outlet",),
)  # fmt: skip
FOUND_BY_OUTLET = replace(OUTLETS_FOUND, key="found by outlet")
PARTS = Listing(
    "query parts", "What each part of the query finds", columns("part, in_view: whole, everywhere: whole"),
    "part: Part of the query, in_view: Sentences in view, everywhere: Sentences everywhere",
)  # fmt: skip

NUMBERED = "SELECT document, row_number() OVER (ORDER BY position) - 1 AS number FROM documents"

# A demonym is no mention of the place, and a borrowed date no date of the article's own, here as in the filters.
RECORDS = f"""
WITH numbered AS ({NUMBERED}), named AS (
    SELECT document, sentence, list(DISTINCT entity) AS entities
    FROM mentions WHERE entity IS NOT NULL AND NOT demonym GROUP BY document, sentence
), marks AS (
    SELECT document, unnest(marked) AS mark FROM quotes
), quoted AS (
    SELECT s.document, s.sentence,
           list(DISTINCT [greatest(mark.start, s.start) - s.start, least(mark."end", s."end") - s.start]) AS parts
    FROM sentences s JOIN marks m ON m.document = s.document AND mark.start < s."end" AND mark."end" > s.start
    GROUP BY s.document, s.sentence
)
SELECT n.number, s.start, s.exact, s.headline, d.outlet,
       if(d.published_from IN ('story', 'told'), NULL, d.published) AS day, e.entities, q.parts
FROM sentences s JOIN numbered n USING (document) JOIN documents d USING (document)
LEFT JOIN named e USING (document, sentence) LEFT JOIN quoted q USING (document, sentence)
ORDER BY n.number, s.sentence
"""

DOCUMENTS = "SELECT document, outlet, outlet_name, published, published_from FROM documents ORDER BY position"

SPELLINGS = """
SELECT entity, mode(name) AS name, list(DISTINCT exact) AS spellings
FROM mentions WHERE entity IS NOT NULL GROUP BY entity ORDER BY count(*) DESC, name
"""

KEPT = f"SELECT n.number, s.sentence FROM kept_sentences s JOIN ({NUMBERED}) n USING (document)"

MENTIONED = """
SELECT m.document, s.start AS sentence_start, m.start - s.start AS start, m."end" - s.start AS "end"
FROM mentions m JOIN sentences s USING (document, sentence)
WHERE m.entity IN $entities AND NOT m.demonym AND m.document IN $documents
"""


@dataclass(frozen=True, slots=True)
class Searchable:
    """One data version made ready for search: the index, its documents in order, the names that a query may use.

    `documents` says where each is from, `heads` the same as a record each, by the number that the index knows it by.
    `outlets` has their names in the corpus's order, and `outlet_of` says of each document which row of it is its own.
    """

    index: SentenceIndex
    documents: pd.DataFrame
    heads: tuple[dict[str, Any], ...]
    outlets: pd.DataFrame
    outlet_of: Rows
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences in view that a query finds, in the order asked for; `everywhere` counts those out of view too.

    `in_view` says of every sentence of the corpus whether the filters keep it. Of a question the sentences may have
    only some of the words: `partly`.
    """

    query: Query
    rows: Rows
    everywhere: int
    in_view: "np.ndarray[tuple[int], np.dtype[np.bool]]"
    partly: bool = False

    def __len__(self) -> int:
        """How many sentences are in view and found."""
        return len(self.rows)


def open_search(connection: duckdb.DuckDBPyConnection) -> Searchable:
    """The index of all sentences of this data version, decisions applied: about two seconds for 100,000."""
    documents = connection.execute(DOCUMENTS).df()
    outlet_of, _ = pd.factorize(documents["outlet"])
    outlets = documents[["outlet", "outlet_name"]].drop_duplicates("outlet", ignore_index=True)
    names = dict(zip(outlets["outlet"], outlets["outlet_name"], strict=True))
    called = connection.execute(SPELLINGS).fetchall()
    entities = {entity: (name, *spellings) for entity, name, spellings in called}
    return Searchable(
        build_index(_records(connection), len(documents)),
        documents,
        tuple(documents.to_dict("records")),
        outlets,
        outlet_of.astype(np.int64),
        Catalogue(names, entities, merged_into(connection)),
    )


def search(
    connection: duckdb.DuckDBPyConnection, desk: Searchable, text: str, filters: Filters, order: Order = "best"
) -> Found:
    """The sentences that a query finds among what the filters keep. Raises QueryError where it cannot be read.

    A question, or several plain words that no sentence has all of, finds those that have most of its words.
    """
    query, rows, partly = _asked(desk, text)
    in_view = rows_in_view(connection, desk, filters)
    kept = rows[in_view[rows]]
    return Found(query, kept[_ordered(desk, kept, order)], len(rows), in_view, partly)


def is_question(text: str) -> bool:
    """Whether a query is a question, by its own words alone.

    >>> is_question("Who left?"), is_question("heavy weapons")
    (True, False)
    """
    question = read_question(text)
    return question is not None and question.asks


def _asked(desk: Searchable, text: str) -> tuple[Query, Rows, bool]:
    """The query as it is read, what it finds anywhere, best first, and whether sentences may have only some of it."""
    question = read_question(text)
    if question is None or not question.asks:
        query = parse_query(text, desk.catalogue)
        rows = desk.index.find(query.node)
        if question is None or len(rows):
            return query, rows, False
    return *most_of(desk.index, question), True


def rows_in_view(
    connection: duckdb.DuckDBPyConnection, desk: Searchable, filters: Filters
) -> "np.ndarray[tuple[int], np.dtype[np.bool]]":
    """Of every sentence of the corpus, by its row in the index, whether the filters keep it."""
    index = desk.index
    if not filters:
        return np.ones(len(index.documents), np.bool)
    kept = answer(connection, KEPT, filters)
    in_view = np.zeros(len(index.documents), np.bool)
    in_view[index.firsts[kept["number"]] + kept["sentence"].to_numpy()] = True
    return in_view


@gives(OUTLETS_FOUND.columns)
def outlet_counts(desk: Searchable, found: Found) -> pd.DataFrame:
    """How much each outlet in view has, in the corpus's order, those with nothing too; percent is of the `searched`."""
    found_in = desk.index.documents[found.rows]
    among = (desk.index.documents[found.in_view], found_in, np.unique(found_in))
    counted = [np.bincount(desk.outlet_of[documents], minlength=len(desk.outlets)) for documents in among]
    kept = counted[0] > 0
    counts = dict(zip(("searched", "sentences", "articles"), (column[kept] for column in counted), strict=True))
    percent = 100 * counts["sentences"] / counts["searched"]
    return desk.outlets[kept].reset_index(drop=True).assign(**counts, percent=percent)


@gives(STRETCH)
def found_sentences(connection: duckdb.DuckDBPyConnection, desk: Searchable, found: Found, part: slice) -> pd.DataFrame:
    """Some of the sentences found, in their order: a row a stretch, by the query's `leaf` that found it, or one row."""
    rows = found.rows[part].tolist()
    heads = [desk.heads[number] for number in desk.index.documents[rows].tolist()]
    starts = desk.index.starts[rows].tolist()
    named = _mentions(connection, found.query.node, sorted({head["document"] for head in heads}))
    lines: list[dict[str, Any]] = []
    for head, start, row in zip(heads, starts, rows, strict=True):
        stored = desk.index.stored[row]
        marks = _marks(found.query.node, stored, named.get((head["document"], start), ()))
        read = "Headline" if stored.headline else ""
        sentence = {**head, "headline": stored.headline, "text": stored.text, "sentence_start": start, "read": read}
        lines += [{**sentence, "start": start + m.start, "end": start + m.end, "leaf": m.leaf} for m in marks]
    return framed(STRETCH, lines)


def found_articles(desk: Searchable, found: Found) -> list[str]:
    """The articles of the sentences found, each once, in their order."""
    return [desk.heads[number]["document"] for number in dict.fromkeys(desk.index.documents[found.rows].tolist())]


def parts_found(desk: Searchable, found: Found) -> list[tuple[str, int, int]]:
    """Each word, phrase and field that a query asks for: as written, sentences in view, and sentences everywhere."""
    parts: dict[str, tuple[int, int]] = {}
    for node in pieces(found.query.node):
        rows = desk.index.find(node)
        parts.setdefault(found.query.written(node), (int(found.in_view[rows].sum()), len(rows)))
    return [(written, *counts) for written, counts in parts.items()]


def _records(connection: duckdb.DuckDBPyConnection) -> Iterator[SentenceRecord]:
    """Every sentence of the corpus, in its order, a batch at a time."""
    result = connection.execute(RECORDS)
    while batch := result.fetchmany(BATCH):
        for number, start, text, headline, outlet, day, entities, parts in batch:
            quoted = tuple(text[first:last] for first, last in sorted(parts)) if parts else ()
            yield SentenceRecord(number, start, text, headline, outlet, day, entities or (), quoted)


def _ordered(desk: Searchable, rows: Rows, order: Order) -> Rows:
    """In which order the rows, which come best first, are to be shown; those without a date last."""
    if order == "best":
        return np.arange(len(rows))
    if order == "article":
        return np.argsort(rows)
    days = desk.documents["published"].rank(method="dense", ascending=order == "oldest", na_option="bottom")
    return np.lexsort((rows, days.to_numpy()[desk.index.documents[rows]]))


def _marks(node: Node, stored: Stored, named: Sequence[Hit]) -> list[Hit]:
    """What is to be marked in a sentence; one empty stretch at its start where nothing is."""
    hits = [*find_hits(stored.text, stored.quoted, node), *named]
    return sorted(hits, key=lambda hit: (hit.start, hit.end)) or [Hit(0, 0, 0)]


def _mentions(
    connection: duckdb.DuckDBPyConnection, node: Node, documents: Sequence[str]
) -> dict[tuple[str, int], list[Hit]]:
    found: dict[tuple[str, int], list[Hit]] = {}
    for leaf, one in enumerate(wanted(node)):
        if isinstance(one, Entities):
            values = {"entities": list(one.ids), "documents": list(documents)}
            for document, sentence, start, end in connection.execute(MENTIONED, values).fetchall():
                found.setdefault((document, sentence), []).append(Hit(leaf, start, end))
    return found
