"""The map of places as one SVG: a figure for a report, of the same data, area, colours and sizes as the screen."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from lib.codebooks.lines import Line
from lib.models import Role
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.looks import Looks
from lib.views.kit.text import counted, listed
from lib.views.map.figure import legend
from lib.views.map.figure.ground import BORDER, QUIET, degree_marks, ground_svg, pieces_in
from lib.views.map.figure.names import ground_names, place_names
from lib.views.map.figure.projection import HEIGHT, WIDTH, Frame, frame_of, opening_frame
from lib.views.map.figure.spots import Spot, spots
from lib.views.map.figure.symbols import INK, PAPER, symbol_svg
from lib.views.map.outlines import Box
from lib.views.map.place_map import (
    ATTRIBUTION,
    NAMED_IN_SUMMARY,
    ROLE_LOOKS,
    Area,
    ColourBy,
    opening_bounds,
    places_with_point,
    summary,
)
from lib.views.map.placing import Sheet

LEFT, TOP, RIGHT = 44, 58, 16  # pixels round the map: degrees, title, the last degree's letters
WHOLE_WIDTH = LEFT + WIDTH + RIGHT
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
NOTHING = "No place that the map can show as a point matches the filters."
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Shown(NamedTuple):
    """What the screen shows: how colours go, which roles count, which area is asked for, and the filters in words."""

    looks: Looks
    roles: Collection[Role]
    colour_by: ColourBy = "outlet"
    area: Area | None = None
    filters: str = ""


def place_map_svg(places: pd.DataFrame, shown: Shown, lines: Iterable[Line] = ()) -> Html:
    """The figure: title, map with its places and names, degrees, scale, legend, what is left out, and sources.

    `places` has the columns of `lib.queries.map.places`. It shows the area asked for, else what the screen opens on. A
    place outside is listed below the map with its count, so every place stands in the figure once; a group of class
    `place` has its id and count as `data-place` and `data-mentions`. Without a place it says why it is empty.
    """
    drawn = places_with_point(places)
    roles = "; ".join(ROLE_LOOKS.names[role] for role in shown.roles)
    title = f"Mentions of places, by {shown.colour_by}"
    about = f"Outside headlines, of names that mean {roles}"
    if drawn.empty:
        return _whole([*_head(title, about), *_empty(places, shown)], TOP + 80, title, NOTHING)
    frame = frame_of(shown.area) if shown.area else opening_frame(opening_bounds(drawn))
    found = spots(drawn, shown.looks, shown.colour_by, frame)
    picture, unnamed = _map(found, list(lines), frame)
    left_out = [*_left_out(drawn, found, unnamed), *_regions(places)]
    below, high = _below(drawn, found, shown, frame, left_out)
    parts = [*_head(title, about), picture, *below]
    return _whole(parts, TOP + HEIGHT + high, title, " ".join([f"Map of {summary(drawn)}.", *left_out]))


def _map(found: list[Spot], lines: list[Line], frame: Frame) -> tuple[Html, list[Spot]]:
    """The map in its frame, and the places that have no name there."""
    pieces, sheet = pieces_in(frame), Sheet(Box(0, 0, WIDTH, HEIGHT))
    names, unnamed = place_names(found, sheet)
    known = {spot.label.lower() for spot in found}
    under = joined(ground_names(pieces, lines, frame, sheet, known))
    symbols = map(_place, sorted(found, key=lambda spot: -spot.radius))  # a small one is never hidden by a large one
    ground = element("g", *ground_svg(pieces, lines, frame), under, *symbols, *names, clip_path="url(#map-frame)")
    edge = element("rect", width=str(WIDTH), height=str(HEIGHT), fill="none", stroke=BORDER)
    inside = element("clipPath", element("rect", width=str(WIDTH), height=str(HEIGHT)), id="map-frame")
    whole = [element("defs", inside), ground, edge, *_degrees(frame)]
    return element("g", *whole, transform=f"translate({LEFT} {TOP})"), unnamed


def _place(spot: Spot) -> Html:
    """A place's symbol, with all that is known of it for who points at it."""
    parts = ", ".join(f"{share['label']} {share['count']:,}" for share in spot.shares)
    return element(
        "g",
        element("title", f"{spot.label} ({spot.where}): {counted(spot.mentions, 'mention')} ({parts})"),
        symbol_svg(spot.precision, spot.radius, spot.shares),
        class_="place",
        transform=f"translate({spot.x:.1f} {spot.y:.1f})",
        data_place=spot.place,
        data_mentions=str(spot.mentions),
    )


