"""What analysts decided, and what there is to decide about: whatever the filters, because a decision knows none."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.models import FIELDS, Field, Span, Subject, SubjectKind
from lib.store.agreements import agreements_in
from lib.store.overlay.readings import KEPT
from lib.text.bounds import Bounds, number_words

DECIDED = columns(
    "decision, made: moment, who, why, action, kind, name, spellings: list, exact?, outlet_name?, deed, state, "
    "changed: whole?, note?, held_by: list, subject?, change?"
)
DECISIONS = Listing(
    "decisions", "What analysts decided, the newest first", DECIDED,
    "name: About, spellings, exact: Words, outlet_name: In an article of, deed: Decided, state, changed: "
    "Annotations changed, note: Why it does not count, who, why, made: Made (UTC)",
)  # fmt: skip
ARTICLE = "document, outlet_name, published: day?, mentions: whole"

LOG = """
SELECT x.decision, x.made, x.who, x.why, x.action, x.kind, x.name, x.spellings, x.exact, d.outlet_name, x.deed, x.state,
       x.changed, x.note, x.held_by, x.subject, c.change
FROM decisions x LEFT JOIN changes c USING (decision)
LEFT JOIN documents d ON d.document = if(x.kind = 'document', x.subject, x.document)
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

# What each kind of reading now says, a column a field that can be corrected, after what tells it from others.
_OF_KIND: Mapping[SubjectKind, str] = {
    "commitment": """
action_read AS apart, coalesce(obligor || ': ', '') || deed AS name,
concat_ws('; ', nullif(reason, ''), decided) AS why,
coalesce(obligor_entity, obligor) AS who, action, object, due::VARCHAR AS day, nullif(deadline, '') AS rule, relation,
modality, 'promised' AS state
""",
    "deed": """
action AS apart, concat_ws(': ', state, doer) AS name, concat_ws('; ', nullif(reason, ''), decided) AS why,
coalesce(doer_entity, doer) AS who, state, "on"::VARCHAR AS day
""",
    "figure": """
NULL AS apart, exact AS name, coalesce(decided, '') AS why, low, high, approximate, nullif(unit, '') AS unit,
"of" AS subject
""",
    "quote": """
NULL AS apart, exact AS name, concat_ws('; ', 'with “' || cue || '”', decided) AS why,
coalesce(speaker, speaker_text) AS speaker
""",
}
READ_AT = """
SELECT document, start, "end", exact, {columns} FROM {table}
WHERE document = $document AND start <= $first AND "end" > $first
ORDER BY "end" - start, start
"""
READ_IN = """
SELECT document, start, "end", exact, {columns} FROM {table}
WHERE document = $document AND start >= $first AND "end" <= $last ORDER BY start
"""
LONGEST_NAME = 300


class Reading(NamedTuple):
    """One statement read in an article, as a decision can be about it, and what each of its fields now says.

    A field is written as a decision writes its value; None where nothing is said. `why` is why it was read so.
    """

    subject: Subject
    fields: Mapping[Field, str | None]
    why: str


@gives(DECIDED)
def decision_log(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every decision, the newest first, undone ones and those that no longer apply too.

    Of `DECIDED` made is UTC, spellings are empty for all, exact is one annotation's words, outlet_name that of the one
    article it is narrowed to, changed counts annotations, held_by are the ids of the rows that keep it undone, subject
    is the id of what it is about; change says of a correction of an article what it made of what, where it is in force.
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


def readings_at(connection: duckdb.DuckDBPyConnection, document: str, at: int) -> list[Reading]:
    """What can be corrected of what was read in the words at an offset, the fewest words of a kind first."""
    return [one for kind in KEPT for one in _readings(connection, READ_AT, kind, (document, at))]


def figures_in(connection: duckdb.DuckDBPyConnection, reading: Reading) -> list[Reading]:
    """The figures in the words of a reading."""
    subject, span = reading.subject, reading.subject.span
    return list(_readings(connection, READ_IN, "figure", (subject.document, span.start, span.end))) if span else []


def commitment_at(connection: duckdb.DuckDBPyConnection, document: str, start: int, action: str) -> Reading | None:
    """The commitment that begins at an offset and has this verb now, by its whole words; None where there is none."""
    found = _readings(connection, READ_AT, "commitment", (document, start))
    some = (one for one in found if one.subject.span and one.subject.span.start == start)
    return next((one for one in some if one.fields["action"] == action), None)


def _readings(
    connection: duckdb.DuckDBPyConnection, sql: str, kind: SubjectKind, where: tuple[str | int | None, ...]
) -> Iterator[Reading]:
    values = dict(zip(("document", "first", "last"), where, strict=False))
    asked = sql.format(table=KEPT[kind].table, columns=_OF_KIND[kind])
    for row in connection.execute(asked, values).df().to_dict("records"):
        cells = {name: None if pd.isna(value) else value for name, value in row.items()}
        if kind == "figure":
            cells["number"] = number_words(Bounds(cells["low"], cells["high"], bool(cells["approximate"]))) or None
        span, name = Span(int(row["start"]), int(row["end"]), row["exact"]), str(row["name"])[:LONGEST_NAME]
        subject = Subject(kind, cells["apart"], document=row["document"], span=span, name=name)
        yield Reading(subject, {field: cells[field] for field in FIELDS[kind]}, row["why"])


def clause_choices(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The clauses that a commitment can be put under: id as in `commitments.clause`, to number and words."""
    return {
        f"{agreement.id}/{clause.id}": f"{clause.number} {clause.text} ({agreement.title})".strip()
        for agreement in agreements_in(connection)
        for clause in agreement.clauses
    }
