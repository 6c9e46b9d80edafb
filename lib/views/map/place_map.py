"""The map of places: a base map that stays, and a layer of places that is exchanged when the data change."""

import json
import math
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import folium
import pandas as pd
from branca.element import MacroElement
from folium.template import Template

from lib.codebooks.lines import Line
from lib.models import ROLE_NAMES, Place, Precision
from lib.queries.map import country_names
from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_GREY
from lib.views.kit.text import counted, inline, listed
from lib.views.map.leaflet import SCRIPTS, STYLES
from lib.views.map.outlines import WHOLE_TURN, nearest_turn

ColourBy = Literal["outlet", "role"]
Share = dict[str, str | int | bool]
MapBounds = list[list[float]]

# Roles are told apart by shade, never by an outlet's colour; the text's own colour holds in light and dark.
ROLE_LOOKS = Looks(
    names={str(role): name for role, name in ROLE_NAMES.items()},
    colours={"literal": "currentColor", "associative": "#8C96A0", "demonym": "#B9C1C8"},
    patterns={},
)
PRECISION_KINDS: Mapping[Precision, str] = {
    "city": "city or town",
    "province": "province",
    "country": "country",
    "feature": "site",
    "region": "region",
}

LARGEST_RADIUS = 24.0  # pixels: a place of hundreds of mentions still leaves its neighbours in view
RADIUS_OF_ONE = 6.0  # pixels: one mention is as easy to hit as a finger needs
SMALLEST_RADIUS = 3.5  # pixels: below it neither a share nor a dash can be seen
CORE_SHARE = 0.8  # of mentions: the opening view shows where most of the story is, not its farthest mention
WESTERN_EDGE, EASTERN_EDGE = -WHOLE_TURN, WHOLE_TURN  # whatever the middle, half a world lies on either side of it
FARTHEST_ZOOM = 2  # the whole world
CLOSEST_ZOOM = 10  # outlines at 1:50 million say nothing closer
NAMED_IN_SUMMARY = 8
SNIPPET = 60  # characters of a sentence, enough to tell it from the next
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,6})?", re.ASCII)
WORLD = (20.0, 15.0)
ATTRIBUTION = "Outlines: Natural Earth (no position on borders implied) · Names: GeoNames, CC BY 4.0"


