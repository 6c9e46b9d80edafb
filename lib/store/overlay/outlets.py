"""What is known of each outlet: by the codebook, by the list of sources, and as analysts say; unknown stays unknown."""

from collections.abc import Iterable
from typing import Any

import duckdb

from lib.codebooks.outlets import load_outlets
from lib.models import Decision
from lib.store.overlay.words import NoLongerAppliesError, said_of

OUTLETS = """
CREATE TABLE outlets AS
SELECT outlet, any_value(outlet_name) AS name, any_value(outlet_country) AS country, NULL::VARCHAR AS language,
       NULL::VARCHAR AS owner, NULL::BOOLEAN AS state, NULL::BOOLEAN AS agency, NULL::VARCHAR AS source,
       NULL::VARCHAR AS decided
FROM documents GROUP BY outlet ORDER BY min(position)
"""
KNOWN = """
UPDATE outlets SET country = coalesce(country, $country), language = $language, owner = $owner, state = $state,
                   agency = $agency, source = $source
WHERE outlet = $outlet
"""
DECIDE = "UPDATE outlets SET {field} = $value, decided = concat_ws('; ', decided, $said) WHERE outlet = $outlet"
RENAME = "UPDATE documents SET outlet_name = $value WHERE outlet = $outlet"
# As decisions write whether something is so.
YES = {"yes": True, "no": False}


def describe_outlets(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Make the table `outlets`, a row an outlet: its id and name, what is known of it, its source, and who decided."""
    connection.execute(OUTLETS).fetchall()
    known = load_outlets()
    for (outlet,) in connection.execute("SELECT outlet FROM outlets").fetchall():
        if row := known.get(outlet):
            said = {key: getattr(row, key) for key in ("country", "language", "owner", "state", "agency", "source")}
            connection.execute(KNOWN, {**said, "outlet": outlet}).fetchall()
    for decision in decisions:
        if decision.action == "correct" and decision.subject.kind == "outlet":
            values: dict[str, Any] = {"outlet": decision.subject.id, "value": _value(decision)}
            told = {**values, "said": said_of(decision)}
            connection.execute(DECIDE.format(field=decision.field), told).fetchall()
            if decision.field == "name":
                connection.execute(RENAME, values).fetchall()


def _value(decision: Decision) -> str | bool | None:
    if decision.field in {"state", "agency"}:
        return YES.get(decision.value or "")
    return decision.value or None


def count_described(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """How many annotations such a correction changed: none. NoLongerAppliesError where there is no such outlet."""
    if not connection.execute("SELECT 1 FROM outlets WHERE outlet = ?", [decision.subject.id]).fetchall():
        raise NoLongerAppliesError("No article is of this outlet, or no longer.")
    return 0
