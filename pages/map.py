"""Where the articles say things are: the map, the chosen place with its sentences, and what has no point."""

import streamlit as st

from lib.queries.map import place_counts, place_evidence, places, unresolved_toponyms
from lib.ui.corrections import show_last_decision
from lib.ui.kit import connection, empty_state, show_evidence, start_page
from lib.ui.map import (
    choose_colour,
    choose_roles,
    chosen_place,
    show_map,
    show_most_named,
    show_place_head,
    show_place_list,
    show_unplaced,
)

PANEL = 640  # pixels: as high as the map with its legend

filters = start_page("map")
with st.container(horizontal=True, gap="medium", key="map-switches"):
    roles, colour_by = choose_roles(filters), choose_colour()
found = places(connection(), filters, roles)
regions = found[found["precision"] == "region"]
unresolved = unresolved_toponyms(connection(), filters)
if found.empty and unresolved.empty:
    empty_state("No place is named in the articles that the filters keep.")
    st.stop()

left, right = st.columns([2, 1], gap="medium")
with left:
    show_map(found, filters, roles, colour_by)
with right, st.container(height=PANEL, border=False, key="place-panel"):
    place = chosen_place(found)
    show_last_decision(("place", "toponym"))
    if place is None:
        show_place_list(found, roles)
    else:
        show_place_head(place, place_counts(connection(), filters, place["place"]))
        show_evidence(place_evidence(connection(), filters, place["place"], roles), key="place")

show_most_named(filters)
show_unplaced(filters, unresolved, regions)
