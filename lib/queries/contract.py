"""The articles in view as the contract tells them: whole, with analysts' decisions applied, a few at a time."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd

from lib.models import Annotations, Document, Filters, Source
from lib.queries.articles import read_articles
from lib.queries.selection import answer

DOCUMENTS = """
SELECT document, outlet, outlet_name, outlet_country, source_from, story, title, text, published, published_from, path,
       url, body_start, notes
FROM kept_documents ORDER BY position
"""

# So many are read at once: enough that their number costs little, few enough that a large corpus fits in memory.
BATCH = 20
NAMELESS = "unknown:"


def annotated_articles(
    connection: duckdb.DuckDBPyConnection, filters: Filters
) -> Iterator[tuple[Document, Annotations]]:
    """Every article that the filters keep with all that was read in it, in the corpus's order.

    An article is told whole, whatever sentences an entity filter keeps.
    """
    kept = answer(connection, "SELECT document FROM kept_documents ORDER BY position", filters)["document"].tolist()
    for start in range(0, len(kept), BATCH):
        some = Filters(articles=tuple(kept[start : start + BATCH]))
        read = {article.document: article.annotations for article in read_articles(connection, some.articles)}
        for row in answer(connection, DOCUMENTS, some).to_dict("records"):
            yield _document(row), read[row["document"]]


def _document(row: dict[str, Any]) -> Document:
    """A row of `documents` as the record it was."""
    known = {name: None if _is_missing(value) else value for name, value in row.items()}
    nameless = row["outlet"].startswith(NAMELESS)
    return Document(
        id=row["document"],
        source=None if nameless else Source(row["outlet"], row["outlet_name"], known["outlet_country"]),
        story=known["story"] or "",
        title=known["title"],
        text=row["text"],
        published=known["published"] and known["published"].date(),
        published_from=known["published_from"],
        source_from=known["source_from"],
        path=row["path"],
        url=known["url"],
        body_start=int(row["body_start"]),
        notes=tuple(row["notes"]),
    )


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value)  # noqa: PLR0124  # NaN
