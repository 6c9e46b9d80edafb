"""What analysts decided, and what there is to decide about: whatever the filters, because a decision knows none."""

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.store.agreements import agreements_in
from lib.store.overlay.readings import KEPT

DECIDED = columns(
    "decision, made: moment, who, why, action, kind, name, spellings: list, exact?, outlet_name?, deed, state, "
    "changed: whole?, note?, held_by: list"
)
DECISIONS = Listing(
    "decisions", "What analysts decided, the newest first", DECIDED,
    "name: About, spellings, exact: Words, outlet_name: In an article of, deed: Decided, state, changed: "
    "Annotations changed, note: Why it does not count, who, why, made: Made (UTC)",
)  # fmt: skip
ARTICLE = "document, outlet_name, published: day?, mentions: whole"

LOG = """
SELECT x.decision, x.made, x.who, x.why, x.action, x.kind, x.name, x.spellings, x.exact, d.outlet_name, x.deed, x.state,
       x.changed, x.note, x.held_by
FROM decisions x LEFT JOIN documents d ON d.document = if(x.kind = 'document', x.subject, x.document)
ORDER BY x.number DESC
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

SAID = " UNION ALL ".join(
    f"SELECT document, start, decided FROM {kept.table} WHERE decided IS NOT NULL" for kept in KEPT.values()
)

COMMITMENT_WORDS = """
SELECT start, "end", exact FROM commitments WHERE document = $document AND start = $start AND action = $action
"""


@gives(DECIDED)
def decision_log(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every decision, the newest first, undone ones and those that no longer apply too.

    Of `DECIDED` made is UTC, spellings are empty for all, exact is one annotation's words, outlet_name that of the one
    article it is narrowed to, changed counts annotations, held_by are the ids of the rows that keep it undone.
    """
    return connection.execute(LOG).df()


def merged_into(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Each entity that was merged away, to what it has become in the end."""
    sql = "SELECT subject, value FROM decisions WHERE action = 'merge' AND state = 'in force'"
    steps = dict(connection.execute(sql).fetchall())
    ends = {}
    for entity, end in steps.items():
        while end in steps:  # those in force never run in a circle
            end = steps[end]  # noqa: PLW2901  # followed to where the chain ends
        ends[entity] = end
    return ends


@gives("exact, mentions: whole")
def spelling_counts(connection: duckdb.DuckDBPyConnection, entity: str) -> pd.DataFrame:
    """How one entity is written in all articles, headlines and demonyms too, most frequent first."""
    return connection.execute(SPELLINGS, {"entity": entity}).df()


@gives(ARTICLE)
def entity_articles(connection: duckdb.DuckDBPyConnection, entity: str) -> pd.DataFrame:
    """The articles that name one entity, in the corpus's order."""
    return connection.execute(ARTICLES.format("mentions", "entity"), {"id": entity}).df()


@gives(ARTICLE)
def place_articles(connection: duckdb.DuckDBPyConnection, place: str) -> pd.DataFrame:
    """The articles that name one place, in the corpus's order."""
    return connection.execute(ARTICLES.format("toponyms", "place"), {"id": place}).df()


@gives("document, outlet_name, start: whole, end: whole, exact, headline: yes/no, text?, sentence_start: whole?")
def place_mentions(connection: duckdb.DuckDBPyConnection, place: str) -> pd.DataFrame:
    """Every mention of one place in the corpus's order, one row each; text is its sentence, if it stands in one."""
    return connection.execute(PLACE_MENTIONS, {"place": place}).df()


def decided_at(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], list[str]]:
    """What analysts said of readings, in words, by the article and the offset at which each begins."""
    said: dict[tuple[str, int], list[str]] = {}
    for document, start, words in connection.execute(SAID).fetchall():
        said.setdefault((document, start), []).append(words)
    return said


def commitment_words(
    connection: duckdb.DuckDBPyConnection, document: str, start: int, action: str
) -> tuple[int, int, str] | None:
    """Start, end and exact words of one commitment, whole even where it runs beyond its sentence; None if not there."""
    values = {"document": document, "start": start, "action": action}
    return next(iter(connection.execute(COMMITMENT_WORDS, values).fetchall()), None)


def clause_choices(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The clauses that a commitment can be put under: id as in `commitments.clause`, to number and words."""
    return {
        f"{agreement.id}/{clause.id}": f"{clause.number} {clause.text} ({agreement.title})".strip()
        for agreement in agreements_in(connection)
        for clause in agreement.clauses
    }
