"""How filters apply, once for every page: what a query names `kept_...` is what the filters keep.

What each filter keeps stands in `lib.queries.filters`; all of them hold at once. An article of which no sentence is
left is not kept; one of which some are left stays whole where articles, their words and their days are counted, so
rates are per 1,000 words of it. `counted_mentions` leaves out headlines and demonyms, which are shown apart: counts are
made of these.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from lib.listing import gives
from lib.models import Filters
from lib.queries.filters import in_force

_KEPT = re.compile(r"\b(?:kept|counted)_[a-z]+(?:_[a-z]+)*\b")
_PARAMETER = re.compile(r"\$([a-z_]+)")
_WITH = re.compile(r"\s*WITH\s+", re.IGNORECASE)

CORPUS_FACTS = """
SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets, coalesce(sum(words), 0)::BIGINT AS words,
       min(published) AS first, max(published) AS last,
       count(*) FILTER (published_from IN ('story', 'told')) AS borrowed,
       count(*) FILTER (published IS NULL) AS undated, (SELECT count(*) FROM problems) AS unread
FROM kept_documents
"""


def answer(connection: duckdb.DuckDBPyConnection, sql: str, filters: Filters, **values: Any) -> pd.DataFrame:  # noqa: ANN401  # whatever DuckDB binds
    """The rows of a question that names what it reads `kept_documents`, `kept_sentences`, `kept_mentions`, and so on.

    `values` are bound to the question's own `$parameters`, whose names do not begin with `kept_`. The columns are the
    question's. Raises duckdb.Error where the question is not SQL.

        answer(connection, "SELECT entity, count(*) AS n FROM counted_mentions GROUP BY entity", filters)
    """
    question = with_kept(sql, filters)
    bound = {**_filter_values(filters), **values}
    named = set(_PARAMETER.findall(question))
    return connection.execute(question, {name: value for name, value in bound.items() if name in named}).df()


def with_kept(sql: str, filters: Filters) -> str:
    """The question with every table of kept rows that it names defined in front of it.

    >>> with_kept("SELECT count(*) FROM kept_documents", Filters(outlets=("alwaght",)))
    'WITH kept_documents AS (SELECT * FROM documents WHERE outlet IN $kept_outlets) SELECT count(*) FROM kept_documents'
    """
    named = sorted(set(_KEPT.findall(_PARAMETER.sub("", sql))))
    defined = [f"{name} AS ({_kept_rows(name, filters)})" for name in named]
    if not defined:
        return sql
    own = _WITH.match(sql)
    return f"WITH {', '.join(defined)}" + (f", {sql[own.end() :]}" if own else f" {sql}")


def _kept_rows(name: str, filters: Filters) -> str:
    table = "mentions" if name == "counted_mentions" else name.removeprefix("kept_")
    conditions = [*_document_conditions(table, filters), *_sentence_conditions(table, filters)]
    conditions += [one.rows[table] for one in in_force(filters) if table in one.rows]
    if name == "counted_mentions":
        conditions.append("NOT headline AND NOT demonym")
    return f"SELECT * FROM {table}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")


def _document_conditions(table: str, filters: Filters) -> list[str]:
    conditions = [one.documents for one in in_force(filters) if one.documents]
    if table == "documents" or not conditions:
        return conditions
    return [f"document IN (SELECT document FROM documents WHERE {' AND '.join(conditions)})"]


def _sentence_conditions(table: str, filters: Filters) -> list[str]:
    """On sentences, on what starts in them, and on documents of which a sentence is left."""
    if table == "documents":
        left = _sentence_conditions("sentences", filters)
        return [f"document IN (SELECT document FROM sentences WHERE {' AND '.join(left)})"] if left else []
    return [one.sentences.format(table=table) for one in in_force(filters) if one.sentences]


def _filter_values(filters: Filters) -> dict[str, Any]:
    values = {f"kept_{one.field}": filters[one.field] for one in in_force(filters)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """How much is in view: articles, outlets, words of cleaned bodies, first and last day of publication.

    `borrowed` is the number of articles whose day is their story's, `undated` of those with none at all, `unread` of
    files that could not be read, or not all of them, whatever the filters.
    """

    articles: int
    outlets: int
    words: int
    first: date | None
    last: date | None
    borrowed: int
    undated: int
    unread: int


def corpus_facts(connection: duckdb.DuckDBPyConnection, filters: Filters) -> CorpusFacts:
    """How much the filters keep."""
    row = answer(connection, CORPUS_FACTS, filters).iloc[0]
    first, last = (None if pd.isna(row[name]) else row[name].date() for name in ("first", "last"))
    numbers = {str(name): int(row[name]) for name in row.index.drop(["first", "last"])}
    return CorpusFacts(**numbers, first=first, last=last)


@gives("path, reason, document?")
def problems(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every file that was not read, or not whole; with `document` where it counts still."""
    return connection.execute("SELECT path, reason, document FROM problems ORDER BY path").df()
