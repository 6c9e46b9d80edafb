"""Who, where, by when, and where do the outlets differ: each in a few lines that lead to their page."""

import streamlit as st

from lib.queries import overview
from lib.ui.add_articles import offer_adding
from lib.ui.links import as_of, link_to
from lib.ui.page import article_link, connection, empty_state, looks, start_page
from lib.views import panels
from lib.views.highlight import link
from lib.views.small_map import small_map_html
from lib.views.text import day

filters = start_page("Overview", "Who, where, by when, and where do the outlets differ")
data = connection()
cards = overview.source_cards(data, filters)
today = as_of(overview.latest_day(data))
days = overview.due_days(data, filters)
style = looks()


def entity_link(entity: str) -> str:
    """The address of one entity's page."""
    return link_to("entities", chosen=entity)


def place_link(place: str) -> str:
    """The address of one place on the map."""
    return link_to("map", place=place)


if cards.empty:
    empty_state("No article matches the filters." if filters else "There are no articles yet. Add some below.")
else:
    people = overview.actor_counts(data, filters, most=9)
    places = overview.place_counts(data, filters, most=5)
    rates = overview.rate_differences(data, filters)
    st.html(panels.legend_html(style, dict.fromkeys(cards["outlet"])))
    st.html(
        panels.panels_html(
            [
                panels.Panel(
                    "Who",
                    "Mentions of people and organisations",
                    panels.bars_html(people, "entity", style, entity_link),
                    link("Entities", link_to("entities")),
                ),
                panels.Panel(
                    "By when",
                    f"Days by which something is to be done, as of {day(today)}",
                    panels.deadlines_html(days, today, style, article_link),
                    link("Agreement", link_to("agreement")),
                ),
                panels.Panel(
                    "Where",
                    "Mentions of the places most often meant as places",
                    panels.beside_html(panels.bars_html(places, "place", style, place_link), small_map_html(places)),
                    link("Map", link_to("map")),
                ),
                panels.Panel(
                    "Where the outlets differ",
                    "Days that some give and others do not; names per 1,000 words",
                    panels.differences_html(days, rates, style, article_link, entity_link),
                    link("Sources", link_to("sources")),
                ),
            ]
        )
    )
    st.subheader(f"Articles ({len(cards)})", anchor=False)
    st.html(panels.cards_html(cards, style, article_link))

unread = overview.problems(data)
if not unread.empty:
    st.subheader(f"Files that could not be read ({len(unread)})", anchor=False)
    st.html(panels.problems_html(unread))
offer_adding()
