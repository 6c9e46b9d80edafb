"""The map of places as an SVG file, for a report."""

from collections.abc import Iterable

import pandas as pd

from lib.codebooks.lines import Line
from lib.exports.view import View
from lib.views.map.figure import Shown, place_map_svg

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def place_map_bytes(places: pd.DataFrame, shown: Shown, lines: Iterable[Line], view: View) -> bytes:
    """The figure of `views.map.figure.place_map_svg` with the view's filters and data version in its foot, as UTF-8."""
    labelled = shown._replace(filters=f"{view.kept} · data version {view.version}")
    return (PROLOGUE + place_map_svg(places, labelled, lines)).encode()
