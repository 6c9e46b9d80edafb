"""What sets the outlets apart: first the differences, then who names and cites whom, and how much each gives."""

import streamlit as st

from lib.desk import show_section
from lib.ui.kit import corpus_in_view, empty_state, start_page

filters = start_page("sources")
if not corpus_in_view().outlets:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
    st.stop()

show_section("sources", "Compare", filters)
