"""The articles in view as the comparison reads them, with what was read in them and analysts' decisions applied."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from lib.compare.article import Article
from lib.models import (
    Annotations,
    Commitment,
    Deadline,
    Figure,
    Filters,
    Mention,
    Obligor,
    Place,
    Quote,
    Sentence,
    Span,
    Speaker,
    Timex,
    Toponym,
)
from lib.queries.evidence import evidence
from lib.queries.selection import answer

# With more in view a comparison sentence by sentence takes seconds; measured at about 12 ms an article, once.
MOST_ARTICLES = 400

Record = Mapping[str, Any]

# Commitments, figures and the rest of every article in view, whole: what a sentence means may stand before it.
ROWS = """
SELECT document, list(r ORDER BY r.start, r."end") AS rows FROM {table} r
WHERE document IN (SELECT document FROM kept_documents) GROUP BY document
"""


SPAN_COLUMNS = ("document", "sentence", "start", "end")

GIVEN_SPANS = """
SELECT unnest($documents::VARCHAR[]) AS document, unnest($numbers::INTEGER[]) AS sentence,
       unnest($starts::BIGINT[]) AS start, unnest($ends::BIGINT[]) AS "end", unnest($reads::VARCHAR[]) AS read
"""

OUTLET_WORDS = """
SELECT outlet, any_value(outlet_name) AS outlet_name, sum(words)::BIGINT AS words
FROM kept_documents GROUP BY outlet ORDER BY min(position)
"""


class Compared(NamedTuple):
    """The articles to compare, in the corpus's order; `left_out` where there are more in view than can be compared."""

    articles: tuple[Article, ...]
    left_out: int = 0


def articles(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Compared:
    """What the filters keep, article by article; nothing is read where more than `MOST_ARTICLES` are in view."""
    found = answer(connection, "SELECT document, outlet FROM kept_documents ORDER BY position", filters)
    if len(found) > MOST_ARTICLES:
        return Compared((), len(found))
    read = {name: _read(connection, filters, name, record) for name, record in RECORDS.items()}
    kept = _kept(connection, filters)
    names = _names(connection)
    return Compared(
        tuple(
            Article(
                row.document,
                row.outlet,
                Annotations(**{name: rows.get(row.document, ()) for name, rows in read.items()}),
                names,
                kept.get(row.document, frozenset()) if filters.by_sentence() else None,
            )
            for row in found.itertuples()
        )
    )


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


def outlet_words(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The outlets in view in the corpus's order. Columns: outlet, outlet_name, words (of the bodies)."""
    return answer(connection, OUTLET_WORDS, filters)


def _read(
    connection: duckdb.DuckDBPyConnection, filters: Filters, table: str, record: Callable[[Record], Any]
) -> dict[str, tuple[Any, ...]]:
    """One table's rows as records, by document."""
    found = answer(connection, ROWS.format(table=table), filters)
    return {row.document: tuple(record(one) for one in row.rows) for row in found.itertuples()}


def _kept(connection: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, frozenset[int]]:
    """The numbers of the sentences that entity filters keep, where there are any."""
    if not filters.by_sentence():
        return {}
    found = answer(connection, "SELECT document, list(sentence) AS kept FROM kept_sentences GROUP BY document", filters)
    return {row.document: frozenset(map(int, row.kept)) for row in found.itertuples()}


def _names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What each entity is called most often."""
    rows = connection.execute("SELECT entity, mode(name) FROM mentions WHERE entity IS NOT NULL GROUP BY entity")
    return dict(rows.fetchall())


def _span(row: Record) -> Span:
    return Span(row["start"], row["end"], row["exact"])


def _day(value: Any) -> date | None:  # noqa: ANN401  # whatever DuckDB hands over for a day
    return value.date() if isinstance(value, datetime) else value


def _sentence(row: Record) -> Sentence:
    return Sentence(_span(row), row["paragraph"], row["headline"])


def _mention(row: Record) -> Mention:
    return Mention(_span(row), row["kind"], row["entity"], row["name"], row["reason"])


def _toponym(row: Record) -> Toponym:
    place = row["place"] and Place(
        row["place"], row["place_name"], row["lat"], row["lon"], row["country"], row["precision"], row["province"]
    )
    return Toponym(_span(row), row["role"], row["score"], place, row["entity"])


def _timex(row: Record) -> Timex:
    return Timex(_span(row), row["type"], row["value"], row["mod"], _day(row["begin"]), _day(row["finish"]))


def _quote(row: Record) -> Quote:
    said_by, cue = row["speaker_span"], row["cue_span"]
    speaker = Speaker(_span(said_by), row["speaker"], bool(row["speaker_inferred"])) if said_by else None
    return Quote(_span(row), row["kind"], tuple(map(_span, row["marked"])), speaker, _span(cue) if cue else None)


def _figure(row: Record) -> Figure:
    return Figure(_span(row), row["low"], row["high"], row["unit"], row["of"], row["approximate"], row["cited"])


def _commitment(row: Record) -> Commitment:
    due = _day(row["due"])
    stands = due and Span(row["deadline_start"], row["deadline_end"], row["deadline"])
    return Commitment(
        _span(row),
        Obligor(row["obligor"], row["obligor_entity"]) if row["obligor"] else None,
        row["action"],
        row["object"],
        row["condition"],
        row["modality"],
        Deadline(stands, due, row["relation"]) if due and stands else None,
        row["cited"],
        row["clause"],
    )


RECORDS: Mapping[str, Callable[[Record], Any]] = {
    "sentences": _sentence,
    "mentions": _mention,
    "toponyms": _toponym,
    "timexes": _timex,
    "quotes": _quote,
    "figures": _figure,
    "commitments": _commitment,
}
"""The tables read, and what a row of each becomes."""
