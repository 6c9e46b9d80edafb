"""The articles in view compared, and which outlets count as one source: worked out once a version and filters."""

import time
from collections.abc import Sequence
from threading import Lock

import streamlit as st

from lib.codebooks.referents import load_referents
from lib.compare.digest import Digest
from lib.compare.reuse.independence import SourceGroup
from lib.models import Filters
from lib.queries.corpus import outlets
from lib.queries.sources import reuse
from lib.queries.sources.digests import (
    MOST_ARTICLES,
    digests_in_view,
    documents_in_view,
    outlet_words,
    read_digests,
)
from lib.queries.sources.facts import Comparison, compared_facts
from lib.store.agreements import agreements_in
from lib.ui.kit.data import DataKey, connection, data_key
from lib.ui.kit.page import corpus_in_view, filters_in_force, looks
from lib.views.kit.looks import INDEPENDENT, Looks
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
            f"{counted(len(documents), 'article')} in view are too many to compare sentence by sentence: choose "
            f"outlets, an entity or dates so that at most {MOST_ARTICLES:,} are left."
        )
        return None
    _fill(_shelf(data_key()), documents)
    return _digests_in_view(data_key(), filters)


def facts_in_view(filters: Filters, most: int | None = None) -> Comparison | None:
    """What the outlets say of the same things; None where too many articles are in view, or more than `most` unread."""
    documents = documents_in_view(connection(), filters)
    unread = set(documents) - _shelf(data_key()).digests.keys()
    if most is not None and (len(unread) > most or len(documents) > MOST_ARTICLES):
        return None
    digests = compared_articles(filters)
    said = tuple(outlet_words(connection(), filters)["outlet"])
    return None if digests is None else _facts(data_key(), filters, digests, said)


@st.cache_resource(max_entries=4, show_spinner=False)
def _facts(
    key: DataKey,  # noqa: ARG001  # kept by both
    filters: Filters,  # noqa: ARG001
    _digests: tuple[Digest, ...],
    outlets: tuple[str, ...],
) -> Comparison:
    return compared_facts(_digests, outlets, agreements_in(connection()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelf(key: DataKey) -> Shelf:  # noqa: ARG001  # kept by it
    return Shelf()


@st.cache_resource(max_entries=8, show_spinner=False)
def _digests_in_view(key: DataKey, filters: Filters) -> tuple[Digest, ...]:
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
                words = f"Reading what the outlets say: {done:,} of {counted(len(missing), 'article')}"
                place.progress(done / len(missing), words)
    place.empty()


# With more articles the whole corpus is not compared at once, only what the filters keep: measured at 5 to 8 ms each.
MOST_ARTICLES = 1000
# So many are compared on the sources page before its facts are drawn; on other pages so few that nobody notices.
WAITED_FOR, AT_ONCE = 400, 40
COUNT = "count independent sources"


class ReadComparison:
    """What some articles share; one visitor finds it while others wait."""

    def __init__(self) -> None:
        """Nothing found yet."""
        self.lock = Lock()
        self.found: reuse.Reuse | None = None


def shared_passages(filters: Filters) -> reuse.Reuse | None:
    """What the articles in view share; None where more are in view than are compared."""
    among = _among(filters)
    if among is None:
        return None
    comparison = _comparison(data_key(), among)
    with comparison.lock:
        if comparison.found is None:
            with st.spinner("Comparing the articles with each other"):
                comparison.found = reuse.find_reuse(connection(), among)
    return _shared_in_view(data_key(), filters, comparison)


def source_groups(filters: Filters, most: int = AT_ONCE) -> tuple[SourceGroup, ...] | None:
    """The outlets in view in groups that count as one source each; None where that is not known.

    It is known where the articles were compared before, and found now where at most so many have to be compared.
    """
    among = _among(filters)
    if among is None:
        return None
    if _comparison(data_key(), among).found is None and _size(among) > most:
        return None
    found = shared_passages(filters)
    return None if found is None else _groups(data_key(), filters, found)


def sourced_looks(most: int = AT_ONCE) -> Looks:
    """How outlets are drawn, with which of those in view count as one source where that is known."""
    groups = source_groups(filters_in_force(), most) or ()
    return looks()._replace(groups=tuple(group.outlets for group in groups))


def offer_comparison(most: int = AT_ONCE) -> None:
    """Where it is not known how many independent sources the outlets make: a button that counts them, or why not."""
    filters = filters_in_force()
    if corpus_in_view().outlets < 2 or source_groups(filters, most) is not None:
        return
    among = _among(filters)
    if among is None:
        st.caption(
            f"Independent sources are counted where at most {MOST_ARTICLES:,} articles are in view: choose outlets, an "
            "entity or dates."
        )
        return
    compared = counted(_size(among), "article")
    words = f"Compares {compared} with each other; takes some seconds, once for all pages. {INDEPENDENT}"
    if st.button("Count independent sources", type="tertiary", icon=":material/join_inner:", help=words, key=COUNT):
        shared_passages(filters)
        st.rerun()


def _among(filters: Filters) -> Filters | None:
    """The articles to compare for a view: all where they are not too many, else those in view, if those are not."""
    if _size(Filters()) <= MOST_ARTICLES:
        return Filters()
    return filters if corpus_in_view().articles <= MOST_ARTICLES else None


def _size(among: Filters) -> int:
    """How many articles would be compared."""
    return corpus_in_view().articles if among else _all_articles(data_key())


@st.cache_resource(max_entries=4, show_spinner=False)
def _all_articles(key: DataKey) -> int:  # noqa: ARG001  # kept by it
    return int(outlets(connection())["documents"].sum())


@st.cache_resource(max_entries=3, show_spinner=False)
def _comparison(key: DataKey, among: Filters) -> ReadComparison:  # noqa: ARG001  # kept by both
    return ReadComparison()


@st.cache_resource(max_entries=8, show_spinner=False)
def _shared_in_view(key: DataKey, filters: Filters, _comparison: ReadComparison) -> reuse.Reuse | None:  # noqa: ARG001  # as above
    return None if _comparison.found is None else reuse.reuse_in_view(connection(), filters, _comparison.found)


@st.cache_resource(max_entries=8, show_spinner=False)
def _groups(key: DataKey, filters: Filters, _found: reuse.Reuse) -> tuple[SourceGroup, ...]:  # noqa: ARG001  # as above
    return reuse.source_groups(_found)
