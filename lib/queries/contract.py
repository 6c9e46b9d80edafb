"""The articles in view as the contract tells them: whole, with analysts' decisions applied, a few at a time."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb

from lib.models import Annotations, Document, Filters
from lib.queries.articles import read_articles, read_documents
from lib.queries.selection import answer

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
        for document in read_documents(connection, some):
            named = document.source is not None and not document.source.id.startswith(NAMELESS)
            yield (document if named else replace(document, source=None)), read[document.id]
