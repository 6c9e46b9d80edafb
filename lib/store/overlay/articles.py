"""What analysts say an article's outlet, date, address or story is, laid over before anything is worked out of them.

And whole articles that they leave out: one that was read wrongly, or that should not be in the corpus at all.
"""

from collections.abc import Iterable

import duckdb

from lib.models import Decision
from lib.store.overlay.words import NoLongerAppliesError, change_of, said_of

READ = """
ALTER TABLE documents ADD COLUMN outlet_read VARCHAR;
ALTER TABLE documents ADD COLUMN outlet_name_read VARCHAR;
ALTER TABLE documents ADD COLUMN published_read DATE;
ALTER TABLE documents ADD COLUMN url_read VARCHAR;
ALTER TABLE documents ADD COLUMN story_read VARCHAR;
ALTER TABLE documents ADD COLUMN decided VARCHAR;
UPDATE documents SET outlet_read = outlet, outlet_name_read = outlet_name, published_read = published, url_read = url,
                     story_read = story;
CREATE TABLE removed AS SELECT *, NULL::VARCHAR AS reason FROM documents WHERE false;
CREATE TABLE changes (decision VARCHAR, change VARCHAR)
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

# What a field was before one correction, which is what the one before it made of it.
BEFORE = {"outlet": "outlet_name", "date": "published", "address": "url", "story": "story"}


# A version that does not count may do so once it is corrected, so it can be.
KNOWN = """
SELECT 1 FROM (SELECT document FROM documents UNION SELECT document FROM versions) WHERE document = $document
"""


def correct_articles(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Lay the corrections among the decisions in force over the table `documents`, one after the other.

    What was read stays in its columns that end with `_read`; a note of each correction stands with the article, and
    the table `changes` says what each one changed.
    """
    connection.execute(READ).fetchall()
    for decision in decisions:
        if decision.action == "correct" and decision.subject.kind == "document":
            _note_change(connection, decision)
            sql = CORRECT.format(set=SET[str(decision.field)], was=WAS[str(decision.field)])
            values = {"document": decision.subject.id, "said": said_of(decision), "value": decision.value or None}
            named = {"name": decision.value_name or decision.value} if decision.field == "outlet" else {}
            connection.execute(sql, values | named).fetchall()


def _note_change(connection: duckdb.DuckDBPyConnection, decision: Decision) -> None:
    """Keep in the table `changes` what one correction makes of what, in words."""
    sql = f"SELECT {BEFORE[str(decision.field)]} FROM documents WHERE document = ?"
    for (before,) in connection.execute(sql, [decision.subject.id]).fetchall():
        change = change_of(decision, before)
        connection.execute("INSERT INTO changes VALUES (?, ?)", [decision.id, change]).fetchall()


def count_corrected(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """How many annotations a correction changed: none. Raises NoLongerAppliesError where there is no such article."""
    if not connection.execute(KNOWN, {"document": decision.subject.id}).fetchall():
        raise NoLongerAppliesError("There is no such article, or no longer.")
    return 0


# Every table that tells something of an article, whatever annotators there are; nothing of it is a problem then.
TABLES = """
SELECT DISTINCT table_name FROM duckdb_columns()
WHERE column_name = 'document' AND table_name NOT IN ('versions', 'removed')
"""
REMOVE = "INSERT INTO removed BY NAME SELECT *, $reason AS reason FROM documents WHERE document = $document"


def leave_out(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """Take an article out of every table, to the table `removed`, with the reason; how many articles that were: one.

    Raises NoLongerAppliesError where there is no such article.
    """
    document = decision.subject.id
    if not connection.execute("SELECT count(*) FROM documents WHERE document = ?", [document]).fetchall()[0][0]:
        raise NoLongerAppliesError("There is no such article, or no longer.")
    connection.execute(REMOVE, {"reason": said_of(decision), "document": document}).fetchall()
    forget(connection, str(document))
    return 1


def forget(connection: duckdb.DuckDBPyConnection, document: str) -> None:
    """Take an article out of every table that tells of those that count."""
    for (table,) in connection.execute(TABLES).fetchall():
        connection.execute(f"DELETE FROM {table} WHERE document = ?", [document]).fetchall()
