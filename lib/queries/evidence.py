"""The sentences behind a figure, for every page."""

from typing import Any

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.models import Filters
from lib.queries.selection import answer

QUOTED_AS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}  # in SQL it is a map
# A number with its bounds, its unit and what it counts, as `lib.text.bounds` writes numbers.
FIGURE_WORDS = """
concat_ws(' ', CASE
    WHEN low = high THEN if(approximate, 'about ', '') || format('{:,.10g}', low)
    WHEN low IS NULL AND high IS NULL THEN 'number not known'
    WHEN high IS NULL THEN 'at least ' || format('{:,.10g}', low)
    WHEN low IS NULL THEN 'at most ' || format('{:,.10g}', high)
    ELSE format('{:,.10g}', low) || ' to ' || format('{:,.10g}', high) END,
    unit, '(' || nullif("of", unit) || ')')
"""
EVIDENCE = columns(
    "document, outlet, outlet_name, published: day?, published_from?, headline: yes/no, text, sentence_start: whole, "
    "start: whole, end: whole, read?"
)
SENTENCES = Listing(
    "sentences", "Sentences", tuple(column for column in EVIDENCE if column.name != "headline"),
    "outlet_name: Outlet, published, published_from: Date known from, text: Sentence, document: Article, start: "
    "From character, end: To character, headline: In the headline, read: How it was read", others=True,
)  # fmt: skip
"""Sentences in the columns of `EVIDENCE`; what is said of headlines may be left out."""


@gives(EVIDENCE)
def evidence(connection: duckdb.DuckDBPyConnection, filters: Filters, spans: str, **values: Any) -> pd.DataFrame:  # noqa: ANN401  # whatever DuckDB binds
    """The sentences that hold the spans a question finds, in the corpus's order, one row a span.

    `spans` is SQL over the kept tables that yields `document`, `sentence`, `start`, `"end"` and `read`, which says in
    one line how the span was read. In `EVIDENCE` text is the whole sentence, start and end are offsets into the
    document, the end cut to its sentence.
    """
    return answer(
        connection,
        f"""
        SELECT d.document, d.outlet, d.outlet_name, d.published, d.published_from, s.headline, s.exact AS text,
               s.start AS sentence_start, p.start, least(p."end", s."end") AS "end", p.read
        FROM ({spans}) p JOIN documents d USING (document) JOIN sentences s USING (document, sentence)
        ORDER BY d.position, s.start, p.start
        """,
        filters,
        **values,
    )
