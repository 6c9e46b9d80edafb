"""Search: what a query finds in view, and what else could be asked."""

from lib.queries.search.found import (
    FOUND_BY_OUTLET,
    OUTLETS_FOUND,
    PARTS,
    STRETCH,
    Found,
    Order,
    Searchable,
    found_articles,
    found_sentences,
    is_question,
    open_search,
    outlet_counts,
    parts_found,
    rows_in_view,
    search,
)
from lib.queries.search.suggested import example_queries, spellings

__all__ = [
    "FOUND_BY_OUTLET",
    "OUTLETS_FOUND",
    "PARTS",
    "STRETCH",
    "Found",
    "Order",
    "Searchable",
    "example_queries",
    "found_articles",
    "found_sentences",
    "is_question",
    "open_search",
    "outlet_counts",
    "parts_found",
    "rows_in_view",
    "search",
    "spellings",
]
