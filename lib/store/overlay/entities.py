"""Entities moved, split, renamed and hidden, wherever an annotation names them."""

from collections.abc import Iterator
from typing import Any

import duckdb

from lib.annotate.annotators import registered
from lib.models import Decision
from lib.store.overlay.words import NoLongerAppliesError, called, said_of
from lib.text.slug import slug

# Names are made another entity's, or nobody's; the reason says so.
MOVE_MENTIONS = """
UPDATE mentions SET entity = $target, name = coalesce($name, name), decided = concat_ws('; ', decided, $said),
       reason = concat_ws('; ', nullif(reason, ''), $said) WHERE
"""


def split_entity_id(decision: Decision) -> str:
    """The id of the entity that a split makes: its name's slug, and enough of the decision's id to be nobody else's."""
    return f"{slug(decision.value or '')}~{decision.id[:8]}"


def move_entity(connection: duckdb.DuckDBPyConnection, decision: Decision, target: str | None, name: str | None) -> int:
    """Make an entity, or the chosen spellings of it, another one (None: nobody) of that name; how many mentions."""
    subject = decision.subject
    where, narrow = "", {}
    if subject.document is not None:
        where, narrow = " AND document = $document", {"document": subject.document}
    values: dict[str, Any] = {"entity": subject.id, "target": target, **narrow}
    spelled, spellings = _spelled("exact", subject.spellings)
    texts = {"name": name, "said": said_of(decision)}
    changed = _count(connection, f"{MOVE_MENTIONS} entity = $entity{where}{spelled}", {**values, **texts, **spellings})
    if decision.action != "rename":
        for table, column, words in elsewhere():
            spelled, spellings = _spelled(words, subject.spellings)
            move = f"UPDATE {table} SET {column} = $target WHERE {column} = $entity{where}{spelled}"
            connection.execute(move, {**values, **spellings}).fetchall()
    if not changed:
        words = f", written {', '.join(subject.spellings)}" if subject.spellings else ""
        raise NoLongerAppliesError(f"Nothing in these articles is read as “{called(decision)}”{words}.")
    return changed


def elsewhere() -> Iterator[tuple[str, str, str | None]]:
    """Where an entity stands beside mentions: table, column, and that of the words it was named with there.

    Where there are none, only a decision on all of an entity's mentions reaches it.
    """
    return ((one.key, column, words) for one in registered() for column, words in one.entities.items())


def _spelled(words: str | None, spellings: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """The condition that keeps the chosen spellings; nothing where they cannot be told apart."""
    if not spellings:
        return "", {}
    return (f" AND {words} IN $spellings", {"spellings": list(spellings)}) if words else (" AND false", {})


def _count(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> int:
    return int(connection.execute(sql, values).fetchall()[0][0])


def name_of(connection: duckdb.DuckDBPyConnection, decision: Decision, entity: str) -> str:
    """What an entity is called in these articles; NoLongerAppliesError where nothing is read as it."""
    # Fetched to the end, because a result left half read would bar the connection's next statement.
    ((name,),) = connection.execute("SELECT mode(name) FROM mentions WHERE entity = ?", [entity]).fetchall()
    if name is None:
        called_now = decision.value_name or entity
        raise NoLongerAppliesError(f"Nothing in these articles is read as “{called_now}”, which it goes to.")
    return str(name)
