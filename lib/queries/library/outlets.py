"""The outlets as cards: what is known of each, and how many articles are of it."""

import duckdb
import pandas as pd

from lib.listing import Listing, columns, gives
from lib.models import Filters
from lib.queries.map import country_names
from lib.queries.selection import answer

DESCRIBED = columns(
    "outlet, name, country?, country_name?, language?, owner?, state?, agency?, source?, decided?, articles: whole, "
    "words: whole"
)
OUTLETS = Listing(
    "described outlets", "The outlets", DESCRIBED,
    "name: Outlet, country_name: Country, language, owner, state: State-run, agency: News agency, source: Source of "
    "these, decided: Corrected, articles, words",
    ("outlet",), noun="outlet",
)  # fmt: skip
# Whether something is so, as a reader sees it; what is not known is missing.
SQL = """
SELECT o.outlet, any_value(o.name) AS name, any_value(o.country) AS country, any_value(o.language) AS language,
       any_value(o.owner) AS owner, any_value(if(o.state, 'yes', if(o.state = false, 'no', NULL))) AS state,
       any_value(if(o.agency, 'yes', if(o.agency = false, 'no', NULL))) AS agency, any_value(o.source) AS source,
       any_value(o.decided) AS decided, count(*) AS articles, sum(d.words)::BIGINT AS words
FROM kept_documents d JOIN outlets o USING (outlet) GROUP BY o.outlet ORDER BY min(d.position)
"""

# What outlets may be grouped by, and the names of the groups: those of which it is so, not so, and not known.
GROUPINGS = {"country": "Country", "state": "State-run or not", "agency": "News agency or not"}
_GROUPS = {
    "country": ("", "", "country not known"),
    "state": ("state-run", "not state-run", "not known whether state-run"),
    "agency": ("news agencies", "no news agencies", "not known whether an agency"),
}


@gives(DESCRIBED)
def described_outlets(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The outlets of the articles kept, in the corpus's order; country and language are ISO codes."""
    rows = answer(connection, SQL, filters)
    return rows.assign(country_name=rows["country"].map(country_names(rows["country"].dropna().unique())))[
        [column.name for column in DESCRIBED]
    ]


def outlet_groups(connection: duckdb.DuckDBPyConnection, filters: Filters, by: str) -> dict[str, str]:
    """The group of each outlet kept, in the corpus's order, by one of the `GROUPINGS`; what is not known is one too."""
    yes, no, unknown = _GROUPS[by]
    rows = described_outlets(connection, filters)
    said = rows["country_name"] if by == "country" else rows[by].map({"yes": yes, "no": no})
    named = (one if isinstance(one, str) else f"unknown:{unknown}" for one in said)
    return dict(zip(rows["outlet"], named, strict=True))
