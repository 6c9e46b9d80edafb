"""The map's own pieces, and its files."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from lib.exports import lists
from lib.exports.geojson import geojson_bytes
from lib.exports.svg import place_map_bytes
from lib.models import ROLE_NAMES, ROLES, Filters, Role
from lib.queries import overview
from lib.queries.map import (
    ALL_PLACES,
    LITERAL,
    NOT_FOUND,
    OUTLETS_OF,
    REGIONS,
    counted_roles,
    place_entities,
    place_sentences,
    schematic_lines,
    unplaced_evidence,
)
from lib.ui import kit
from lib.ui.corrections import offer_place_correction, offer_placing
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.text import counted, inline, plain
from lib.views.map.figure import Shown
from lib.views.map.legend import map_legend, place_counts_html
from lib.views.map.place_map import (
    ROLE_LOOKS,
    Area,
    ColourBy,
    parse_area,
    place_layer,
    place_map,
    places_with_point,
    where,
)
from lib.views.panels import Panel, bars_html, panels_html

MOST_NAMED = 5
PLACE = "place"  # the link's parameter
HEIGHT = 540  # pixels
CLICKED = "last_active_drawing"  # streamlit-folium's name for the feature that was clicked


def show_map(places: pd.DataFrame, filters: Filters, roles: Collection[Role], colour_by: ColourBy) -> None:
    """Draw the places, their legend and files; a click on one writes it into the link as `place`, a move as `area`.

    `places` has the columns of `lib.queries.map.places`. The view stays where the reader moved it.
    """
    drawn = ROLE_LOOKS if colour_by == "role" else kit.looks()
    shown = Shown(drawn, roles, colour_by)
    if places_with_point(places).empty:
        kit.choose(AREA, None)
        kit.empty_state("No place that the map can show as a point matches the filters.")
        offer_map_files(places, filters, shown)
    else:
        _show_map(places, filters, shown, st.query_params.get(PLACE))


@st.fragment
def _show_map(places: pd.DataFrame, filters: Filters, shown: Shown, chosen_before: str | None) -> None:
    """The map, legend and files, drawn anew alone where the reader moves it; all is where another place is chosen."""
    from streamlit_folium import st_folium  # noqa: PLC0415  # a second's work that other pages need not wait for

    st_folium(
        place_map(schematic_lines(kit.connection()), kit.settings().tiles),
        key=kit.visit.MAP.key,
        height=HEIGHT,
        use_container_width=True,
        feature_group_to_add=place_layer(places, shown.looks, shown.colour_by, chosen_before, _asked_area()),
        returned_objects=[CLICKED],
        on_change=_follow_map,
    )
    st.html(map_legend(places, shown.looks, shown.colour_by))
    offer_map_files(places, filters, shown)
    if st.query_params.get(PLACE) != chosen_before:
        st.rerun()


def choose_roles(filters: Filters) -> tuple[Role, ...]:
    """The roles that count as naming a place: the filter of roles, switched here too; the place itself without one."""
    kit.visit.MAP_ROLES.set(list(counted_roles(filters)))

    def write() -> None:
        roles = [role for role in ROLES if role in kit.visit.MAP_ROLES.get()]
        kit.set_filter("role", () if tuple(roles) == LITERAL else roles)

    st.pills(
        "Counts names that mean",
        ROLES,
        selection_mode="multi",
        format_func=lambda role: ROLE_NAMES[role],
        key=kit.visit.MAP_ROLES.key,
        on_change=write,
    )
    return counted_roles(filters)


def choose_colour() -> ColourBy:
    """Whether symbols are divided by outlet or by role."""
    return (
        "role" if kit.choose_one("Colours by", "colour", {"outlet": "outlet", "role": "role"}) == "role" else "outlet"
    )


def chosen_place(places: pd.DataFrame) -> pd.Series | None:
    """The place that the link names, if it is one of these."""
    place = kit.chosen(PLACE, set(places["place"]))
    return None if place is None else places[places["place"] == place].iloc[0]


def show_place_list(places: pd.DataFrame, roles: Collection[Role]) -> None:
    """The places as a table under the map's own order; a selected row becomes the chosen place."""
    st.header("Places by mentions", anchor=False)
    st.caption("Choose one here or on the map to read its sentences")
    known = ALL_PLACES.only("label", *roles, "outlets")
    caption = f"{counted(len(places), 'place')}, each with its mentions"
    kit.show_table(known.about(said=caption), places, lambda row: kit.choose(PLACE, row["place"]))


