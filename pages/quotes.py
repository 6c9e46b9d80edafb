"""Who is quoted, by which outlet, and in which words."""

import streamlit as st

from lib.ui.kit import corpus_in_view, empty_state, start_page
from lib.ui.sources.quotes import show_quotes

filters = start_page("quotes")
if not corpus_in_view().outlets:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
    st.stop()

show_quotes(filters)
