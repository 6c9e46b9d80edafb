"""What sets the outlets apart: first the differences, then who names and cites whom, and how much each gives."""

import streamlit as st

from lib.queries.agreement import present_outlets
from lib.ui.comparison import show_distinctive, show_facts, show_labels
from lib.ui.page import connection, empty_state, start_page
from lib.ui.reuse import show_reuse
from lib.ui.sources import (
    show_alone,
    show_chosen_name,
    show_differences,
    show_grid,
    show_outlets,
    show_speakers,
)

filters = start_page("Sources", "Which outlet says what the others do not, and how often each names and cites whom")
outlets = present_outlets(connection(), filters)
if not outlets:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
    st.stop()

show_facts(filters)
show_labels(filters)
show_alone(filters, outlets)
left, right = st.columns(2, gap="medium")
with left:
    show_differences(filters)
with right:
    show_speakers(filters)
show_chosen_name(filters)
show_grid(filters)
show_distinctive(filters)
show_outlets(filters)
show_reuse(filters)
