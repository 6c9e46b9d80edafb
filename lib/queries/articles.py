"""Articles of the store as the comparison reads them, with what was read in them and analysts' decisions applied."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import duckdb
import pandas as pd

from lib.compare.article import Article
from lib.models import (
    Annotations,
    ClauseMatch,
    Commitment,
    Deadline,
    Failure,
    Figure,
    Filters,
    Mention,
    Obligor,
    Place,
    Quote,
    QuoteKind,
    Role,
    Sentence,
    Span,
    Speaker,
    Timex,
    Toponym,
)
from lib.queries.evidence import evidence

Record = Mapping[str, Any]

# So many articles are asked for at once: enough for one question a table, few enough to show how far it has come.
BATCH = 50

SPAN_COLUMNS = ("document", "sentence", "start", "end")

GIVEN_SPANS = """
SELECT unnest($documents::VARCHAR[]) AS document, unnest($numbers::INTEGER[]) AS sentence,
       unnest($starts::BIGINT[]) AS start, unnest($ends::BIGINT[]) AS "end", unnest($reads::VARCHAR[]) AS read
"""


def read_articles(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> Iterator[Article]:
    """The articles with these ids, whole, in the order given; batch by batch, so that many take little memory."""
    names = _names(connection)
    for batch in _batches(documents):
        known = {name: rest for name, *rest in connection.execute(OUTLETS, {"documents": batch}).fetchall()}
        read = {table: dict(_records(connection, table, batch)) for table in RECORDS}
        matters, failures = _matters(connection, batch), _failures(connection, batch)
        for name in batch:
            found = {table: rows.get(name, ()) for table, rows in read.items()}
            annotations = Annotations(**found, failures=tuple(failures.get(name, ())))
            outlet, published = known[name]
            yield Article(name, outlet, annotations, names, None, published, matters.get(name, {}))


def span_sentences(connection: duckdb.DuckDBPyConnection, filters: Filters, spans: pd.DataFrame) -> pd.DataFrame:
    """The sentences that hold some spans, each once: columns as `lib.queries.evidence`.

    `spans` has the columns `SPAN_COLUMNS`, and `read` where the sentences are to say how a span was read.
    """
    once = spans.drop_duplicates(["document", "start"])
    reads = once["read"] if "read" in once else [""] * len(once)
    return evidence(
        connection,
        filters,
        GIVEN_SPANS,
        documents=once["document"].tolist(),
        numbers=once["sentence"].tolist(),
        starts=once["start"].tolist(),
        ends=once["end"].tolist(),
        reads=list(reads),
    )


def _batches(documents: Sequence[str]) -> Iterator[list[str]]:
    return (list(documents[at : at + BATCH]) for at in range(0, len(documents), BATCH))


OUTLETS = "SELECT document, outlet, published FROM documents WHERE document IN (SELECT unnest($documents::VARCHAR[]))"

ROWS = """
SELECT document, start, "end", exact, {columns} FROM {table}
WHERE document IN (SELECT unnest($documents::VARCHAR[])) ORDER BY document, start, "end"
"""


def _records(
    connection: duckdb.DuckDBPyConnection, table: str, documents: list[str]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One table's rows as records, by document."""
    columns, record = RECORDS[table]
    rows = connection.execute(ROWS.format(columns=columns, table=table), {"documents": documents}).fetchall()
    for document, some in groupby(rows, key=lambda row: str(row[0])):
        yield document, tuple(record(Span(start, end, exact), *rest) for _, start, end, exact, *rest in some)


FAILURES = """
SELECT document, annotator, reason FROM failures WHERE document IN (SELECT unnest($documents::VARCHAR[]))
"""

MATTERS = """
SELECT document, start, "end", action, matter FROM commitments WHERE document IN (SELECT unnest($documents::VARCHAR[]))
"""


def _matters(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> dict[str, dict[tuple[int, int, str], str]]:
    """What each commitment is about, by document, and by its span and action."""
    found: dict[str, dict[tuple[int, int, str], str]] = {}
    for document, start, end, action, matter in connection.execute(MATTERS, {"documents": documents}).fetchall():
        found.setdefault(document, {})[start, end, action] = matter
    return found


def _failures(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> dict[str, list[Failure]]:
    """What could not be read in each document."""
    found: dict[str, list[Failure]] = {}
    for document, *failure in connection.execute(FAILURES, {"documents": documents}).fetchall():
        found.setdefault(document, []).append(Failure(*failure))
    return found


def _names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What each entity is called most often."""
    rows = connection.execute("SELECT entity, mode(name) FROM mentions WHERE entity IS NOT NULL GROUP BY entity")
    return dict(rows.fetchall())


@lru_cache(maxsize=10_000)
def _place(*fields: Any) -> Place:  # noqa: ANN401  # the columns of a place, as the table below names them
    return Place(*fields)


def _toponym(span: Span, role: Role, score: float, entity: str | None, place: str | None, *fields: Any) -> Toponym:  # noqa: ANN401
    return Toponym(span, role, score, _place(place, *fields) if place else None, entity)


def _quote(span: Span, kind: QuoteKind, marked: list[Record], *said: Any) -> Quote:  # noqa: ANN401  # the columns below
    speaker, stands, inferred, cue = said
    said_by = Speaker(_span(stands), speaker, bool(inferred)) if stands else None
    return Quote(span, kind, tuple(map(_span, marked)), said_by, _span(cue) if cue else None)


def _span(row: Record) -> Span:
    return Span(row["start"], row["end"], row["exact"])


def _commitment(span: Span, *fields: Any) -> Commitment:  # noqa: ANN401  # the columns, as the table below names them
    obligor, entity, action, thing, condition, modality, words, start, end, due, relation, cited, clause = fields
    deadline = Deadline(Span(start, end, words), due, relation) if due else None
    by = Obligor(obligor, entity) if obligor else None
    return Commitment(span, by, action, thing, condition, modality, deadline, cited, clause)


COMMITMENT_COLUMNS = (
    "obligor, obligor_entity, action, object, condition, modality, deadline, deadline_start, deadline_end, due, "
    "relation, cited, clause"
)

RECORDS: dict[str, tuple[str, Callable[..., Any]]] = {
    "sentences": ("paragraph, headline", Sentence),
    "mentions": ("kind, entity, name, reason", Mention),
    "toponyms": (
        "role, score, entity, place, place_name, lat, lon, country, precision, province",
        _toponym,
    ),
    "timexes": ('type, value, mod, "begin", finish', Timex),
    "quotes": ("kind, marked, speaker, speaker_span, speaker_inferred, cue_span", _quote),
    "figures": ('low, high, unit, "of", approximate, cited', Figure),
    "commitments": (
        COMMITMENT_COLUMNS,
        _commitment,
    ),
    "clause_matches": ('clause, score, reason, "of"', ClauseMatch),
}
"""The tables read: their columns after document and span, and what makes a record of them."""
