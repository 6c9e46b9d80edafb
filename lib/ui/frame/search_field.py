"""The small search field beside every page: it only leads to the search page, and loads nothing of it."""

import streamlit as st

from lib.ui.kit.links import open_page


def offer_search(page: str) -> None:
    """A field that opens the search page with what was typed; the search page has its own."""
    if page == "search":
        return
    text = st.text_input(
        "Search every sentence",
        key="search_anywhere",
        placeholder="Search every sentence",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    if text.strip():
        open_page("search", q=text.strip())
