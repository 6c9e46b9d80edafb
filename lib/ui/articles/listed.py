"""The articles as a list: found, selected, corrected, removed; and what of them does not count."""

import pandas as pd
import streamlit as st

from lib.errors import AccordError
from lib.models import Filters
from lib.queries.decisions import DECISIONS, decision_log
from lib.queries.library import listed as library
from lib.queries.library.outlets import OUTLETS, described_outlets
from lib.queries.overview import UNREAD
from lib.ui import kit
from lib.ui.corrections import (
    offer_article_deeds,
    offer_outlet_edit,
    show_exchange,
    show_last_decision,
    show_rows,
)
from lib.views.kit.citation import copy_html
from lib.views.kit.highlight import joined, link
from lib.views.kit.text import counted, plain
from lib.views.library import outlets_html, version_html
from lib.views.panels import problems_html

FIND = "find"  # the link's parameter
CARDS = 24  # outlets at once
SHOWN = 10  # versions with their differences at once


def show_library(filters: Filters) -> None:
    """The articles in view, those with the words sought, and what can be done with those selected."""
    held = kit.visit.own("library find")
    sought = kit.linked_widget(held, FIND, kit.chosen(FIND) or "")
    find = st.text_input("Find", placeholder="Words of headline, outlet, story, address or file", **sought)
    rows = library.library(kit.connection(), filters, find)
    if rows.empty:
        kit.empty_state("No article matches." if filters or find else "There are no articles yet.")
        return
    show_last_decision(("document",))
    selected = kit.choose_rows(library.LIBRARY, rows, kit.articles_of(rows["document"]))
    _offer_deeds(selected)


def _offer_deeds(selected: pd.DataFrame) -> None:
    """What can be done with the articles that are selected."""
    show_deed = None
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="library deeds"):
        if selected.empty:
            st.caption("Select articles to read, edit or remove them.")
            return
        st.caption(f"{counted(len(selected), 'article')} selected", width="content")
        if len(selected) == 1:
            document = str(selected["document"].iloc[0])
            st.html(link("Read the article", kit.article_link(document, 0)), width="content")
            st.html(copy_html("Copy citation", kit.cited_article(document)), width="content")
        kit.offer_references(kit.articles_of(selected["document"]), "selected")
        if kit.is_editable():
            show_deed = offer_article_deeds(selected)
    if show_deed:
        show_deed()


def show_aside(filters: Filters) -> None:
    """Versions, copies, corrections and files with problems: each only where there are some."""
    _show_versions(filters)
    _show_copies(filters)
    _show_decided()
    _show_problems()


def show_outlets(filters: Filters) -> None:
    """The outlets in view as cards, with what is known of each, and the way to put that right."""
    rows = described_outlets(kit.connection(), filters)
    if rows.empty:
        return
    st.header(f"Outlets ({len(rows)})", anchor=False)
    st.caption(
        "Country, language, owner, and whether a state runs it or it is a news agency, as the codebook of outlets (from"
        " general knowledge, with a page to check it against) or an analyst says; what neither says is not known."
        " “More filters” keeps outlets by country and by who runs them."
    )
    show_last_decision(("outlet",))
    page = kit.kept_page(-(-len(rows) // CARDS), "outlets")
    some = rows.iloc[(page - 1) * CARDS : page * CARDS]
    st.html(outlets_html(some, kit.looks()))
    with st.container(horizontal=True, vertical_alignment="center", key="outlet deeds"):
        kit.offer_table(OUTLETS, rows)
    if kit.is_editable():
        offer_outlet_edit(rows)


def _show_versions(filters: Filters) -> None:
    rows = library.versions(kit.connection(), filters)
    if rows.empty:
        return
    st.header(f"Versions that do not count ({len(rows)})", anchor=False)
    st.caption(
        "Texts of one outlet in which hardly a word differs, or at one address, are one article: the newest counts."
    )
    page = kit.kept_page(-(-len(rows) // SHOWN), "versions")
    some = rows.iloc[(page - 1) * SHOWN : page * SHOWN]
    st.html(joined(version_html(row, kit.looks()) for row in some.itertuples()))
    kit.offer_table(library.VERSIONS, rows)


def _show_copies(filters: Filters) -> None:
    rows = library.copies(kit.connection(), filters)
    if rows.empty:
        return
    st.header(f"The same text in several outlets ({len(rows)})", anchor=False)
    st.caption("An agency’s text in another outlet is that outlet’s own article: each counts.")
    kit.show_table(library.COPIES, rows)


def _show_decided() -> None:
    """What was corrected and removed, with its undo."""
    log = decision_log(kit.connection())
    rows = log[log["kind"].isin(("document", "outlet"))]
    if rows.empty or not kit.is_editable():
        return
    out = (rows["kind"] == "document") & (rows["action"] == "hide") & (rows["state"] == "in force")
    for title, some, key in (("Removed", rows[out], "removed"), ("Corrections", rows[~out], "corrections")):
        if not some.empty:
            st.header(f"{title} ({len(some)})", anchor=False)
            show_rows(some, key)
    kit.offer_table(DECISIONS, rows)
    show_exchange("decisions")


def _show_problems() -> None:
    """Files that were not read, or not whole, with the reasons, and another try."""
    rows = kit.problem_files()
    if rows.empty:
        return
    st.header(f"Files with problems ({len(rows)})", anchor=False)
    st.html(problems_html(rows))
    kit.offer_table(UNREAD, rows)
    if kit.is_editable() and st.button("Try again", icon=":material/refresh:", type="tertiary"):
        try:
            kit.check_editable()
            kit.refresh_now(again=True)
        except AccordError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        kit.choose("data", None)
        st.rerun()
