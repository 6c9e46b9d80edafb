"""The sentences behind a figure, for every page."""

from typing import Any

import duckdb
import pandas as pd

from lib.models import Filters
from lib.queries.selection import answer


def evidence(connection: duckdb.DuckDBPyConnection, filters: Filters, spans: str, **values: Any) -> pd.DataFrame:  # noqa: ANN401  # whatever DuckDB binds
    """The sentences that hold the spans a question finds, in the corpus's order, one row a span.

    `spans` is SQL over the kept tables that yields `document`, `sentence`, `start`, `"end"` and `read`, which says in
    one line how the span was read. Columns: document, outlet, outlet_name, published, published_from, headline, text
    (the whole sentence), sentence_start, start and end (offsets into the document, the end cut to its sentence), read.
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
