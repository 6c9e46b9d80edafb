"""The first screen's four panels, each leading to its own page."""

from collections.abc import Callable, Iterable
from datetime import date

import duckdb
import pandas as pd
import streamlit as st

from lib.exports import lists
from lib.models import Filters
from lib.queries import overview
from lib.ui import kit
from lib.ui.agreement.clauses import day_link
from lib.views import panels
from lib.views.kit.highlight import Html, link
from lib.views.kit.text import day, extent
from lib.views.map.small_map import small_map_html

MOST_PEOPLE, MOST_PLACES = 9, 5
# So many articles that nobody compared before are compared at once; with more the differences are on the Sources page.
MOST_READ = 40


def show_panels(data: duckdb.DuckDBPyConnection, filters: Filters, as_of: date | None, outlets: Iterable[str]) -> None:
    """Draw who, by when, where, and where the outlets differ, under the outlets' colours; below them their files."""
    days, rates = overview.due_days(data, filters), overview.rate_differences(data, filters)
    compared = kit.facts_in_view(filters, MOST_READ)
    differences = compared.differences if compared else ()
    ways = panels.Ways(_to("sources", "fact"), day_link, _to("entities", "chosen"))
    who = overview.actor_counts(data, filters, MOST_PEOPLE)
    where = overview.place_counts(data, filters, MOST_PLACES)
    facts = kit.corpus_in_view()
    facts_line = extent(facts.words, facts.first, facts.last, facts.borrowed, facts.undated)
    st.html(panels.legend_html(kit.looks(), dict.fromkeys(outlets), kit.outlet_link, facts_line))
    st.html(
        panels.panels_html(
            [
                panels.Panel(lists.WHO.title, lists.WHO.said, *_who(who)),
                panels.Panel(
                    lists.DAYS.title,
                    _when(as_of),
                    panels.deadlines_html(days, as_of, kit.sourced_looks(), day_link),
                    link("Agreement", kit.link_to("agreement")),
                ),
                panels.Panel(lists.WHERE.title, lists.WHERE.said, *_where(where)),
                panels.Panel(
                    lists.DIFFERENCES.title,
                    lists.DIFFERENCES.said,
                    panels.differences_html(differences, days, rates, kit.sourced_looks(), ways),
                    link("Sources", kit.link_to("sources")),
                ),
            ]
        )
    )
    kit.offer_comparison()
    names = kit.looks().names
    kit.offer_lists(
        [
            kit.list_of(lists.WHO, lists.bars_list(who, "entity", names)),
            kit.list_of(lists.DAYS.about(said=_when(as_of)), lists.days_list(days, as_of, names)),
            kit.list_of(lists.WHERE, lists.bars_list(where, "place", names)),
            kit.list_of(lists.DIFFERENCES, lists.differences_list(differences, days, rates, names)),
        ],
        key="overview",
    )


def _when(as_of: date | None) -> str:
    """What the days are, and from which day they are counted where one is known."""
    return f"{lists.DAYS.said}, as of {day(as_of)}" if as_of else lists.DAYS.said


def _who(counts: pd.DataFrame) -> tuple[Html, Html]:
    """The people and organisations mentioned most, and the way to all of them."""
    bars = panels.bars_html(counts, "entity", kit.looks(), _to("entities", "chosen"))
    return bars, link("Entities", kit.link_to("entities"))


def _where(counts: pd.DataFrame) -> tuple[Html, Html]:
    """The places mentioned most beside a small map, and the way to the large one."""
    place = _to("map", "place")
    bars = panels.bars_html(counts, "place", kit.looks(), place)
    return panels.beside_html(bars, small_map_html(counts, place)), link("Map", kit.link_to("map"))


def _to(page: str, key: str) -> Callable[[str], str]:
    """What gives the address of one thing on a page."""
    return lambda value: kit.link_to(page, **{key: value})
