"""The sources page's own pieces: what sets the outlets apart, each with its table and its sentences."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import pandas as pd
import streamlit as st

from lib.models import Filters
from lib.queries import entities, overview
from lib.queries.agreement.commitments import present_outlets
from lib.queries.sources import names as queries
from lib.ui import kit
from lib.views.kit import grid
from lib.views.kit.bars import rate_figure
from lib.views.kit.text import counted, day, inline
from lib.views.panels import cards_html, legend_html
from lib.views.sources.columns import grouped_looks

NAME, OUTLET = "chosen", "by"  # the link's parameters
MOST_NAMES, MOST_DIFFERENCES = 30, 8


def show_names(filters: Filters) -> None:
    """Who and what each outlet names, what it alone names, and how much it gives."""
    _show_alone(filters)
    _show_differences(filters)
    _show_chosen_name(filters)
    _show_grid(filters)
    _show_outlets(filters)


def _show_alone(filters: Filters) -> None:
    """For each outlet what it alone names."""
    st.header("Named by only one outlet", anchor=False)
    if kit.corpus_in_view().outlets < 2:
        st.caption("Nothing to compare: this needs two outlets with articles in view.")
        return
    only = queries.only_in(kit.connection(), filters)
    st.caption("Names that no other outlet in view mentions, with their number of mentions")
    st.html(grid.STYLE)
    st.html(grid.only_in_html(only, present_outlets(kit.connection(), filters), kit.looks(), _name_link))
    kit.offer_table(queries.NAMED_ALONE, only)


def _show_differences(filters: Filters) -> None:
    """The names whose rates lie furthest apart, a dot an outlet."""
    st.header("Largest differences", anchor=False)
    apart = overview.rate_differences(kit.connection(), filters, MOST_DIFFERENCES)
    if apart.empty:
        st.caption("No name is frequent enough to compare between two outlets.")
        return
    counts = entities.counts_by_outlet(kit.connection(), filters, apart["entity"].tolist())
    st.caption(f"Mentions per 1,000 words, by outlet; n = {int(apart['mentions'].sum()):,} mentions")
    st.html(legend_html(kit.looks(), dict.fromkeys(counts["outlet"]), kit.outlet_link))
    caption = f"Mentions per 1,000 words, by outlet; they differ most for {inline(apart['name'].iloc[0])}"
    figure = rate_figure(counts, "entity", kit.looks(), kit.chosen(NAME))
    kit.show_chart(figure, queries.DIFFERENCES.about(said=caption), counts, _choose_name)


def _show_grid(filters: Filters) -> None:
    """The names mentioned most by outlet, and the sentences of the chosen one."""
    names = entities.entity_table(kit.connection(), filters).head(MOST_NAMES)
    st.header("Who and what each outlet names", anchor=False)
    if names.empty:
        st.caption("No name in the articles matches the filters.")
        return
    counts = entities.counts_by_outlet(kit.connection(), filters, names["entity"].tolist())
    groups = kit.choose_groups(filters)
    if groups:
        counts = entities.counts_by_group(counts, groups)
    caption = f"Mentions and, smaller, mentions per 1,000 words of the {counted(counts['entity'].nunique(), 'name')}"
    st.caption(f"{caption} mentioned most; the darker, the higher the rate. A number leads to its sentences.")
    st.html(grid.STYLE)
    st.html(grid.grid_html(counts, grouped_looks(kit.looks(), groups), partial(_name_link, groups=groups)))
    kit.show_folded(
        kit.AS_TABLE, "grid", queries.NAMES_BY_OUTLET, lambda: counts, lambda row: _choose_name(row["entity"])
    )


def _choose_name(entity: str, outlet: str | None = None) -> None:
    """Open a name's sentences, those of one outlet where a mark of it is clicked."""
    kit.choose(NAME, entity)
    kit.choose(OUTLET, outlet)


def _show_chosen_name(filters: Filters) -> None:
    """The sentences of the name that a chart or table was asked for."""
    entity = kit.chosen(NAME)
    rows = entities.entity_sentences(kit.connection(), filters, entity) if entity else pd.DataFrame()
    if entity and not rows.empty:
        counts = entities.counts_by_outlet(kit.connection(), filters, [entity])
        name = entity if counts.empty else str(counts["name"].iloc[0])
        outlet = kit.chosen(OUTLET, set(counts["outlet"]))
        if outlet:
            rows, counts = rows[rows["outlet"] == outlet], counts[counts["outlet"] == outlet]
        where = f" in {kit.looks().names.get(outlet, outlet)}" if outlet else ""
        kit.show_opened(f"Sentences with {name}{where}", NAME)
        kit.offer_filter("entity", [entity], name)
        key = f"name {' '.join(filter(None, [entity, outlet]))}"
        kit.show_evidence(rows, key=key, total=int(counts["mentions"].sum()))


def _show_outlets(filters: Filters) -> None:
    """Length and dates an outlet; a chosen row shows its articles."""
    st.header("How much each outlet published, and where its dates come from", anchor=False)
    facts = queries.outlet_facts(kit.connection(), filters)
    row = kit.show_table(queries.OUTLETS, facts.assign(days=[_days(one) for one in facts.itertuples()]))
    if row is not None:
        kit.offer_filter("outlet", [row["outlet"]], row["outlet_name"])
        cards = overview.source_cards(kit.connection(), filters)
        cards = cards[cards["outlet"] == row["outlet"]]
        st.html(cards_html(cards, kit.looks(), kit.article_link))
        kit.offer_table(overview.ARTICLES.about("of outlet", f"Articles of {inline(row['outlet_name'])}"), cards)


def _days(row: object) -> str:
    """First and last day of publication that is the outlet's own."""
    first, last = day(getattr(row, "first", None)), day(getattr(row, "last", None))
    if first == "no date":
        return "no date of its own"
    return first if first == last else f"{first} to {last}"


def _name_link(entity: str, outlet: str | None, groups: Mapping[str, str] = MappingProxyType({})) -> str:
    """The address of a name's sentences, in one outlet or in those of a group where said."""
    if outlet is None:
        return kit.link_to("entities", chosen=entity)
    inside = [one for one, group in groups.items() if group == outlet] or [outlet]
    return kit.link_to("entities", chosen=entity, outlet=inside)