class _Call(MacroElement):
    """A call of one of the functions in desk_map.js, with the map, its parent layer if it has one, and a value.

    It alone brings data to the map. What it draws is compiled as a template again, and then searched and replaced in,
    so the value travels as JSON in base64: in none of its letters can anything be written but data.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        """{{ this.function }}({{ this.targets() }}, JSON.parse(atob("{{ this.written }}")));"""
        "{% endmacro %}"
    )

    def __init__(self, function: str, value: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has few types
        self.function = function
        self.written = b64encode(json.dumps(value, allow_nan=False).encode()).decode()

    def targets(self) -> str:
        """The names of the map and the layer in the browser; known only when drawn, because they are renamed."""
        owner: Any = self._parent
        owners = [owner] if isinstance(owner, folium.Map) else [owner._parent, owner]  # noqa: SLF001
        return ", ".join(element.get_name() for element in owners)


def place_map(lines: Iterable[Line] = (), tiles: str | None = None) -> folium.Map:
    """The base map without places: countries, names, the lines dashed, a scale; every file from this machine.

    `tiles` is the address of an online tile layer that replaces the outlines, as "https://.../{z}/{x}/{y}.png".
    """
    base = folium.Map(
        WORLD,
        tiles=None,
        zoom_start=FARTHEST_ZOOM,
        min_zoom=FARTHEST_ZOOM,
        max_zoom=CLOSEST_ZOOM,
        zoom_snap=0.5,
        max_bounds=True,
        min_lon=WESTERN_EDGE,
        max_lon=EASTERN_EDGE,
    )
    base.default_js, base.default_css = list(SCRIPTS), list(STYLES)
    roads = [{"name": f"{line.name}, schematic", "points": [[p.lat, p.lon] for p in line.points]} for line in lines]
    _Call("deskMap.prepare", {"roads": roads, "tiles": tiles, "attribution": ATTRIBUTION}).add_to(base)
    return base


class Area(NamedTuple):
    """What part of the world the map shows; written "7.5/36.1000/37.2000", the zoom before the centre."""

    zoom: float
    lat: float
    lon: float

    def __str__(self) -> str:
        """The area as the link and the browser write it."""
        return f"{self.zoom:g}/{self.lat:.4f}/{self.lon:.4f}"


def parse_area(written: str) -> Area | None:
    """The area, or None where it cannot be read or lies beyond the map.

    >>> parse_area("7.5/36.1/37.2"), parse_area("99/0/0"), parse_area("near Idlib")
    (Area(zoom=7.5, lat=36.1, lon=37.2), None, None)
    """
    parts = written.split("/")
    if len(parts) != len(Area._fields) or not all(map(_NUMBER.fullmatch, parts)):
        return None
    area = Area(*map(float, parts))
    inside = FARTHEST_ZOOM <= area.zoom <= CLOSEST_ZOOM and WESTERN_EDGE <= area.lon <= EASTERN_EDGE
    return area if inside and abs(area.lat) <= 90 else None


def place_layer(
    places: pd.DataFrame,
    looks: Looks,
    colour_by: ColourBy = "outlet",
    chosen: str | None = None,
    asked: tuple[int, Area | None] = (0, None),
) -> folium.FeatureGroup:
    """One symbol a place, sized by mentions and divided by outlet or role; regions have no point and are left out.

    `places` has the columns of `lib.queries.map.places`; `looks` says how each outlet is drawn, or each role, where
    symbols are coloured by that (`ROLE_LOOKS`); `chosen` is the id of the place to set apart. The symbol's area goes
    with its mentions. Clicked, a feature gives its `place`. `asked` is the area to open on, where most mentions are
    without one, and its turn: the map stays where it was moved to until a layer comes with another turn.
    """
    drawn = places_with_point(places)
    largest = int(drawn["mentions"].max()) if len(drawn) else 1
    features = [
        _feature(row, shares(row["parts"], looks, colour_by), radius(row["mentions"], largest), row["place"] == chosen)
        for row in drawn.to_dict("records")
    ]
    group = folium.FeatureGroup(name="places")
    turn, area = asked
    opening = {"core": opening_bounds(drawn), "area": str(area) if area else None, "turn": turn}
    _Call("deskMap.arrived", {**opening, "summary": f"Map of {summary(drawn)}", "features": features}).add_to(group)
    return group


def places_with_point(places: pd.DataFrame) -> pd.DataFrame:
    """The rows that can stand as a point: all but regions and what has no coordinates."""
    return places[(places["precision"] != "region") & places["lat"].notna() & places["lon"].notna()]


def opening_bounds(places: pd.DataFrame) -> MapBounds | None:
    """South-west and north-east corner of where most mentions are: the place most mentioned and the nearest to it.

    Countries count only where nothing finer is named. Longitudes go on beyond 180 degrees where that is nearer. None
    where there is no place.

    >>> frame = pd.DataFrame({"lat": [36.0, 36.2, 4.6], "lon": [36.6, 37.1, -74.1], "mentions": [8, 2, 1]})
    >>> opening_bounds(frame.assign(precision="city"))
    [[36.0, 36.6], [36.2, 37.1]]
    """
    finer = places[places["precision"] != "country"]
    rows = finer if len(finer) else places
    if not len(rows):
        return None
    middle = rows.loc[rows["mentions"].idxmax()]
    rows = rows.assign(lon=nearest_turn(rows["lon"], middle.lon))
    across = (rows["lon"] - middle.lon) * math.cos(math.radians(middle.lat))
    away = (rows["lat"] - middle.lat) ** 2 + across**2
    nearest = rows.loc[away.sort_values(kind="stable").index]
    before = nearest["mentions"].cumsum() - nearest["mentions"]
    core = nearest[before < CORE_SHARE * rows["mentions"].sum()]
    return [[float(core[c].agg(end)) for c in ("lat", "lon")] for end in ("min", "max")]


def summary(places: pd.DataFrame) -> str:
    """The map in words, for who cannot see it: how many places, and which are named most."""
    most = [f"{inline(row.label)} {row.mentions:,}" for row in places.itertuples(index=False)]
    return f"{counted(len(places), 'place')}, by mentions: {listed(most, NAMED_IN_SUMMARY)}"


def radius(mentions: int, largest: int) -> float:
    """Radius in pixels of a symbol whose area goes with its mentions; the largest on the map has at most 24.

    >>> radius(1, 4), radius(4, 4), radius(400, 400)
    (6.0, 12.0, 24.0)
    """
    scale = min(RADIUS_OF_ONE, LARGEST_RADIUS / math.sqrt(largest))
    return round(max(SMALLEST_RADIUS, scale * math.sqrt(mentions)), 2)


def _feature(row: Mapping[Any, Any], parts: list[Share], size: float, chosen: bool) -> dict[str, Any]:  # noqa: FBT001
    """One place as GeoJSON, with what the browser draws and writes of it, as plain text."""
    properties = {
        "place": row["place"],
        "name": inline(row["label"]),
        "where": where(row),
        "precision": row["precision"],
        "total": int(row["mentions"]),
        "counted": counted(int(row["mentions"]), "mention"),
        "parts": parts,
        "radius": size,
        "chosen": chosen,
    }
    point = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def where(row: Mapping[Any, Any]) -> str:
    """What kind of place it is and where it lies, in words.

    >>> where({"precision": "city", "province": "Idlib", "country_name": "Syria", "name": "Ariha"})
    'city or town, Idlib, Syria'
    """
    inside = [row["province"], row["country_name"]]
    known = [PRECISION_KINDS[row["precision"]], *(name for name in inside if isinstance(name, str))]
    return ", ".join(part for part in known if part != row["name"])


def shares(parts: Sequence[Mapping[str, Any]], looks: Looks, colour_by: ColourBy) -> list[Share]:
    """The shares of a symbol: name, count and look of each outlet or role."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts[part[colour_by]] += int(part["mentions"])
    return [
        {
            "label": inline(looks.names.get(key, key)),
            "count": count,
            "colour": looks.colours.get(key, UNKNOWN_GREY),
            "striped": bool(looks.patterns.get(key)),
        }
        for key, count in counts.items()
    ]


def described(place: Place) -> str:
    """A place with what and where it is."""
    country = country_names([place.country]).get(place.country) if place.country else None
    row = {"precision": place.precision, "province": place.province, "country_name": country, "name": place.name}
    return f"{place.name} ({where(row)})"


def snippet(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """The words round a mention: a row of `lib.queries.decisions.place_mentions`."""
    if pd.isna(row.text):
        return str(row.exact)
    at = int(row.start) - int(row.sentence_start)
    begin = max(0, at - SNIPPET // 2)
    words = str(row.text)[begin : at + len(row.exact) + SNIPPET // 2]
    return f"{'…' if begin else ''}{words}{'…' if begin + len(words) < len(row.text) else ''}"
