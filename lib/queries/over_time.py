"""When the articles appeared, and how much each tells, by day and outlet."""

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.models import Filters
from lib.queries.selection import answer

BY_DAY = Listing(
    "over time", "Articles and reports by day and outlet",
    columns("outlet, outlet_name, day: day, articles: whole, reports: whole"),
    "day: Published, outlet_name: Outlet, articles, reports",
    said="Articles by their own day of publication; reports are what they tell to be done, or done",
)  # fmt: skip

# What is told of clauses counts, where the articles are those of an agreement; else all that is to be done or was done.
PUBLISHED = """
WITH told AS (
    SELECT document, count(*) AS reports FROM (
        SELECT document, clause FROM kept_commitments WHERE NOT headline
        UNION ALL SELECT document, clause FROM kept_deeds WHERE NOT headline
    ) WHERE $agreement IS NULL OR starts_with(clause, $agreement || '/') GROUP BY document
)
SELECT d.outlet, any_value(d.outlet_name) AS outlet_name, d.published AS day, count(*) AS articles,
       coalesce(sum(t.reports), 0)::BIGINT AS reports
FROM kept_documents d LEFT JOIN told t USING (document)
WHERE d.published IS NOT NULL AND coalesce(d.published_from, '') NOT IN ('story', 'told')
      AND ($agreement IS NULL OR d.document IN (SELECT document FROM about WHERE agreement = $agreement))
GROUP BY d.outlet, d.published ORDER BY min(d.position), d.published
"""


@gives(BY_DAY.columns)
def published_days(connection: duckdb.DuckDBPyConnection, filters: Filters, agreement: str | None) -> pd.DataFrame:
    """One row an outlet and day on which it published, of the articles about an agreement (its id) or of all.

    Articles without a day of their own are on no row.
    """
    return answer(connection, PUBLISHED, filters, agreement=agreement)
