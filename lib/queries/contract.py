"""The articles in view as the contract tells them: whole, with analysts' decisions applied, a few at a time."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb

from lib.models import Annotations, Document, Filters
from lib.queries.articles import BATCH, read_articles, read_documents
from lib.queries.selection import answer

NAMELESS = "unknown:"


def annotated_articles(
    connection: duckdb.DuckDBPyConnection, filters: Filters
) -> Iterator[tuple[Document, Annotations]]:
    """Every article that the filters keep with all that was read in it, in the corpus's order.

    An article is told whole, whatever sentences an entity filter keeps.
    """
    kept = answer(connection, "SELECT document FROM kept_documents ORDER BY position", filters)["document"].tolist()
    articles = read_articles(connection, kept)
    for start in range(0, len(kept), BATCH):
        some = read_documents(connection, Filters(articles=tuple(kept[start : start + BATCH])))
        for document, article in zip(some, articles, strict=False):  # the articles go on in the next batch
            named = document.source is not None and not document.source.id.startswith(NAMELESS)
            yield (document if named else replace(document, source=None)), article.annotations
