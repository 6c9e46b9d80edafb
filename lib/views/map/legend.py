"""Beside the map, as escaped HTML: what a symbol's form, size and colours say, and who names the chosen place."""

from collections.abc import Mapping

import pandas as pd

from lib.models import Precision
from lib.queries.map import OUTLETS_OF
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.looks import Looks
from lib.views.kit.text import number
from lib.views.map.place_map import ColourBy, places_with_point, summary

# The forms that desk_map.js draws, in CSS because a page's HTML may hold no SVG.
_FORMS: Mapping[Precision, tuple[str, str]] = {
    "city": ("border-radius:50%;background:currentColor", "city or town"),
    "province": ("border-radius:50%;border:2px dashed currentColor", "province, somewhere inside"),
    "country": ("border:2px solid currentColor", "country, somewhere inside"),
    "feature": ("border:2px solid currentColor;transform:rotate(45deg) scale(0.8)", "site or landmark"),
}
_FORM = "display:inline-block;box-sizing:border-box;width:0.85rem;height:0.85rem;opacity:0.65"
_ROW = "display:flex;flex-wrap:wrap;gap:0.15rem 1.1rem;align-items:center;font-size:0.85rem;line-height:1.5"
_KEY = "display:inline-flex;gap:0.4rem;align-items:center"

_TABLE = "border-collapse:collapse;width:100%;font-size:0.9rem"
_CELL = "text-align:left;padding:0.15rem 0.5rem 0.15rem 0;font-weight:inherit;vertical-align:baseline;border:none"
_NUMBER = (
    "text-align:right;padding:0.15rem 0 0.15rem 0.5rem;font-weight:inherit;border:none;"
    "font-variant-numeric:tabular-nums"
)


def map_legend(places: pd.DataFrame, looks: Looks, colour_by: ColourBy) -> Html:
    """The forms, sizes and colours that the map shows of these places, as a few wrapped rows of escaped HTML.

    `places` has the columns of `lib.queries.map.places`, `looks` is as for `place_layer`.
    """
    drawn = places_with_point(places)
    forms = [_form(precision) for precision in _FORMS if (drawn["precision"] == precision).any()]
    size = element("span", "the larger, the more mentions", style=_KEY)
    found = {part[colour_by] for parts in drawn["parts"] for part in parts}
    shares = joined(looks.chip(key) for key in looks.colours if key in found)
    rows = (shares, joined([*forms, size]), summary(drawn))
    return element("div", *(element("div", row, style=_ROW) for row in rows), class_="map-legend")


def place_counts_html(counts: pd.DataFrame, looks: Looks) -> Html:
    """Who names one place in which role, as a table; a role that no outlet uses has no column.

    `counts` has the columns of `lib.queries.map.place_counts`.
    """
    outlet, *known = OUTLETS_OF.labels.items()
    roles = {role: label for role, label in known if counts[role].any()}
    heads = [
        element("th", outlet[1], scope="col", style=_CELL),
        *(element("th", label, style=_NUMBER) for label in roles.values()),
    ]
    rows = (
        element("tr", element("td", looks.chip(row["outlet"]), style=_CELL),
                *(element("td", number(row[role]), style=_NUMBER) for role in roles))
        for row in counts.to_dict("records")
    )  # fmt: skip
    return element("table", element("tr", *heads), *rows, style=_TABLE)


def _form(precision: Precision) -> Html:
    """One symbol and its name."""
    form, name = _FORMS[precision]
    return element("span", element("span", style=f"{_FORM};{form}", aria_hidden="true"), name, style=_KEY)
