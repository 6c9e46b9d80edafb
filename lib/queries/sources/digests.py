"""What was read of each article for comparing it, and which part of that the filters keep."""

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import pandas as pd

from lib.codebooks.referents import Referent
from lib.compare.digest import Digest, make_digest
from lib.listing import gives
from lib.models import Filters
from lib.queries.articles import read_articles
from lib.queries.filters import by_sentence
from lib.queries.selection import answer

# With more in view reading them takes most of a minute: measured at 6 to 8 ms an article, once a data version.
MOST_ARTICLES = 2000

IN_VIEW = "SELECT document FROM kept_documents ORDER BY position"
KEPT = "SELECT document, list(sentence) AS kept FROM kept_sentences GROUP BY document"

OUTLET_WORDS = """
SELECT outlet, any_value(outlet_name) AS outlet_name, sum(words)::BIGINT AS words
FROM kept_documents GROUP BY outlet ORDER BY min(position)
"""


def documents_in_view(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[str]:
    """The ids of the articles that the filters keep, in the corpus's order."""
    return [str(one) for one in answer(connection, IN_VIEW, filters)["document"]]


def read_digests(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[str], referents: tuple[Referent, ...]
) -> Iterator[Digest]:
    """The digest of each of the documents, in the order given; about 6 ms each."""
    return (make_digest(article, referents) for article in read_articles(connection, documents))


def digests_in_view(
    connection: duckdb.DuckDBPyConnection, filters: Filters, known: Mapping[str, Digest]
) -> tuple[Digest, ...]:
    """Of the known digests what the filters keep, in the corpus's order: articles, and sentences where they say so.

    Facts that say where things are go by the filters of kinds and of roles, as all mentions of places do.
    """
    inside = [known[name] for name in documents_in_view(connection, filters) if name in known]
    if (filters.kinds and "PLACE" not in filters.kinds) or (filters.roles and "literal" not in filters.roles):
        inside = [digest.without_places() for digest in inside]
    if not by_sentence(filters):
        return tuple(inside)
    kept = {row.document: frozenset(map(int, row.kept)) for row in answer(connection, KEPT, filters).itertuples()}
    return tuple(digest.among(kept.get(digest.document, frozenset())) for digest in inside)


@gives("outlet, outlet_name, words: whole")
def outlet_words(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The outlets in view in the corpus's order, with the words of their bodies."""
    return answer(connection, OUTLET_WORDS, filters)
