"""Who, where, by when, and where do the outlets differ: each in a few lines that lead to their page."""

import streamlit as st

from lib.queries.overview import ARTICLES, UNREAD, latest_day, source_cards
from lib.queries.selection import problems
from lib.ui.add_articles import offer_adding
from lib.ui.corrections import offer_leaving_out, show_last_decision
from lib.ui.kit import article_link, as_of, connection, empty_state, looks, offer_table, start_page
from lib.ui.overview import show_panels
from lib.views.panels import cards_html, problems_html

filters = start_page("overview")
data = connection()
cards = source_cards(data, filters)
if cards.empty:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
else:
    show_panels(data, filters, as_of(latest_day(data)), cards["outlet"])
    st.header(f"Articles ({len(cards)})", anchor=False)
    st.html(cards_html(cards, looks(), article_link))
    offer_table(ARTICLES, cards)

unread = problems(data)
if not unread.empty:
    st.header(f"Files with problems ({len(unread)})", anchor=False)
    st.html(problems_html(unread))
    offer_table(UNREAD, unread)
    offer_leaving_out(unread)
    show_last_decision(["document"])
offer_adding()
