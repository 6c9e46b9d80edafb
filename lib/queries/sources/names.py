"""What sets the outlets apart: what only one of them names, and how often each names whom."""

from dataclasses import replace

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.models import Filters
from lib.queries.entities import COUNTED, COUNTS
from lib.queries.selection import answer

ONLY_IN = """
WITH named AS (
    SELECT m.entity, mode(m.name) AS name, mode(m.kind) AS kind, count(*) AS mentions, any_value(d.outlet) AS outlet,
           any_value(d.outlet_name) AS outlet_name, min(d.position) AS position
    FROM counted_mentions m JOIN documents d USING (document) WHERE m.entity IS NOT NULL
    GROUP BY m.entity HAVING count(DISTINCT d.outlet) = 1
)
SELECT outlet, outlet_name, entity, name, kind, mentions, count(*) OVER (PARTITION BY outlet) AS names
FROM named WHERE (SELECT count(DISTINCT outlet) FROM kept_documents) > 1
QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY mentions DESC, name) <= $most
ORDER BY min(position) OVER (PARTITION BY outlet), mentions DESC, name
"""

OUTLET_FACTS = """
WITH sized AS (
    SELECT document, count(*) FILTER (NOT headline) AS sentences FROM sentences GROUP BY document
)
SELECT d.outlet, any_value(d.outlet_name) AS outlet_name, count(*) AS articles, sum(d.words)::BIGINT AS words,
       coalesce(sum(s.sentences), 0)::BIGINT AS sentences, sum(d.words) / nullif(sum(s.sentences), 0) AS length,
       min(d.published) FILTER (coalesce(d.published_from, '') NOT IN ('story', 'told')) AS first,
       max(d.published) FILTER (coalesce(d.published_from, '') NOT IN ('story', 'told')) AS last,
       count(*) FILTER (d.published_from = 'metadata') AS given, count(*) FILTER (d.published_from = 'text') AS read,
       count(*) FILTER (d.published_from IN ('story', 'told')) AS borrowed,
       count(*) FILTER (d.published IS NULL) AS undated
FROM kept_documents d LEFT JOIN sized s USING (document) GROUP BY d.outlet ORDER BY min(d.position)
"""

ONLY = columns("outlet, outlet_name, entity, name, kind, mentions: whole, names: whole")
FACTS = columns(
    "outlet, outlet_name, articles: whole, words: whole, sentences: whole, length: number?, first: day?, last: day?, "
    "given: whole, read: whole, borrowed: whole, undated: whole"
)
NAMED_ALONE = Listing(
    "named by one outlet", "Names that only one outlet mentions", ONLY, "outlet_name: Outlet, name, kind, mentions"
)
NAMES_BY_OUTLET = Listing(
    "names by outlet", "Mentions of each name by outlet", COUNTS, f"{COUNTED}, rate: Per 1,000 words",
    ("entity", "outlet"),
)  # fmt: skip
DIFFERENCES = replace(NAMES_BY_OUTLET, key="differences")
OUTLETS = Listing(
    "outlets", "Each outlet's articles, words, sentences and dates", FACTS + columns("days"),
    "outlet_name: Outlet, articles, words, sentences, length: Words a sentence, days: Published, given: Dates "
    "given, read: Found in the text, borrowed: Story’s date, undated", ("outlet",),
)  # fmt: skip


@gives(ONLY)
def only_in(connection: duckdb.DuckDBPyConnection, filters: Filters, most: int = 12) -> pd.DataFrame:
    """The entities that one outlet alone names, the first of its `names`; empty where fewer than two are in view."""
    return answer(connection, ONLY_IN, filters, most=most)


@gives(FACTS)
def outlet_facts(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How much each outlet gives and how its dates are known, in the corpus's order.

    Sentences are those of bodies, length is words a sentence, first and last are own days of publication, given, read,
    borrowed and undated the articles by how their date is known.
    """
    return answer(connection, OUTLET_FACTS, filters)
