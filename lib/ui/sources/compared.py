"""What the sources page compares: every article read once a data version, then only chosen among by the filters."""

import time
from collections.abc import Sequence
from threading import Lock

import streamlit as st

from lib.codebooks.referents import load_referents
from lib.compare.digest import Digest
from lib.models import Filters
from lib.queries.sources.digests import MOST_ARTICLES, digests_in_view, documents_in_view, read_digests
from lib.ui.kit.data import DataKey, data_key
from lib.ui.kit.page import connection
from lib.views.kit.text import counted

# What many filters on a large corpus had read is let go again, at some 40 kB an article.
MOST_HELD = 2 * MOST_ARTICLES
# What takes no longer needs no progress bar.
PATIENCE = 0.8


class Shelf:
    """The digests of one data version, by document; one visitor fills it while others wait for what they need."""

    def __init__(self) -> None:
        """An empty shelf."""
        self.lock = Lock()
        self.digests: dict[str, Digest] = {}


def compared_articles(filters: Filters) -> tuple[Digest, ...] | None:
    """What the filters keep, article by article; None, and said why, where it is too much to be compared."""
    documents = documents_in_view(connection(), filters)
    if len(documents) > MOST_ARTICLES:
        st.caption(
            f"{counted(len(documents), 'article')} in view are more than are compared sentence by sentence: choose "
            f"outlets, an entity or dates so that at most {MOST_ARTICLES:,} are left."
        )
        return None
    _fill(_shelf(data_key()), documents)
    return _in_view(data_key(), filters)


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelf(key: DataKey) -> Shelf:  # noqa: ARG001  # kept by it
    return Shelf()


@st.cache_resource(max_entries=8, show_spinner=False)
def _in_view(key: DataKey, filters: Filters) -> tuple[Digest, ...]:
    return digests_in_view(connection(), filters, _shelf(key).digests)


def _fill(shelf: Shelf, documents: Sequence[str]) -> None:
    """Read those of the articles that nobody asked for before, with progress where it takes a while."""
    if shelf.digests.keys() >= set(documents):
        return
    place = st.empty()
    with shelf.lock:
        if len(shelf.digests) > MOST_HELD:
            shelf.digests.clear()
        missing = [name for name in documents if name not in shelf.digests]
        start = time.monotonic()
        for done, digest in enumerate(read_digests(connection(), missing, load_referents()), 1):
            shelf.digests[digest.document] = digest
            if time.monotonic() - start > PATIENCE and done % 10 == 0:
                said = f"Reading what the outlets say: {done:,} of {counted(len(missing), 'article')}"
                place.progress(done / len(missing), said)
    place.empty()
