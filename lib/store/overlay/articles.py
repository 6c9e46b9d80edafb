"""What analysts say an article's outlet, date, address or story is, laid over before anything is worked out of them.

And whole articles that they leave out: one that was read wrongly, or that should not be in the corpus at all.
"""

from collections.abc import Iterable

import duckdb

from lib.models import Decision
from lib.store.overlay.words import NoLongerAppliesError, said_of

READ = """
ALTER TABLE documents ADD COLUMN outlet_read VARCHAR;
ALTER TABLE documents ADD COLUMN outlet_name_read VARCHAR;
ALTER TABLE documents ADD COLUMN published_read DATE;
ALTER TABLE documents ADD COLUMN url_read VARCHAR;
ALTER TABLE documents ADD COLUMN story_read VARCHAR;
ALTER TABLE documents ADD COLUMN decided VARCHAR;
UPDATE documents SET outlet_read = outlet, outlet_name_read = outlet_name, published_read = published, url_read = url,
                     story_read = story
"""

# An outlet that other articles are of has its name and country from them.
OUTLET = """
outlet = $value, source_from = 'analyst',
outlet_name = coalesce((SELECT any_value(o.outlet_name) FROM documents o WHERE o.outlet = $value), $name),
outlet_country = (SELECT any_value(o.outlet_country) FROM documents o WHERE o.outlet = $value)
"""
SET = {
    "outlet": OUTLET,
    "date": "published = $value::DATE, published_from = if($value IS NULL, NULL, 'analyst')",
    "address": "url = $value",
    "story": "story = $value",
}
WAS = {"outlet": "outlet_name_read", "date": "published_read", "address": "url_read", "story": "story_read"}
CORRECT = """
UPDATE documents SET {set}, decided = concat_ws('; ', decided, $said),
       notes = list_append(notes, $said || ' (read as ' || coalesce({was}::VARCHAR, 'not known') || ')')
WHERE document = $document
"""


# A version that does not count may do so once it is corrected, so it can be.
KNOWN = """
SELECT 1 FROM (SELECT document FROM documents UNION SELECT document FROM versions) WHERE document = $document
"""


def correct_articles(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Lay the corrections among the decisions in force over the table `documents`, one after the other.

    What was read stays in its columns that end with `_read`; a note of each correction stands with the article.
    """
    connection.execute(READ).fetchall()
    for decision in decisions:
        if decision.action == "correct" and decision.subject.kind == "document":
            sql = CORRECT.format(set=SET[str(decision.field)], was=WAS[str(decision.field)])
            values = {"document": decision.subject.id, "said": said_of(decision), "value": decision.value or None}
            named = {"name": decision.value_name or decision.value} if decision.field == "outlet" else {}
            connection.execute(sql, values | named).fetchall()


def count_corrected(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """How many annotations a correction changed: none. Raises NoLongerAppliesError where there is no such article."""
    if not connection.execute(KNOWN, {"document": decision.subject.id}).fetchall():
        raise NoLongerAppliesError("There is no such article, or no longer.")
    return 0


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
