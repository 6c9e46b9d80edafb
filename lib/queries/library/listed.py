"""The articles as a library keeps them: what is known of each, its other versions, its copies elsewhere."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from lib.agreement.reported.about import judge
from lib.listing import Listing, columns, gives
from lib.models import Document, Filters
from lib.queries.selection import answer
from lib.store.agreements import agreements_in

KEPT = columns(
    "document, outlet, outlet_name, published: day?, published_from?, title, words: whole, about: list, doubts: list, "
    "story, url?, path, decided?"
)
LIBRARY = Listing(
    "library", "The articles", KEPT,
    "title: Headline or first words, outlet_name: Outlet, published, published_from: Date known from, doubts, words, "
    "about: About, story, url: Address, path: File, decided: Corrected",
    ("document",), noun="article",
)  # fmt: skip
# The longest opening that stands for a headline, in letters.
OPENING = 90
LIST = f"""
WITH openings AS (
    SELECT document, left(first(exact ORDER BY start), {OPENING}) AS opening FROM sentences GROUP BY document
), agreed AS (
    SELECT document, list(a.title ORDER BY a.title, a.id) AS about
    FROM about JOIN agreements a ON a.id = about.agreement GROUP BY document
)
SELECT d.document, d.outlet, d.outlet_name, d.published, d.published_from, coalesce(d.title, o.opening, '') AS title,
       d.words, coalesce(g.about, []) AS about,
       list_filter([
           if(starts_with(d.outlet, 'unknown:'), 'outlet not known', NULL),
           CASE WHEN d.published IS NULL THEN 'no date' WHEN d.published_from = 'story' THEN 'date of its story'
                WHEN d.published_from = 'told' THEN 'not before its date' END,
           if(g.about IS NULL, 'about no agreement', NULL)
       ], lambda doubt: doubt IS NOT NULL) AS doubts,
       d.story, d.url, d.path, d.decided
FROM kept_documents d LEFT JOIN openings o USING (document) LEFT JOIN agreed g USING (document) ORDER BY d.position
"""


@gives(KEPT)
def library(connection: duckdb.DuckDBPyConnection, filters: Filters, find: str = "") -> pd.DataFrame:
    """The articles kept, in the corpus's order, those alone in whose particulars the words sought stand.

    Title is the headline or the first words, doubts are in words, decided says what analysts corrected.
    """
    rows = answer(connection, LIST, filters)
    if not find.strip():
        return rows
    told = rows[["title", "outlet_name", "story", "url", "path"]].fillna("").agg(" ".join, axis=1).str.casefold()
    kept = pd.Series(data=True, index=rows.index)
    for word in find.casefold().split():
        kept &= told.str.contains(word, regex=False)
    return rows[kept].reset_index(drop=True)


ASIDE = columns(
    "document, counted, outlet, outlet_name, title?, published: day?, reason, path, counted_path, text, counted_text"
)
VERSIONS = Listing(
    "versions", "Versions that do not count", ASIDE,
    "outlet_name: Outlet, title: Headline, published, reason: Why it does not count, path: File, counted_path: Counted",
    ("document", "path"), noun="version",
)  # fmt: skip
# Files with the same bytes are one article under one id.
ASIDE_SQL = """
SELECT * EXCLUDE position FROM (
    SELECT v.document, v.counted, v.outlet, v.outlet_name, v.title, v.published, v.reason, v.path,
           d.path AS counted_path, v.text, d.text AS counted_text, d.position
    FROM versions v JOIN kept_documents d ON d.document = v.counted
    UNION ALL
    SELECT d.document, d.document, d.outlet, d.outlet_name, d.title, d.published, r.reason, r.path, d.path, d.text,
           d.text, d.position
    FROM repeats r JOIN kept_documents d USING (document)
) ORDER BY position, published, path
"""


@gives(ASIDE)
def versions(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The texts that do not count beside a newer version of their article that is kept; counted is that one's id."""
    return answer(connection, ASIDE_SQL, filters)


COPIED = columns(
    "document, outlet, outlet_name, title, published: day?, path, other, other_outlet, other_name, "
    "other_published: day?, other_path"
)
COPIES = Listing(
    "copies", "The same text in several outlets", COPIED,
    "title: Headline or first words, outlet_name: Outlet, published, other_name: The same in, other_published: "
    "Published there, path: File, other_path: File there",
    ("document", "other"), noun="pair",
)  # fmt: skip
# Two texts that share three in four of their rarest runs of words share nine in ten of their words.
SHARED = 0.75
# A run that stands in more articles than this is a site's own, and would make pairs of all of them.
MOST_SHARING = 30
COPIES_SQL = f"""
WITH runs AS (SELECT document, outlet, position, len(sketch) AS size, unnest(sketch) AS run FROM kept_documents),
rare AS (SELECT * FROM runs QUALIFY count(*) OVER (PARTITION BY run) <= {MOST_SHARING}),
pairs AS (
    SELECT a.document, b.document AS other FROM rare a JOIN rare b ON a.run = b.run AND a.position < b.position
    WHERE a.outlet <> b.outlet GROUP BY ALL HAVING count(*) >= {SHARED} * greatest(any_value(a.size), any_value(b.size))
), openings AS (
    SELECT document, left(first(exact ORDER BY start), {OPENING}) AS opening FROM sentences GROUP BY document
)
SELECT d.document, d.outlet, d.outlet_name, coalesce(d.title, o.opening, '') AS title, d.published, d.path, p.other,
       x.outlet AS other_outlet, x.outlet_name AS other_name, x.published AS other_published, x.path AS other_path
FROM pairs p JOIN documents d USING (document) JOIN documents x ON x.document = p.other
LEFT JOIN openings o ON o.document = d.document ORDER BY d.position, x.position
"""


@gives(COPIED)
def copies(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Pairs of kept articles of two outlets that have nearly the same text, as an agency's: each of them counts."""
    return answer(connection, COPIES_SQL, filters)


def agreements_about(connection: duckdb.DuckDBPyConnection, documents: Sequence[Document]) -> list[list[str]]:
    """Which agreements that the desk knows each article seems to be about, by their titles."""
    agreements = agreements_in(connection)
    return [
        [one.title for one in agreements if judge(one, document.text, document.published).about]
        for document in documents
    ]
