"""What sets the outlets apart: first the differences, then who names and cites whom, and how much each gives."""

import streamlit as st

from lib.queries.agreement.commitments import present_outlets
from lib.ui.kit import connection, empty_state, start_page
from lib.ui.sources.distinctive import show_distinctive
from lib.ui.sources.facts import show_facts
from lib.ui.sources.labels import show_labels
from lib.ui.sources.names import (
    choose_section,
    show_alone,
    show_chosen_name,
    show_differences,
    show_grid,
    show_outlets,
)
from lib.ui.sources.quotes import show_quotes
from lib.ui.sources.reuse import show_reuse

filters = start_page("Sources", "Which outlet says what the others do not, and how often each names and cites whom")
outlets = present_outlets(connection(), filters)
if not outlets:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
    st.stop()

section = choose_section()
if section == "facts":
    show_facts(filters)
elif section == "labels":
    show_labels(filters)
elif section == "names":
    show_alone(filters, outlets)
    show_differences(filters)
    show_chosen_name(filters)
    show_grid(filters)
    show_outlets(filters)
elif section == "quotes":
    show_quotes(filters)
elif section == "reuse":
    show_reuse(filters)
else:
    show_distinctive(filters)
