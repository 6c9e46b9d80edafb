"""The chosen entity: which one the link names, and all that its sentences say of its name."""

import pandas as pd
import streamlit as st

from lib.exports import lists
from lib.listing import framed
from lib.models import Filters
from lib.queries import entities, overview
from lib.ui import kit
from lib.ui.corrections import follow_merges, offer_entity_correction, show_last_decision
from lib.views.entity_panel import (
    KIND_WORDS,
    MOST_COMPANIONS,
    by_outlet_html,
    companions_html,
    entity_head_html,
    linked_html,
    spellings_html,
)
from lib.views.kit.highlight import Html
from lib.views.kit.sentences import ways_html
from lib.views.kit.text import counted, inline, plain
from lib.views.panels import Panel, bars_html, panels_html

MOST_ACTORS = 9
OUTLET = "by"  # the link's parameter: the outlet that a part of a bar is of
ENTITY = "chosen"  # the link's parameter; `entity` is the filter


def chosen_entity(table: pd.DataFrame, peoples: pd.DataFrame) -> pd.Series:
    """The row of the entity that the link names, else the first; one that the filters leave out is said.

    `peoples` are `lib.queries.entities.peoples_only`, which have no row: their sentences are on the map's page.
    """
    entity = kit.chosen(ENTITY)
    if entity is not None:
        (entity,) = follow_merges([entity], set(table["entity"]))
    found = table[table["entity"] == entity]
    if entity is not None and found.empty and entity not in set(peoples["entity"]):
        st.caption(f"“{plain(inline(entity))}” is not among the names in view, so the first one is shown.")
    elif found.empty and not (asked := peoples[peoples["entity"] == entity]).empty:
        st.html(
            ways_html(
                "Only the people’s name is written, which is no mention; the first name is shown. On the map: ",
                _ways(asked),
            )
        )
    return table.iloc[0] if found.empty else found.iloc[0]


def show_names(table: pd.DataFrame, peoples: pd.DataFrame) -> None:
    """Every name of `entity_table` with its counts, a row choosing it, and what has no row."""
    st.header(f"All {counted(len(table), 'name')}", anchor=False)
    named = table.assign(kind=table["kind"].map(KIND_WORDS))
    kit.show_table(entities.ALL_NAMES, named, lambda row: choose_entity(row["entity"]))
    show_peoples(peoples)


def show_peoples(peoples: pd.DataFrame) -> None:
    """Under the table what has no row in it: places of which only the people are named, each a way to its sentences."""
    if not peoples.empty:
        st.html(ways_html("Only the people’s name is written, so not in the table; on the map: ", _ways(peoples)))
        kit.offer_table(entities.ONLY_PEOPLES, peoples)


def _ways(peoples: pd.DataFrame) -> dict[str, str]:
    """Each place with how often its people are named, and the address of those sentences on the map."""
    return {
        f"{row.name} {row.demonyms:,}": kit.link_to("map", place=row.place, role=["demonym"])
        for row in peoples.itertuples(index=False)
    }


def show_actors(filters: Filters) -> None:
    """The people and organisations mentioned most, whatever places are named beside them, and their file."""
    counts = overview.actor_counts(kit.connection(), filters, MOST_ACTORS)
    bars = bars_html(counts, "entity", kit.looks(), _entity_link)
    st.html(panels_html([Panel(lists.WHO.title, lists.WHO.said, bars, Html(""))]))
    kit.offer_lists([kit.list_of(lists.WHO, lists.bars_list(counts, "entity", kit.looks().names))], key="who")


def choose_entity(entity: str, outlet: str | None = None) -> None:
    """Write the entity into the link, and the outlet whose sentences are asked for."""
    kit.choose(ENTITY, entity)
    kit.choose(OUTLET, outlet)


def show_entity(row: pd.Series, filters: Filters) -> None:
    """Draw one row of `entity_table` in full, its sentences in a frame of their own that scrolls."""
    data, entity = kit.connection(), row["entity"]
    show_last_decision(("entity", "mention"))
    with st.container(horizontal=True, vertical_alignment="center", key="entity-name"):
        st.header(plain(row["name"]), anchor=False, width="stretch")
        kit.offer_filter("entity", [entity], row["name"], named=False)
        offer_entity_correction(row)
    counts = entities.counts_of(data, filters, entity)
    naming = counts.loc[counts["mentions"] > 0, "outlet"].tolist()
    st.html(entity_head_html(row, kit.sourced_looks().how_many(naming)))
    kit.offer_comparison()
    st.html(by_outlet_html(counts, kit.looks()))
    spelled = entities.spellings(data, filters, entity)
    st.html(spellings_html(spelled))
    links = entities.formerly(entity)
    if links:
        st.html(linked_html(links, _entity_link))
    company = entities.companions(data, filters, entity)
    st.html(companions_html(company, _entity_link))
    lists = (
        (entities.OUTLETS_OF, counts),
        (entities.SPELLINGS_OF, spelled),
        (entities.LINKED_TO, framed(entities.LINKS, links)),
        (entities.BESIDE, company.head(MOST_COMPANIONS)),
    )
    named = ((one.about(entity, f"{one.said} {row['name']}"), rows.assign(of=row["name"])) for one, rows in lists)
    kit.offer_lists((kit.list_of(*one) for one in named), key="entity")
    _show_sentences(row, filters, counts.set_index("outlet")["mentions"])


def _show_sentences(row: pd.Series, filters: Filters, mentions: pd.Series) -> None:
    """The sentences that name the entity, in the one outlet that was asked for or in all."""
    entity, outlet = row["entity"], kit.chosen(OUTLET, set(mentions.index))
    rows = entities.entity_sentences(kit.connection(), filters, entity)
    if outlet:
        rows = rows[rows["outlet"] == outlet]
        kit.show_opened(f"In {kit.looks().names.get(outlet, outlet)} alone", OUTLET)
    with st.container(height=420, border=True, key="entity-sentences"):
        total = int(mentions[outlet] if outlet else row["mentions"])
        kit.show_evidence(rows, key=f"entity {' '.join(filter(None, [entity, outlet]))}", total=total)


def _entity_link(entity: str) -> str:
    """The address of another entity, counted in the same way."""
    return kit.link_to("entities", **{ENTITY: entity, "count": kit.chosen("count")})
