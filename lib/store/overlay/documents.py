"""Whole articles that an analyst leaves out: one that was read wrongly, or that should not be in the corpus at all."""

import duckdb

from lib.models import Decision
from lib.store.overlay.words import NoLongerAppliesError, said_of

# Every table that tells something of an article, whatever annotators there are.
TABLES = """
SELECT DISTINCT table_name FROM duckdb_columns()
WHERE column_name = 'document' AND table_name NOT IN ('problems', 'versions')
"""
TOLD = "INSERT INTO problems SELECT path, ?, NULL FROM documents WHERE document = ?"


def leave_out(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """Take an article out of every table and list its file with the reason; how many articles that were: one.

    Raises NoLongerAppliesError where there is no such article.
    """
    document = decision.subject.id
    if not connection.execute("SELECT count(*) FROM documents WHERE document = ?", [document]).fetchall()[0][0]:
        raise NoLongerAppliesError("There is no such article, or no longer.")
    forget(connection, str(document), said_of(decision))
    return 1


def forget(connection: duckdb.DuckDBPyConnection, document: str, reason: str) -> None:
    """Take an article out of every table, and list its file with the reason."""
    connection.execute("DELETE FROM problems WHERE document = ?", [document]).fetchall()
    connection.execute(TOLD, [reason, document]).fetchall()
    for (table,) in connection.execute(TABLES).fetchall():
        connection.execute(f"DELETE FROM {table} WHERE document = ?", [document]).fetchall()
