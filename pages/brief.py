"""What was agreed, what is due or late, what was done or broken, and where the outlets differ: a page to begin with."""

import streamlit as st

from lib.queries.overview import latest_day, source_cards
from lib.ui.add_articles import offer_adding
from lib.ui.agreement.adding import FOLD, offer_agreement
from lib.ui.agreement.clauses import choose_as_of
from lib.ui.brief import (
    brief_in_view,
    show_agreement,
    show_findings,
    show_newest,
    show_over_time,
    show_start,
    show_unread,
)
from lib.ui.corrections import offer_leaving_out, show_last_decision
from lib.ui.kit import as_of, connection, empty_state, kept_button, problem_files, start_page, visit

filters = start_page("brief")
data = connection()
today = as_of(latest_day(data))
cards, unread = source_cards(data, filters), problem_files()
made = None if cards.empty else brief_in_view(filters, today)
if made is None:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
else:
    show_start()
    show_agreement(made)

with st.container(horizontal=True, vertical_alignment="bottom", key="brief-head"):
    choose_as_of(today)
    adds_articles = kept_button("Add articles", "add articles", ":material/note_add:")
    adds_agreement = kept_button("Add agreement", FOLD, ":material/handshake:")
if adds_articles or visit.ADDED.peek() is not None or (made is None and not filters):
    offer_adding()
if adds_agreement or visit.AGREEMENT_READ.peek() is not None or (made is None and not filters):
    offer_agreement(folded=False)

if made is not None:
    show_findings(made)
    show_over_time(filters, made, today)
    show_newest(cards, made.agreement)
if not unread.empty:
    show_unread(unread)
    offer_leaving_out(unread)
show_last_decision(["document"])
