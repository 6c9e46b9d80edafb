"""How far what was agreed is carried out, as analysts entered it: whatever the filters, for an entry knows none."""

from datetime import date

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.models import Filters
from lib.queries.selection import answer

LOGGED = columns(
    "decision, matter, words, status, day: day, remark, cites?, who, made: moment, state, outcome?, held_by: list, "
    "number: whole"
)
WHOLE_LOG = Listing(
    "implementation log", "Every entry of the implementation log, with its status, day, note, evidence, who and when",
    LOGGED + columns("number_on_scale: whole"),
    "words: Clause, matter: Its id, number_on_scale: Status (0 to 3), status: In words, day: Applies from, remark: "
    "Note, cites: Evidence, who, made: Entered (UTC), state, outcome: Why it does not count", ("decision",),
)  # fmt: skip

# Of several entries for one day, the one that was entered last counts.
STATUSES = """
SELECT subject AS matter, value AS status, day, who, why AS remark FROM decisions
WHERE action = 'assess' AND state = 'in force' AND ($as_of IS NULL OR day <= $as_of)
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY day DESC, number DESC) = 1 ORDER BY number
"""

CITES = """
array_to_string(list_transform(evidence, lambda e: if(e.span IS NULL, e.source,
    '“' || e.span.exact || '”' || if(e.source = '', '', ' (' || e.source || ')'))), '; ')
"""

LOG = f"""
SELECT decision, subject AS matter, name AS words, value AS status, day, why AS remark, {CITES} AS cites, who, made,
       state, note AS outcome, held_by, number
FROM decisions WHERE action = 'assess' ORDER BY number DESC
"""

EVIDENCE = """
WITH given AS (
    SELECT decision, number, unnest(evidence) AS e, generate_subscripts(evidence, 1) AS nth FROM decisions
    WHERE action = 'assess'
), found AS (
    SELECT decision, number, nth, e.source, e.document, e.span.start AS start, e.span."end" AS "end",
           e.span.exact AS exact FROM given
)
SELECT f.decision, f.source, f.document, f.start, f."end", f.exact, d.outlet, d.outlet_name, d.published,
       d.published_from, s.exact AS text, s.start AS sentence_start, s.exact IS NOT NULL AS stands,
       NULL::VARCHAR AS read
FROM found f
LEFT JOIN documents d ON d.document = f.document AND d.text[f.start + 1 : f."end"] = f.exact
LEFT JOIN sentences s ON s.document = d.document AND s.start <= f.start AND f.start < s."end"
ORDER BY f.number, f.nth
"""

REJECTED = "SELECT subject, value FROM decisions WHERE kind = 'matter' AND action = 'reject' AND state = 'in force'"

SENTENCES = """
SELECT s.document, s.start, s.exact AS text, d.outlet_name, d.published FROM kept_sentences s
JOIN documents d USING (document) WHERE contains(lower(s.exact), lower($words))
ORDER BY d.position, s.start LIMIT $most
"""


@gives("matter, status, day: day, who, remark")
def statuses(connection: duckdb.DuckDBPyConnection, as_of: date | None) -> pd.DataFrame:
    """The status of each matter that has one on a day: the latest entry in force that holds by then; None: of all."""
    return connection.execute(STATUSES, {"as_of": as_of}).df()


def rejected_statuses(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str]]:
    """The matters for which an analyst rejected a status that reports spoke for, with the status."""
    return frozenset(connection.execute(REJECTED).fetchall())


@gives(LOGGED)
def implementation_log(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every entry, what was entered last first, withdrawn ones and those whose clause is gone too.

    Of `LOGGED` words are the matter's, cites is the evidence in words, made is UTC, outcome who withdrew it, or why it
    does not count, held_by the ids of the rows that keep it withdrawn, number its place among all rows of decisions.
    """
    return connection.execute(LOG).df()


@gives(
    "decision, source, document?, start: whole?, end: whole?, exact?, outlet?, outlet_name?, published: day?, "
    "published_from?, text?, sentence_start: whole?, stands: yes/no, read?"
)
def log_evidence(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What the entries rest on, in the order given, one row each.

    `stands` says whether it is a sentence whose words still stand in these articles; what is known of the sentence is
    missing where it does not, and exact where it is none.
    """
    return connection.execute(EVIDENCE).df()


@gives("document, start: whole, text, outlet_name, published: day?")
def sentences_with(connection: duckdb.DuckDBPyConnection, filters: Filters, words: str, most: int = 10) -> pd.DataFrame:
    """The first sentences in view that hold these words, upper or lower case."""
    return answer(connection, SENTENCES, filters, words=words, most=most)
