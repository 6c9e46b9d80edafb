"""How filters apply, once for every page: what a query names `kept_...` is what the filters keep.

- Outlets keep those outlets' articles, and articles keep just those. A date range keeps articles whose own date lies
  in it, both ends included: an undated article, and one that borrowed its story's date, is out while a range is set,
  and in without one.
- Entities keep the sentences that mention any of them (a demonym is not a mention of the place), and what starts in
  those sentences. `without` leaves out the sentences that mention any of its entities (a demonym again is no
  mention), headlines too, and what starts in them. An article of which no sentence is left is not kept; one of which
  some are left stays whole where articles, their words and their days are counted, so rates are per 1,000 words of it.
- Kinds keep mentions of those kinds; a toponym is a mention of a place.
- Roles keep toponyms of those roles, and of the mentions of places those whose words are such a toponym. All else
  stays: who is named, what is quoted, counted or promised does not play the role of a place. Without roles each view
  counts the roles that it says it counts, the map literal ones (`lib.queries.map.counted_roles`).
- `counted_mentions` leaves out headlines and demonyms, which are shown apart: counts are made of these.
"""

import re
from typing import Any

import duckdb
import pandas as pd

from lib.models import Filters

_KEPT = re.compile(r"\b(?:kept|counted)_[a-z]+(?:_[a-z]+)*\b")
_PARAMETER = re.compile(r"\$([a-z_]+)")
_WITH = re.compile(r"\s*WITH\s+", re.IGNORECASE)


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
    defined = [f"{name} AS ({_kept_rows(name, filters)})" for name in sorted(set(_KEPT.findall(_without_values(sql))))]
    if not defined:
        return sql
    own = _WITH.match(sql)
    return f"WITH {', '.join(defined)}" + (f", {sql[own.end() :]}" if own else f" {sql}")


def _without_values(sql: str) -> str:
    return _PARAMETER.sub("", sql)


def _kept_rows(name: str, filters: Filters) -> str:
    table = "mentions" if name == "counted_mentions" else name.removeprefix("kept_")
    conditions = [*_document_conditions(table, filters), *_sentence_conditions(table, filters)]
    conditions += _role_conditions(table, filters)
    if filters.kinds and table == "mentions":
        conditions.append("kind IN $kept_kinds")
    if filters.kinds and table == "toponyms" and "PLACE" not in filters.kinds:
        conditions.append("false")
    if name == "counted_mentions":
        conditions.append("NOT headline AND NOT demonym")
    return f"SELECT * FROM {table}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")


def _document_conditions(table: str, filters: Filters) -> list[str]:
    conditions = ["outlet IN $kept_outlets"] if filters.outlets else []
    if filters.articles:
        conditions.append("document IN $kept_articles")
    if filters.since:
        conditions.append("published >= $kept_since")
    if filters.until:
        conditions.append("published <= $kept_until")
    if filters.since or filters.until:
        conditions.append("published_from IS DISTINCT FROM 'story'")
    if table == "documents" or not conditions:
        return conditions
    return [f"document IN (SELECT document FROM documents WHERE {' AND '.join(conditions)})"]


def _sentence_conditions(table: str, filters: Filters) -> list[str]:
    """What entities keep and leave out: sentences, what starts in them, and documents of which a sentence is left."""
    if table == "documents":
        left = _sentence_conditions("sentences", filters)
        return [f"document IN (SELECT document FROM sentences WHERE {' AND '.join(left)})"] if left else []
    named = f"""EXISTS (SELECT 1 FROM mentions named WHERE named.entity IN {{}} AND NOT named.demonym
        AND named.document = {table}.document AND named.sentence = {table}.sentence)"""
    kept = [named.format("$kept_entities")] if filters.entities else []
    return [*kept, f"NOT {named.format('$kept_without')}"] if filters.without else kept


def _role_conditions(table: str, filters: Filters) -> list[str]:
    """What roles keep of the names of places."""
    if not filters.roles or table not in {"mentions", "toponyms"}:
        return []
    if table == "toponyms":
        return ["role IN $kept_roles"]
    return [
        """(kind <> 'PLACE' OR (document, start, "end") IN
        (SELECT document, start, "end" FROM toponyms WHERE role IN $kept_roles))"""
    ]


def _filter_values(filters: Filters) -> dict[str, Any]:
    since, until = filters.since, filters.until
    if since and until and since > until:  # a slider's ends may arrive reversed
        since, until = until, since
    return {
        "kept_outlets": list(filters.outlets),
        "kept_entities": list(filters.entities),
        "kept_without": list(filters.without),
        "kept_kinds": list(filters.kinds),
        "kept_roles": list(filters.roles),
        "kept_articles": list(filters.articles),
        "kept_since": since,
        "kept_until": until,
    }


def problems(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every file that could not be read, or not all of it, or was read once already, or is left out; by name.

    Columns: path, reason, document (the article's id where it counts all the same, so that it can be left out).
    """
    return connection.execute("SELECT path, reason, document FROM problems ORDER BY path").df()
