"""What the corpus holds, whatever the filters: outlets, entities, articles, stories, and where each is from."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from lib.listing import gives

OUTLETS = """
SELECT outlet, any_value(outlet_name) AS outlet_name,
       if(starts_with(outlet, 'unknown:'), any_value(path), NULL) AS file,
       count(*) AS documents, sum(words)::BIGINT AS words
FROM documents GROUP BY outlet ORDER BY min(position)
"""

# The byline is a line near the top; behind the names stands where they are, or for whom.
_NAME = r"\p{Lu}[^\s,;|()]*"
_LINK = "and|al|bin|da|de|del|der|el|la|van|von"
_NAMES = rf"{_NAME}(?: (?:{_LINK}|{_NAME})){{1,7}}"
BYLINE = rf"(?m)^(?:By|BY) ({_NAMES})(?:(?: in| for| ?[,;|(])[^\n.]{{0,80}})?$"
ORIGINS = """
SELECT document, title, url,
       nullif(regexp_extract(replace(left(original, 1500), coalesce(title, ''), ''), $byline, 1), '') AS author,
       published, published_from,
       if(starts_with(outlet, 'unknown:'), 'unknown outlet (' || path || ')', outlet_name) AS outlet_name
FROM documents {which}
"""

ENTITIES = """
SELECT entity, mode(name) AS name, mode(kind) AS kind, count(*) AS mentions
FROM mentions WHERE entity IS NOT NULL GROUP BY entity ORDER BY mentions DESC, name
"""

ARTICLE_NAMES = """
WITH listed AS (SELECT * FROM documents WHERE position <= $most OR document IN $asked), openings AS (
    SELECT document, first(exact ORDER BY start) AS opening
    FROM sentences SEMI JOIN listed USING (document) GROUP BY document
)
SELECT l.document, l.outlet_name, l.published, l.title, o.opening
FROM listed l LEFT JOIN openings o USING (document) ORDER BY l.position
"""


@gives("outlet, outlet_name, file?, documents: whole, words: whole")
def outlets(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every outlet in the corpus's order, whatever the filters; `file` is the path that an unknown one is named by."""
    return connection.execute(OUTLETS).df()


@gives("title?, url?, author?, published: day?, published_from?, outlet_name")
def origins(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Where each article is from, by document id; an outlet that nobody knows is named by the article's whole path."""
    return connection.execute(ORIGINS.format(which=""), {"byline": BYLINE}).df().set_index("document")


@gives("document, title?, url?, author?, published: day?, published_from?, outlet_name")
def references(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> pd.DataFrame:
    """Where some articles are from, in the order given."""
    which = "WHERE document IN (SELECT unnest($documents::VARCHAR[]))"
    found = connection.execute(ORIGINS.format(which=which), {"byline": BYLINE, "documents": list(documents)}).df()
    return found.set_index("document").loc[list(documents)].reset_index()


@gives("entity, name, kind, mentions: whole")
def entities(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every entity named in the corpus, the most mentioned first."""
    return connection.execute(ENTITIES).df()


@gives("document, outlet_name, published: day?, title?, opening?")
def article_names(connection: duckdb.DuckDBPyConnection, asked: Sequence[str], most: int) -> pd.DataFrame:
    """What the first articles of the corpus are called, and those asked for wherever they stand, in its order."""
    return connection.execute(ARTICLE_NAMES, {"most": most, "asked": list(asked)}).df()


def paths(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Every document's file."""
    return dict(connection.execute("SELECT document, path FROM documents").fetchall())


def stories(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The stories that the articles are on, by name."""
    rows = connection.execute("SELECT DISTINCT story FROM documents WHERE story <> '' ORDER BY story").fetchall()
    return [story for (story,) in rows]
