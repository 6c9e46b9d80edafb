"""Articles of the store as the comparison reads them, with what was read in them and analysts' decisions applied."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import pandas as pd

from lib.annotate.annotators import registered
from lib.annotator import Annotator
from lib.compare.article import Article
from lib.models import Annotations, Document, Failure, Filters, Removal, Source
from lib.queries.evidence import FIGURE_WORDS, evidence
from lib.queries.selection import answer

# So many articles are asked for at once: enough for one question a table, few enough to show how far it has come.
BATCH = 50

DOCUMENTS = """
SELECT document, outlet, outlet_name, outlet_country, source_from, story, title, text, published, published_from, path,
       url, body_start, notes, original, removed
FROM kept_documents ORDER BY position
"""

SPAN_COLUMNS = ("document", "sentence", "start", "end")

GIVEN_SPANS = """
SELECT unnest($documents::VARCHAR[]) AS document, unnest($numbers::INTEGER[]) AS sentence,
       unnest($starts::BIGINT[]) AS start, unnest($ends::BIGINT[]) AS "end", unnest($reads::VARCHAR[]) AS read
"""


def read_documents(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Iterator[Document]:
    """The articles kept as the records they were, each under its outlet's id and name, known or not."""
    for row in answer(connection, DOCUMENTS, filters).to_dict("records"):
        known = {name: None if _is_missing(value) else value for name, value in row.items()}
        yield Document(
            id=row["document"],
            source=Source(row["outlet"], row["outlet_name"], known["outlet_country"]),
            story=row["story"],
            title=known["title"],
            text=row["text"],
            published=known["published"] and known["published"].date(),
            published_from=known["published_from"],
            source_from=known["source_from"],
            path=row["path"],
            url=known["url"],
            body_start=int(row["body_start"]),
            original=row["original"],
            removed=tuple(Removal(**removal) for removal in row["removed"]),
            notes=tuple(row["notes"]),
        )


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value)  # noqa: PLR0124  # NaN


def read_articles(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> Iterator[Article]:
    """The articles with these ids, whole, in the order given; batch by batch, so that many take little memory."""
    names = dict(connection.execute("SELECT entity, name FROM names").fetchall())
    for batch in (list(documents[at : at + BATCH]) for at in range(0, len(documents), BATCH)):
        known = {name: rest for name, *rest in connection.execute(OUTLETS, {"documents": batch}).fetchall()}
        read = {annotator.key: dict(_records(connection, annotator, batch)) for annotator in registered()}
        matters = [_matters(connection, sql, batch) for sql in (MATTERS, CLAUSES)]
        failures = _failures(connection, batch)
        corrected: dict[str, dict[tuple[int, int], str]] = {}
        for document, start, end, words in connection.execute(CORRECTED, {"documents": batch}).fetchall():
            corrected.setdefault(document, {})[start, end] = words
        for name in batch:
            statements = {table: rows.get(name, ()) for table, rows in read.items()}
            annotations = Annotations(found=statements, failures=tuple(failures.get(name, ())))
            outlet, published, told = known[name]
            of_commitments, of_deeds = (some.get(name, {}) for some in matters)
            said = corrected.get(name, {})
            yield Article(name, outlet, annotations, names, None, published, of_commitments, of_deeds, told, said)


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


OUTLETS = """
SELECT document, outlet, published, if(published_from IN ('story', 'told'), NULL, published) FROM documents
WHERE document IN (SELECT unnest($documents::VARCHAR[]))
"""

ROWS = """
SELECT {columns}, document FROM {table}
WHERE document IN (SELECT unnest($documents::VARCHAR[])) ORDER BY document, start, "end"
"""


def _records(
    connection: duckdb.DuckDBPyConnection, annotator: Annotator, documents: list[str]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    columns = ", ".join(f'"{column}"' for column in annotator.paths().values())
    rows = connection.execute(ROWS.format(columns=columns, table=annotator.key), {"documents": documents}).fetchall()
    record = annotator.reader()
    for document, some in groupby(rows, key=itemgetter(-1)):
        yield document, tuple(map(record, some))


CORRECTED = f"""
SELECT document, start, "end", {FIGURE_WORDS} FROM figures
WHERE decided IS NOT NULL AND document IN (SELECT unnest($documents::VARCHAR[]))
"""

FAILURES = """
SELECT document, annotator, reason FROM failures WHERE document IN (SELECT unnest($documents::VARCHAR[]))
"""

MATTERS = """
SELECT document, start, "end", action, matter FROM commitments WHERE document IN (SELECT unnest($documents::VARCHAR[]))
"""
CLAUSES = """
SELECT document, start, "end", state, clause FROM deeds
WHERE clause IS NOT NULL AND document IN (SELECT unnest($documents::VARCHAR[]))
"""


def _matters(
    connection: duckdb.DuckDBPyConnection, sql: str, documents: list[str]
) -> dict[str, dict[tuple[int, int, str], str]]:
    """What each commitment or reported deed is about, by document, and by its span and action or state."""
    matters: dict[str, dict[tuple[int, int, str], str]] = {}
    for document, start, end, told, matter in connection.execute(sql, {"documents": documents}).fetchall():
        matters.setdefault(document, {})[start, end, told] = matter
    return matters


def _failures(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> dict[str, list[Failure]]:
    failures: dict[str, list[Failure]] = {}
    for document, *failure in connection.execute(FAILURES, {"documents": documents}).fetchall():
        failures.setdefault(document, []).append(Failure(*failure))
    return failures