def show_most_named(filters: Filters) -> None:
    """The places mentioned most, by outlet, and their file."""
    counts = overview.place_counts(kit.connection(), filters, MOST_NAMED)
    bars = bars_html(counts, "place", kit.looks(), lambda place: kit.link_to("map", **{PLACE: place}))
    st.html(panels_html([Panel(lists.WHERE.title, lists.WHERE.said, bars, Html(""))]))
    kit.offer_lists([kit.list_of(lists.WHERE, lists.bars_list(counts, "place", kit.looks().names))], key="where")


def show_place_head(place: pd.Series, counts: pd.DataFrame) -> None:
    """The chosen place's name, what it is, a way back to the list, and who names it in which role."""
    with st.container(horizontal=True, vertical_alignment="center", key="place-head"):
        st.header(plain(place["label"]), anchor=False, width="stretch")
        st.button(
            "List of places", icon=":material/arrow_back:", on_click=kit.choose, args=(PLACE, None), type="tertiary"
        )
        offer_place_correction(place)
    kit.offer_filter("entity", place_entities(kit.connection(), place["place"]), place["name"])
    st.html(joined([element("p", where(place)), place_counts_html(counts, kit.looks())]))
    kit.offer_table(OUTLETS_OF.about(place["place"], f"Mentions of {inline(place['label'])} by outlet"), counts)


def show_unplaced(filters: Filters, unresolved: pd.DataFrame, regions: pd.DataFrame) -> None:
    """Below the map: the names that were not found, the sentences of the one chosen, and what is too large."""
    below, beside = st.columns(2, gap="medium")
    chosen = None
    with below:
        st.header("Names that are not on the map", anchor=False)
        if unresolved.empty:
            st.caption("Every name of a place was found.")
        else:
            st.caption("Choose one to read its sentences" + (" and say where it is" if kit.is_editable() else ""))
            chosen = kit.show_table(NOT_FOUND, unresolved)
    with beside:
        st.header("Areas too large for a point", anchor=False)
        if regions.empty:
            st.caption("No region is named.")
        else:
            kit.show_table(REGIONS, regions)
    if chosen is not None:
        _show_unplaced_name(filters, chosen)


def _show_unplaced_name(filters: Filters, name: pd.Series) -> None:
    """Why a name is not on the map, the way to say where it is, and its sentences."""
    with st.container(horizontal=True, vertical_alignment="center", key="unplaced-head"):
        st.header(plain(inline(name["exact"])), anchor=False, width="stretch")
        offer_placing(str(name["exact"]))
    st.markdown(f"Not on the map: {plain(name['reason'])}.")
    rows = unplaced_evidence(kit.connection(), filters, name["exact"])
    kit.show_evidence(rows, key=f"unplaced {name['exact']}", total=int(name["mentions"]))


def _follow_map() -> None:
    """Write into the link what the reader did with the map: where they moved it, or the place that they chose."""
    value = kit.visit.MAP.peek() or {}
    area = parse_area(str(value.get(AREA, "")))
    place = (value.get(CLICKED) or {}).get("properties", {}).get("place")
    if area:
        kit.choose(AREA, str(area))
        kit.visit.MAP_TOLD.set((kit.data_version(), area))
    elif isinstance(place, str):
        kit.choose(PLACE, place)


def _asked_area() -> tuple[int, Area | None]:
    """The area that the link asked for when it last changed by other means than the map, and how often it did.

    Were it what the link says now, each move of the map would send the map back to where it has just been.
    """
    area = area_in_link()
    if kit.visit.MAP_TOLD.peek() != (kit.data_version(), area):
        kit.visit.MAP_TOLD.set((kit.data_version(), area))
        kit.visit.MAP_ASKED.set((kit.visit.MAP_ASKED.get()[0] + 1, area))
    return kit.visit.MAP_ASKED.get()


AREA = "area"  # the link's parameter: what part of the world the map shows


def area_in_link() -> Area | None:
    """The area that the reader moved the map to, or asked for; None where it is where the map opens."""
    written = st.query_params.get(AREA, "")
    area = parse_area(written)
    if written and not area:
        kit.drop(AREA, written)
    return area


def offer_map_files(places: pd.DataFrame, filters: Filters, shown: Shown) -> None:
    """Both, side by side, the map of the area in the link; nothing where there is no place."""
    if places.empty:
        return
    view, data, shown = kit.current_view(), kit.connection(), shown._replace(area=area_in_link())
    with st.container(horizontal=True, gap="medium", key="map downloads"):
        kit.offer_file(
            "Download map as SVG",
            lambda: place_map_bytes(places, shown, schematic_lines(data), view),
            "image/svg+xml",
            name="map.svg",
        )
        kit.offer_file(
            f"Download GeoJSON ({counted(len(places), 'place')})",
            lambda: geojson_bytes(places, place_sentences(data, filters, shown.roles), view),
            "application/geo+json",
            name="places.geojson",
        )