def _degrees(frame: Frame) -> Iterator[Html]:
    """The degrees below the map and left of it."""
    for words, x, y in degree_marks(frame):
        below = y == HEIGHT
        left, feet = (x, y + 14) if below else (-5, y + 3.5)
        yield legend.text_svg(words, left, feet, 10, QUIET, text_anchor="middle" if below else "end", class_="degree")


def _below(
    drawn: pd.DataFrame, found: list[Spot], shown: Shown, frame: Frame, left_out: Sequence[str]
) -> tuple[list[Html], float]:
    """All that stands under the map, and how high it is."""
    inside = drawn["place"].isin({spot.place for spot in found})
    looks = {part[shown.colour_by] for parts in drawn.loc[inside, "parts"] for part in parts}
    forms = {spot.precision for spot in found}
    keys = [
        list(legend.look_keys(shown.looks, looks)),
        list(legend.form_keys(forms)),
        list(legend.size_keys(int(drawn["mentions"].max()))),
    ]
    rows, y = legend.rows_svg(keys, 28, WIDTH - legend.LONGEST_BAR - 20)
    foot, y = legend.foot_svg([*left_out, *_origin(shown)], y + 6, WIDTH)
    scale = legend.scale_svg(frame, WIDTH, 40)
    return [element("g", *rows, scale, *foot, transform=f"translate({LEFT} {TOP + HEIGHT})")], y + 8


def _left_out(drawn: pd.DataFrame, found: list[Spot], unnamed: list[Spot]) -> Iterator[str]:
    """What the map does not show or name."""
    inside = {spot.place for spot in found}
    beyond = drawn[~drawn["place"].isin(inside)]
    if not inside:
        yield "No place lies in this part of the map."
    if len(beyond):
        yield f"Beyond this map: {_listed(beyond)}."
    if unnamed:
        nameless = {spot.place for spot in unnamed}
        yield f"Without a name for want of room: {_listed(drawn[drawn['place'].isin(nameless)])}."


def _regions(places: pd.DataFrame) -> Iterator[str]:
    """What has no point, with its counts."""
    pointless = places.drop(places_with_point(places).index)
    if len(pointless):
        yield f"Too large for a point: {_listed(pointless)}."


def _listed(rows: pd.DataFrame) -> str:
    """How many places with how many mentions, the most mentioned of them by name."""
    most = [f"{row.label} {row.mentions:,}" for row in rows.itertuples(index=False)]
    mentions = counted(int(rows["mentions"].sum()), "mention")
    return f"{counted(len(rows), 'place')} ({mentions}): {listed(most, NAMED_IN_SUMMARY)}"


def _origin(shown: Shown) -> Iterator[str]:
    """The filters and where all is from."""
    if shown.filters:
        yield shown.filters
    yield f"{ATTRIBUTION} · Web Mercator · Accord Desk"


def _head(title: str, about: str) -> Iterator[Html]:
    yield legend.text_svg(title, LEFT, 24, 17, font_weight="600")
    yield legend.text_svg(about, LEFT, 43, legend.SIZE, QUIET)


def _empty(places: pd.DataFrame, shown: Shown) -> list[Html]:
    """Why there is no map."""
    lines, _ = legend.foot_svg([*_regions(places), *_origin(shown)], 24, WIDTH)
    return [element("g", legend.text_svg(NOTHING, 0, 12, 13), *lines, transform=f"translate({LEFT} {TOP})")]


def _whole(parts: Iterable[Html], high: float, title: str, described: str) -> Html:
    """The picture with its title and description for a screen reader."""
    svg = element(
        "svg",
        element("title", title, id="map-title"),
        element("desc", described, id="map-desc"),
        element("rect", width="100%", height="100%", fill=PAPER),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WHOLE_WIDTH} {high:.0f}",
        width=str(WHOLE_WIDTH),
        height=f"{high:.0f}",
        role="img",
        aria_labelledby="map-title map-desc",
        font_family=FONT,
        fill=INK,
        class_="place-figure",
    )
    return Html(_NOT_IN_XML.sub("", svg))
