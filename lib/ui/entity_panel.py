"""The chosen entity: which one the link names, and all that its sentences say of its name."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.models import Filters
from lib.queries import entities
from lib.ui.corrections import offer_entity_correction
from lib.ui.decisions import follow_merges, show_last_decision
from lib.ui.downloads import list_of, offer_lists
from lib.ui.evidence import show_evidence
from lib.ui.independence import offer_comparison, sourced_looks
from lib.ui.links import choose, chosen, link_to
from lib.ui.offers import offer_filter
from lib.ui.page import connection, looks
from lib.views.entity_panel import (
    MOST_COMPANIONS,
    by_outlet_html,
    companions_html,
    entity_head_html,
    linked_html,
    spellings_html,
)
from lib.views.text import plain

ENTITY = "chosen"  # the link's parameter; `entity` is the filter


OF = {"of": "Entity"}
BY_OUTLET = {"outlet_name": "Outlet", "mentions": "Mentions", "words": "Words", "rate": "Per 1,000 words"}
WRITTEN = {
    "spelling": "Spelling",
    "mentions": "Mentions",
    "headlines": "In headlines",
    "demonyms": "As a people's name",
    "outlets": "Outlets",
}
LINKED = {"relation": "How", "other_name": "Name", "other": "Id"}
BESIDE = {"name": "Name", "kind": "Kind", "sentences": "Sentences"}


def chosen_entity(table: pd.DataFrame) -> pd.Series:
    """The row of the entity that the link names, else the first; one that the filters leave out is said."""
    entity = chosen(ENTITY)
    if entity is not None:
        (entity,) = follow_merges([entity], set(table["entity"]))
    found = table[table["entity"] == entity]
    if entity is not None and found.empty:
        st.caption(f"“{plain(entity)}” is not among the names in view, so the first one is shown.")
    return table.iloc[0] if found.empty else found.iloc[0]


def choose_entity(entity: str) -> None:
    """Write the entity into the link."""
    choose(ENTITY, entity)


def show_entity(row: pd.Series, filters: Filters) -> None:
    """Draw one row of `entity_table` in full, its sentences in a frame of their own that scrolls."""
    data, entity = connection(), row["entity"]
    show_last_decision(("entity", "mention"))
    with st.container(horizontal=True, vertical_alignment="center", key="entity-name"):
        st.header(plain(row["name"]), anchor=False, width="stretch")
        offer_filter("entity", [entity], row["name"], named=False)
        offer_entity_correction(row)
    counts = entities.counts_of(data, filters, entity)
    naming = counts.loc[counts["mentions"] > 0, "outlet"].tolist()
    st.html(entity_head_html(row, sourced_looks().how_many(naming)))
    offer_comparison()
    st.html(by_outlet_html(counts, looks()))
    spelled = entities.spellings(data, filters, entity)
    st.html(spellings_html(spelled))
    links = entities.formerly(entity)
    if links:
        st.html(linked_html(links, _entity_link))
    company = entities.companions(data, filters, entity)
    st.html(companions_html(company, _entity_link))
    _offer_lists(row, counts, spelled, links, company.head(MOST_COMPANIONS))
    with st.container(height=420, border=True, key="entity-sentences"):
        show_evidence(
            entities.entity_sentences(data, filters, entity), key=f"entity {entity}", total=int(row["mentions"])
        )


def _offer_lists(
    row: pd.Series,
    counts: pd.DataFrame,
    spelled: pd.DataFrame,
    links: Sequence[tuple[str, str, str]],
    company: pd.DataFrame,
) -> None:
    """The panel's lists to take away, each of whose rows names the entity."""
    entity, name = row["entity"], row["name"]
    linked = pd.DataFrame(links, columns=["relation", "other", "other_name"])
    offer_lists(
        (
            list_of(title, frame.assign(of=name), key=f"{key} {entity}", columns=OF | columns, alt=f"{alt} {name}")
            for title, frame, key, columns, alt in (
                ("By outlet", counts, "outlets of", BY_OUTLET, "Mentions by outlet of"),
                ("Written", spelled, "spellings of", WRITTEN, "How the articles write"),
                ("Linked, not merged", linked, "linked to", LINKED, "What the codebook links to"),
                ("In the same sentences", company, "beside", BESIDE, "Who stands most often in the same sentences as"),
            )
        ),
        key="entity",
    )


def _entity_link(entity: str) -> str:
    """The address of another entity, counted in the same way."""
    return link_to("entities", **{ENTITY: entity, "count": chosen("count")})
