"""Articles of the store as the comparison reads them, with what was read in them and analysts' decisions applied."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb
import pandas as pd

from lib.annotate.annotators import registered
from lib.annotator import Annotator
from lib.compare.article import Article
from lib.models import Annotations, Failure, Filters
from lib.queries.evidence import evidence

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
        read = {annotator.key: dict(_records(connection, annotator, batch)) for annotator in registered()}
        matters, failures = _matters(connection, batch), _failures(connection, batch)
        for name in batch:
            found = {table: rows.get(name, ()) for table, rows in read.items()}
            annotations = Annotations(found=found, failures=tuple(failures.get(name, ())))
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
SELECT document, {columns} FROM {table}
WHERE document IN (SELECT unnest($documents::VARCHAR[])) ORDER BY document, start, "end"
"""


def _records(
    connection: duckdb.DuckDBPyConnection, annotator: Annotator, documents: list[str]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What an annotator stated as its records, by document."""
    columns = ", ".join(f'"{column}"' for column in annotator.paths().values())
    rows = connection.execute(ROWS.format(columns=columns, table=annotator.key), {"documents": documents}).fetchall()
    record = annotator.reader()
    for document, some in groupby(rows, key=lambda row: str(row[0])):
        yield document, tuple(record(row[1:]) for row in some)


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
