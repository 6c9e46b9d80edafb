"""Which sentences say it: words, phrases, nearness and names, over every article in view."""

import streamlit as st

from lib.ui.kit import start_page
from lib.ui.search import choose_query, find, show_examples, show_found, show_nothing, show_spellings

filters = start_page("search")
text = choose_query()
if not text.strip():
    show_examples(filters)
    st.stop()

found = find(text, filters)
if found is None:
    st.stop()
show_spellings(found, filters)
if len(found):
    show_found(found)
else:
    show_nothing(found)
