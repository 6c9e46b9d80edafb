"""The files of the map: the places in view as GeoJSON, and the map as an SVG for a report."""

import pandas as pd
import streamlit as st

from lib.exports.geojson import geojson_bytes
from lib.exports.svg import place_map_bytes
from lib.models import Filters
from lib.queries.map import place_sentences, schematic_lines
from lib.ui.kit.data import connection
from lib.ui.kit.downloads import current_view, offer_file
from lib.views.kit.text import counted
from lib.views.map.figure import Shown
from lib.views.map.place_map import Area, parse_area

AREA = "area"  # the link's parameter: what part of the world the map shows


def area_in_link() -> Area | None:
    """The area that the reader moved the map to, or asked for; None where it is where the map opens."""
    return parse_area(st.query_params.get(AREA, ""))


def offer_map_files(places: pd.DataFrame, filters: Filters, shown: Shown) -> None:
    """Both, side by side, the map of the area in the link; nothing where there is no place."""
    if places.empty:
        return
    view, data, shown = current_view(), connection(), shown._replace(area=area_in_link())
    with st.container(horizontal=True, gap="medium", key="map downloads"):
        offer_file(
            "Download map as SVG",
            lambda: place_map_bytes(places, shown, schematic_lines(data), view),
            "image/svg+xml",
            name="map.svg",
        )
        offer_file(
            f"Download GeoJSON ({counted(len(places), 'place')})",
            lambda: geojson_bytes(places, place_sentences(data, filters, shown.roles), view),
            "application/geo+json",
            name="places.geojson",
        )
