"""What analysts decided, and what there is to decide about: whatever the filters, because a decision knows none."""

import duckdb
import pandas as pd

from lib.codebooks import load_agreements

LOG = """
SELECT x.decision, x.made, x.who, x.why, x.action, x.kind, x.name, x.spellings, x.exact, d.outlet_name, x.deed, x.state,
       x.changed, x.note, x.held_by
FROM decisions x LEFT JOIN documents d USING (document) ORDER BY x.number DESC
"""

SPELLINGS = """
SELECT exact, count(*) AS mentions FROM mentions WHERE entity = $entity GROUP BY exact ORDER BY mentions DESC, exact
"""

ARTICLES = """
SELECT d.document, d.outlet_name, d.published, count(*) AS mentions
FROM {} m JOIN documents d USING (document) WHERE m.{} = $id GROUP BY ALL ORDER BY min(d.position)
"""

PLACE_MENTIONS = """
SELECT t.document, d.outlet_name, t.start, t."end", t.exact, t.headline, s.exact AS text, s.start AS sentence_start
FROM toponyms t JOIN documents d USING (document) LEFT JOIN sentences s USING (document, sentence)
WHERE t.place = $place ORDER BY d.position, t.start
"""

COMMITMENT_WORDS = """
SELECT start, "end", exact FROM commitments WHERE document = $document AND start = $start AND action = $action
"""


def decision_log(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every decision, the newest first, undone ones and those that no longer apply too.

    Columns: decision (id), made (UTC), who, why, action, kind, name, spellings (a list, empty for all), exact (one
    annotation's words), outlet_name (of the one article it is narrowed to), deed, state, changed (annotations), note,
    held_by (ids of the rows that keep it undone).
    """
    return connection.execute(LOG).df()


def merged_into(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Each entity that was merged away, to what it has become in the end."""
    sql = "SELECT subject, value FROM decisions WHERE action = 'merge' AND state = 'in force'"
    steps = dict(connection.execute(sql).fetchall())
    found = {}
    for entity, end in steps.items():
        while end in steps:  # those in force never run in a circle
            end = steps[end]  # noqa: PLW2901  # followed to where the chain ends
        found[entity] = end
    return found


def spelling_counts(connection: duckdb.DuckDBPyConnection, entity: str) -> pd.DataFrame:
    """How one entity is written in all articles: exact, mentions (headlines and demonyms too), most frequent first."""
    return connection.execute(SPELLINGS, {"entity": entity}).df()


def entity_articles(connection: duckdb.DuckDBPyConnection, entity: str) -> pd.DataFrame:
    """The articles that name one entity: document, outlet_name, published, mentions; in the corpus's order."""
    return connection.execute(ARTICLES.format("mentions", "entity"), {"id": entity}).df()


def place_articles(connection: duckdb.DuckDBPyConnection, place: str) -> pd.DataFrame:
    """The articles that name one place: document, outlet_name, published, mentions; in the corpus's order."""
    return connection.execute(ARTICLES.format("toponyms", "place"), {"id": place}).df()


def place_mentions(connection: duckdb.DuckDBPyConnection, place: str) -> pd.DataFrame:
    """Every mention of one place in the corpus's order, one row each.

    Columns: document, outlet_name, start, end, exact, headline, text (its sentence, missing where it stands in none),
    sentence_start.
    """
    return connection.execute(PLACE_MENTIONS, {"place": place}).df()


def commitment_words(
    connection: duckdb.DuckDBPyConnection, document: str, start: int, action: str
) -> tuple[int, int, str] | None:
    """Start, end and exact words of one commitment, whole even where it runs beyond its sentence; None if not there."""
    values = {"document": document, "start": start, "action": action}
    return next(iter(connection.execute(COMMITMENT_WORDS, values).fetchall()), None)


def clause_choices() -> dict[str, str]:
    """The clauses that a commitment can be put under: id as in `commitments.clause`, to number and words."""
    return {
        f"{agreement.id}/{clause.id}": f"{clause.number} {clause.text} ({agreement.title})"
        for agreement in load_agreements()
        for clause in agreement.clauses
    }
