"""Who and what is named: ranked, by outlet, and for the chosen one its spellings, its company and its sentences."""

import streamlit as st

from lib.queries import entities
from lib.ui.entity_panel import choose_entity, chosen_entity, show_actors, show_entity, show_names, show_peoples
from lib.ui.kit import choose_one, connection, empty_state, looks, outlet_link, show_chart, start_page
from lib.views.kit.bars import count_figure, rate_figure
from lib.views.kit.text import counted, inline
from lib.views.panels import legend_html

filters = start_page("entities")
table, peoples = entities.entity_table(connection(), filters), entities.peoples_only(connection(), filters)
if table.empty:
    empty_state("No name in the articles matches the filters.")
    show_peoples(peoples)
    st.stop()

chosen = chosen_entity(table, peoples)
left, right = st.columns([11, 10], gap="medium")
with left:
    measure = choose_one("Count", "count", {"mentions": "Mentions", "rate": "Per 1,000 words"})
    ranked = entities.entity_counts(connection(), filters)
    title, figure = ("Mentions", count_figure) if measure == "mentions" else ("Mentions per 1,000 words", rate_figure)
    caption = f"{title} of the most mentioned names, by outlet; the most mentioned is {inline(ranked['name'].iloc[0])}"
    st.markdown(f"**{title}, by outlet**, the {counted(ranked['entity'].nunique(), 'name')} mentioned most")
    st.html(legend_html(looks(), dict.fromkeys(ranked["outlet"]), outlet_link))
    show_chart(
        figure(ranked, "entity", looks(), chosen["entity"]),
        entities.MOST_NAMED.about(measure, caption),
        ranked,
        choose_entity,
    )
    show_actors(filters)
with right:
    show_entity(chosen, filters)

show_names(table, peoples)
