"""The sentences behind a figure, paged."""

import pandas as pd
import streamlit as st

from lib.queries.corpus import origins
from lib.queries.evidence import SENTENCES
from lib.ui.kit.data import connection, data_version
from lib.ui.kit.kept import kept_page
from lib.ui.kit.links import links_to, whole_address
from lib.ui.kit.page import article_link, looks
from lib.ui.kit.tables import offer_table
from lib.views.kit.citation import citation
from lib.views.kit.sentences import Citation, evidence_html, sentence_count
from lib.views.kit.text import counted

PAGE_SIZE = 25


def show_evidence(rows: pd.DataFrame, *, key: str, total: int | None = None, noun: str = "mention") -> None:
    """Draw the sentences whole, marked, with where they are from and how they were read; more than 25 are paged.

    `rows` has the columns of `lib.queries.evidence.SENTENCES`, one row a span; `noun` says what a span is. `total` is
    the number that the figure shows, where some rows are shown but not counted in it. The first word of `key` says what
    the list is, the rest whose sentences they are; the page that is turned to stands in the link.
    """
    sentences = sentence_count(rows)
    if not sentences:
        st.caption("No sentence to show.")
        return
    apart = 0 if total is None else len(rows) - total
    uncounted = f", and {apart:,} not counted," if apart else ""
    st.caption(f"{counted(len(rows) - apart, noun)}{uncounted} in {counted(sentences, 'sentence')}")
    name, _, of = key.partition(" ")
    page = kept_page(-(-sentences // PAGE_SIZE), name, of)
    show_sentences(_page_rows(rows, page))
    known = SENTENCES if "headline" in rows else SENTENCES.without("headline")
    offer_table(known.about(key, f"Sentences, one row a {noun}"), rows)


def show_sentences(rows: pd.DataFrame) -> None:
    """Draw sentences that are paged already; `rows` as for `show_evidence`."""
    st.html(evidence_html(rows, looks(), article_link, sentence_citation()))


def sentence_citation() -> Citation:
    """How a sentence is cited: with its article, and an address that shows it in this version of the data."""
    known, article, version = origins(connection()), links_to("article"), data_version()

    def cited(row: pd.Series) -> str:
        where = article(document=row["document"], at=int(row["start"]), data=version)
        return citation(row, known.loc[row["document"]], version, whole_address(where))

    return cited


def _page_rows(rows: pd.DataFrame, page: int) -> pd.DataFrame:
    """The spans of one page's sentences."""
    number = rows.groupby(["document", "sentence_start"], sort=False).ngroup()
    return rows[number // PAGE_SIZE == page - 1]
