"""Single annotations and places rejected or reassigned, found again by the exact words they stand in."""

from typing import Any

import duckdb

from lib.gazetteer import load_gazetteer, place_at
from lib.models import ROLE_NAMES, ROLES, UNPLACED, Decision, Subject
from lib.store.agreements import agreements_in, clause_keys
from lib.store.overlay.entities import MOVE_MENTIONS, name_of
from lib.store.overlay.words import NoLongerAppliesError, called, said_of

AT = 'document = $document AND start = $start AND "end" = $end AND exact = $exact'
KINDS = {
    "mention": "a name", "toponym": "a place", "commitment": "a commitment", "deed": "a reported deed",
    "figure": "a figure", "quote": "a quote",
}  # fmt: skip

# What begins a matter's id where no clause matches and commitments are put together by their day or their deed.
GROUPED = frozenset({"day", "deed"})

# An analyst's word is taken as certain, so the score of a reassigned place is 1.
PLACE = """
UPDATE toponyms SET place = $place, place_name = $name, lat = $lat, lon = $lon, country = $country,
       "precision" = $precision, province = $province, population = $population, score = if($place IS NULL, score, 1.0),
       decided = concat_ws('; ', decided, $said),
       reason = concat_ws('; ', nullif(reason, ''),
                          'first read as ' || coalesce(place_name, 'no place') || ', ' || $said)
"""

ROLE = f"""
UPDATE toponyms SET role = $role, decided = concat_ws('; ', decided, $said),
       reason = concat_ws('; ', nullif(reason, ''), 'first read as ' || MAP {ROLE_NAMES}[role] || ', ' || $said)
"""

# A people's name is not counted as a mention of the place, so the mention on the same words follows the role.
DEMONYMS = """
UPDATE mentions SET demonym = t.role = 'demonym' FROM toponyms t
WHERE t.decided IS NOT NULL AND (t.document, t.start, t."end") = (mentions.document, mentions.start, mentions."end")
"""

KNOWN_PLACE = """
SELECT place, place_name, lat, lon, country, "precision", province, population FROM toponyms WHERE place = $id LIMIT 1
"""


def decide_mention(connection: duckdb.DuckDBPyConnection, decision: Decision, target: str | None) -> int:
    """Make one mention another entity's, or nobody's; how many rows."""
    name = None if target is None else name_of(connection, decision, target)
    texts = {"target": target, "name": name, "said": said_of(decision)}
    return rows_changed(
        connection, f"{MOVE_MENTIONS} {AT} AND entity IS NOT NULL", {**at_words(decision.subject), **texts}, decision
    )


def check_matter(connection: duckdb.DuckDBPyConnection, decision: Decision) -> None:
    """Refuse the status of a clause that no agreement has; NoLongerAppliesError says which."""
    agreement, _, clause = str(decision.subject.id).partition("/")
    if agreement not in GROUPED and f"{agreement}/{clause}" not in clause_keys(agreements_in(connection)):
        raise NoLongerAppliesError(f"No agreement here has a clause {decision.subject.id}.")


def decide_toponyms(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """Give a place's mentions, some or one of them, another place, none, or another role; how many rows."""
    where, values = _toponyms(decision.subject)
    values["said"] = said_of(decision)
    if decision.action == "reassign" and decision.value in ROLES:
        changed = rows_changed(connection, f"{ROLE} WHERE {where}", {**values, "role": decision.value}, decision)
        connection.execute(DEMONYMS).fetchall()
        return changed
    place = _place_values(connection, decision)
    return rows_changed(connection, f"{PLACE} WHERE {where}", {**values, **place}, decision)


def _toponyms(subject: Subject) -> tuple[str, dict[str, Any]]:
    if subject.span:
        return AT, at_words(subject)
    where, values = "place IS NOT DISTINCT FROM $id", dict[str, Any](id=subject.id)
    if subject.id == UNPLACED:
        values["id"] = None
    if subject.spellings:
        where += " AND exact IN $spellings"
        values["spellings"] = list(subject.spellings)
    if subject.document is not None:
        where += " AND document = $document"
        values["document"] = subject.document
    return where, values


def _place_values(connection: duckdb.DuckDBPyConnection, decision: Decision) -> dict[str, Any]:
    """A place's columns: as in these articles, else as in the gazetteer; all empty where there is none."""
    keys = ("place", "name", "lat", "lon", "country", "precision", "province", "population")
    if decision.action == "reject":
        return dict.fromkeys(keys)
    for row in connection.execute(KNOWN_PLACE, {"id": decision.value}).fetchall():
        return dict(zip(keys, row, strict=True))
    place = load_gazetteer().place(str(decision.value)) or place_at(str(decision.value), decision.value_name)
    if place is None:
        named = decision.value_name or decision.value
        raise NoLongerAppliesError(f"The gazetteer has no place “{named}” ({decision.value}).")
    return {key: place.id if key == "place" else getattr(place, key) for key in keys}


def rows_changed(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any], decision: Decision) -> int:
    """Carry one statement of SQL out; how many rows it changed. NoLongerAppliesError says why where that is none."""
    ((changed,),) = connection.execute(sql, values).fetchall()
    if not changed:
        raise NoLongerAppliesError(_missing(connection, decision))
    return int(changed)


def _missing(connection: duckdb.DuckDBPyConnection, decision: Decision) -> str:
    """Why an annotation is not found: the article, its words, or their reading are not what they were."""
    subject = decision.subject
    if subject.span is None:
        return f"Nothing in these articles is read as “{called(decision)}”."
    sql = "SELECT text[$start + 1 : $end] = $exact FROM documents WHERE document = $document"
    rows = connection.execute(sql, at_words(subject)).fetchall()
    if not rows:
        return "The article is not among these."
    if not rows[0][0]:
        return f"The words “{subject.span.exact}” no longer stand at that place."
    return f"The words “{subject.span.exact}” are no longer read as {KINDS[subject.kind]}."


def at_words(subject: Subject) -> dict[str, Any]:
    """What `AT` binds: the article, and the words with their place in it."""
    span = subject.span
    place = {"start": span.start, "end": span.end, "exact": span.exact} if span else {}
    return {"document": subject.document, **place}
