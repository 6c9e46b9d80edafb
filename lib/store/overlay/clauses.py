"""Which clause of an agreement each reported commitment and deed is of, worked out when a version is opened.

Agreements are kept beside the articles and may change while the articles do not, and what one article calls a clause
helps to know it in another. So it is the whole corpus that is compared, before decisions are laid over it. What the
words written by hand for a shipped agreement have settled stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import duckdb

from lib.agreement.reported.matching import Matched, match_reports
from lib.agreement.reported.reports import Report, reports_in
from lib.annotate.annotators import SENTENCES, registered
from lib.models import Agreement

COMMITMENTS, DEEDS = "commitments", "deeds"
ARTICLES = """
SELECT d.document, if(d.published_from IN ('story', 'told'), NULL, d.published)
FROM documents d JOIN about a USING (document) WHERE a.agreement = $agreement ORDER BY d.position
"""
STATED = """SELECT document, rowid, {columns} FROM {table} WHERE document IN (SELECT unnest($documents::VARCHAR[]))
ORDER BY document, start, "end\""""
MATCH = """
UPDATE {table} SET clause = m.clause, clause_score = m.score, clause_reason = m.reason {read}
FROM (SELECT unnest($rows::BIGINT[]) AS row, unnest($clauses::VARCHAR[]) AS clause, unnest($scores::DOUBLE[]) AS score,
             unnest($reasons::VARCHAR[]) AS reason) m
WHERE {table}.rowid = m.row AND {table}.clause IS NULL
"""
MIRROR = """
UPDATE commitments SET mirrored = m.clauses
FROM (SELECT unnest($rows::BIGINT[]) AS row, unnest($clauses::VARCHAR[]) AS clauses) m WHERE commitments.rowid = m.row
"""


class Article(NamedTuple):
    """One article: its id, and its own day of publication if it has one."""

    document: str
    published: date | None


class Stated(NamedTuple):
    """A record as a table has it: the table's name, its row, and what it states."""

    table: str
    row: int
    record: Any


def match_clauses(connection: duckdb.DuckDBPyConnection, agreements: Sequence[Agreement]) -> None:
    """Give commitments and deeds the clause that they report, its score and reason; they stay empty where none fits.

    What is of a clause of each party at once gets those as `mirrored`, in one word. The table `about` says which
    articles are about which agreement (`lib.store.overlay.about`).
    """
    connection.execute("ALTER TABLE commitments ADD COLUMN mirrored VARCHAR").fetchall()
    for column in ("clause VARCHAR", "clause_score DOUBLE", "clause_reason VARCHAR"):
        connection.execute(f"ALTER TABLE {DEEDS} ADD COLUMN {column}").fetchall()
    found: dict[tuple[str, int], tuple[float, str, str]] = {}
    mirrored: dict[int, str] = {}
    for agreement in agreements:
        articles = [Article(*row) for row in connection.execute(ARTICLES, {"agreement": agreement.id}).fetchall()]
        for place, (_, clause, score, reason, several) in _matches(connection, agreement, articles):
            if clause is not None:
                match = score, f"{agreement.id}/{agreement.clauses[clause].id}", reason
                found[place.table, place.row] = max(found.get((place.table, place.row), match), match)
            elif several:
                mirrored[place.row] = f"{agreement.id}/{'+'.join(agreement.clauses[at].id for at in several)}"
    for table in (COMMITMENTS, DEEDS):
        _save(connection, table, {row: match for (name, row), match in found.items() if name == table})
    if mirrored:
        connection.execute(MIRROR, {"rows": list(mirrored), "clauses": list(mirrored.values())}).fetchall()


def _matches(
    connection: duckdb.DuckDBPyConnection, agreement: Agreement, articles: Sequence[Article]
) -> Iterator[tuple[Stated, Matched]]:
    """What articles state, with the clause of an agreement that it reports or none."""
    by_hand = any(clause.terms for clause in agreement.clauses)
    if by_hand:  # only what was done is still to be matched
        telling = {document for (document,) in connection.execute(f"SELECT DISTINCT document FROM {DEEDS}").fetchall()}
        articles = [one for one in articles if one.document in telling]
    stated = _stated(connection, [one.document for one in articles])
    places = {id(one.record): one for ones in stated.values() for one in ones}
    reports = [report for one in articles for report in _reports(one, stated[one.document])]
    for match in match_reports(agreement, reports):
        place = places[id(match.report.said)]
        if not (by_hand and place.table == COMMITMENTS):
            yield place, match


def _reports(article: Article, stated: Iterable[Stated]) -> list[Report]:
    by_table = defaultdict[str, list[Any]](list)
    for one in stated:
        by_table[one.table].append(one.record)
    return reports_in(*article, by_table[SENTENCES], by_table[COMMITMENTS], by_table[DEEDS])


def _stated(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> dict[str, list[Stated]]:
    """The sentences, commitments and deeds of some articles as records again."""
    stated = defaultdict[str, list[Stated]](list)
    for one in registered():
        if documents and one.key in {SENTENCES, COMMITMENTS, DEEDS}:
            columns = ", ".join(f'"{column}"' for column in one.paths().values())
            sql, read = STATED.format(columns=columns, table=one.key), one.reader()
            for document, row, *cells in connection.execute(sql, {"documents": documents}).fetchall():
                stated[document].append(Stated(one.key, row, read(cells)))
    return stated


def _save(connection: duckdb.DuckDBPyConnection, table: str, found: dict[int, tuple[float, str, str]]) -> None:
    if found:
        scores, clauses, reasons = (list(column) for column in zip(*found.values(), strict=True))
        sql = MATCH.format(table=table, read=", clause_read = m.clause" if table == COMMITMENTS else "")
        values = {"rows": list(found), "clauses": clauses, "scores": scores, "reasons": reasons}
        connection.execute(sql, values).fetchall()
