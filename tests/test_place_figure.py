"""The map as an SVG: every place once, nothing over the edge or over another name, and names stay text."""

import math
import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pandas as pd
import pytest

from lib.exports.dossier.named import places_blocks
from lib.exports.svg import place_map_bytes
from lib.models import Filters, Precision
from lib.queries.map import counted_roles, places, schematic_lines
from lib.views.kit.looks import Looks
from lib.views.map.figure import Shown, place_map_svg
from lib.views.map.figure.drawing import LEFT, NOTHING, TOP
from lib.views.map.figure.ground import BLEED, pieces_in
from lib.views.map.figure.projection import HEIGHT, WIDTH, frame_of, opening_frame
from lib.views.map.figure.spots import spots
from lib.views.map.figure.symbols import symbol_svg
from lib.views.map.outlines import Box
from lib.views.map.place_map import Area, parse_area, places_with_point, radius
from lib.views.map.placing import APART
from tests.test_dossier import desk_of
from tests.test_exports import VIEW

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<img src=x onerror="alert(1)"></text></svg>\x00\x08&amp;'
LOOKS = Looks({"o": "Ya Libnan"}, {"o": "#0072B2"}, {})
LITERAL = Shown(LOOKS, ("literal",))
FILTERS = [Filters(), Filters(outlets=("alwaght",)), Filters(roles=("literal", "associative", "demonym"))]


def row(number: int, lat: float, lon: float, precision: Precision = "city", **fields: Any) -> dict[str, Any]:
    """A place that one outlet names."""
    mentions = fields.get("mentions", 1)
    part = {"outlet": "o", "outlet_name": "Ya Libnan", "role": "literal", "mentions": mentions}
    known = {"country_name": "Somewhere", "province": None, "name": f"Place {number}", "label": f"Place {number}"}
    given = {"place": f"p{number}", "lat": lat, "lon": lon, "precision": precision, "mentions": mentions}
    return {**known, **given, "parts": [part], **fields}


def crowd(many: int) -> pd.DataFrame:
    """So many places close together, the most mentioned first."""
    at = ((36 + 2 * math.sin(n * 2.4) * (n / many), 37 + 3 * math.cos(n * 2.4) * (n / many)) for n in range(many))
    kinds: tuple[Precision, ...] = ("city", "city", "province", "feature", "country")
    rows = [row(n, lat, lon, kinds[n % 5], mentions=1 + (many - n) // 9) for n, (lat, lon) in enumerate(at)]
    return pd.DataFrame(rows)


def tree(svg: str) -> ET.Element:
    """The file as a strict reader has it."""
    return ET.fromstring(svg)  # noqa: S314  # made here


def drawn_places(figure: ET.Element) -> dict[str, int]:
    """Place to count; raises where one is drawn twice."""
    found = [(one.attrib["data-place"], int(one.attrib["data-mentions"])) for one in of_class(figure, "place")]
    assert len(dict(found)) == len(found)
    return dict(found)


def of_class(figure: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in figure.iter() if one.get("class") == name]


def names_of(figure: ET.Element) -> list[tuple[str, Box]]:
    """Every name on the map and the box it fills, whatever its letters."""
    found = []
    for one in figure.iter(f"{SVG}text"):
        if "textLength" in one.attrib and one.get("class") != "halo":
            left, feet, size = (float(one.attrib[key]) for key in ("x", "y", "font-size"))
            top = feet - 0.8 * (size + 2)
            box = Box(left, top, left + float(one.attrib["textLength"]), top + size + 2)
            found.append(("".join(one.itertext()), box))
    return found


def said(figure: ET.Element, begins: str) -> tuple[int, int]:
    """The places and mentions that a line of the foot counts, none where it is not there."""
    words = figure.findtext(f"{SVG}desc") or ""
    counts = re.search(rf"{begins}: ([\d,]+) places? \(([\d,]+) mention", words)
    return (int(counts[1].replace(",", "")), int(counts[2].replace(",", ""))) if counts else (0, 0)


@pytest.mark.parametrize("area", [None, "2/20/15", "8/36/37", "10/-40/100"])
@pytest.mark.parametrize("filters", FILTERS)
def test_every_place_is_drawn_once_or_told_to_lie_beyond(
    filters: Filters, area: str | None, seed_connection: duckdb.DuckDBPyConnection
) -> None:
    roles = counted_roles(filters)
    rows = places(seed_connection, filters, roles)
    shown = Shown(LOOKS, roles, area=parse_area(area or ""))
    figure = tree(place_map_svg(rows, shown, schematic_lines(seed_connection)))
    drawn = drawn_places(figure)
    counts = places_with_point(rows).set_index("place")["mentions"].to_dict()
    assert drawn.items() <= counts.items()
    assert said(figure, "Beyond this map") == (len(counts) - len(drawn), sum(counts.values()) - sum(drawn.values()))
    regions = rows[~rows["place"].isin(counts)]
    assert said(figure, "Too large for a point") == (len(regions), regions["mentions"].sum())
    named = len(of_class(figure, "place-name"))
    assert named + said(figure, "Without a name for want of room")[0] == len(drawn)
    assert bool(drawn) != ("No place lies in this part" in (figure.findtext(f"{SVG}desc") or ""))


@pytest.mark.parametrize("many", [1, 12, 150])
def test_names_touch_neither_each_other_nor_a_symbol_nor_the_edge(many: int) -> None:
    rows = crowd(many)
    figure = tree(place_map_svg(rows, LITERAL))
    names = names_of(figure)
    assert names
    rounding = APART - 0.3
    for (one, box), (other, beside) in combinations(names, 2):
        wider = Box(box.left - rounding, box.low - rounding, box.right + rounding, box.high + rounding)
        assert not wider.meets(beside), f"{one} on {other}"
    largest = int(rows["mentions"].max())
    for place in of_class(figure, "place"):
        x, y = map(float, re.findall(r"[\d.]+", place.attrib["transform"]))
        half = radius(int(place.attrib["data-mentions"]), largest) - 0.1
        symbol = Box(x - half, y - half, x + half, y + half)
        assert not [name for name, box in names if box.meets(symbol)]
    assert all(Box(-0.1, -0.1, WIDTH + 0.1, HEIGHT + 0.1).holds(box) for _, box in names)


def test_the_most_mentioned_are_named_first() -> None:
    rows = pd.DataFrame([row(1, 36, 37, mentions=9), *(row(n, 36.001, 37.001) for n in range(2, 60))])
    figure = tree(place_map_svg(rows, LITERAL))
    assert "Place 1 9" in {name for name, _ in names_of(figure)}
    unnamed, mentions = said(figure, "Without a name for want of room")
    assert unnamed == mentions > 40


@pytest.mark.parametrize("area", ["2/20/15", "2/0/-179", "4/60/179", "6/36/37", "10/-18/178"])
def test_lands_and_places_stay_in_the_frame(area: str) -> None:
    shown = LITERAL._replace(area=parse_area(area))
    figure = tree(place_map_svg(crowd(40), shown))
    lands = of_class(figure, "land")
    assert lands
    low, high = -BLEED - 0.1, BLEED + 0.1
    for land in lands:
        corners = [tuple(map(float, pair.split())) for pair in re.split("[MLZ]+", land.attrib["d"]) if pair]
        assert all(low <= x <= WIDTH + high and low <= y <= HEIGHT + high for x, y in corners)
    for place in of_class(figure, "place"):
        x, y = map(float, re.findall(r"[\d.]+", place.attrib["transform"]))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_the_area_of_the_link_is_what_is_shown() -> None:
    area = Area(8, 36.0, 37.0)
    frame = frame_of(area)
    assert frame.pixel(37.0, 36.0) == pytest.approx((WIDTH / 2, HEIGHT / 2))
    rows = pd.DataFrame([row(1, 36, 37), row(2, 36.5, 37.5), row(3, 48.8, 2.3)])
    assert set(drawn_places(tree(place_map_svg(rows, LITERAL._replace(area=area))))) == {"p1", "p2"}
    paris = drawn_places(tree(place_map_svg(rows, LITERAL._replace(area=Area(8, 48.8, 2.3)))))
    assert set(paris) == {"p3"}


def test_pixels_are_those_of_every_web_map() -> None:
    """The whole world is one tile of 256 pixels at zoom 0; a tile's corner at zoom 3 is at 40.98 north, 45 east."""
    frame = frame_of(Area(3, 40.979898, 45.0))
    assert (frame.left + WIDTH / 2, frame.top + HEIGHT / 2) == pytest.approx((5 * 256, 3 * 256), abs=0.01)


@pytest.mark.parametrize("bounds", [[[36.0, 36.6], [36.2, 37.1]], [[-40, -70], [12, -60]], [[0, 0], [0.001, 9]]])
def test_the_opening_holds_the_bounds_and_is_the_closest_that_does(bounds: list[list[float]]) -> None:
    frame = opening_frame(bounds)
    (south, west), (north, east) = bounds
    (left, bottom), (right, top) = frame.pixel(west, south), frame.pixel(east, north)
    assert left >= 40 and right <= WIDTH - 40 and top >= 40 and bottom <= HEIGHT - 40  # noqa: PT018
    room = min((WIDTH - 96) / (right - left), (HEIGHT - 96) / (bottom - top))
    assert frame.zoom == 8 or room < 2**0.51


def test_an_inexact_place_steps_aside_and_no_farther_than_it_may() -> None:
    rows = pd.DataFrame([row(1, 36, 37, mentions=5), row(2, 36, 37, "province", mentions=9)])
    frame = frame_of(Area(7, 36, 37))
    city, province = spots(places_with_point(rows), LOOKS, "outlet", frame)
    assert (city.x, city.y) == frame.pixel(37, 36)
    apart = math.dist((city.x, city.y), (province.x, province.y))
    assert city.radius + province.radius < apart <= 48


def test_an_empty_view_says_why_and_draws_nothing() -> None:
    rows = crowd(1)
    region = pd.DataFrame([row(1, 33, 44, "region", label="Middle East")])
    for nothing in (rows.head(0), region):
        figure = tree(place_map_svg(nothing, LITERAL._replace(filters="Outlet: nobody")))
        words = "".join(figure.itertext())
        assert NOTHING in words
        assert "Outlet: nobody" in words
        assert not drawn_places(figure)
        assert not list(figure.iter(f"{SVG}path"))
    assert "Middle East 1" in words


def test_hostile_words_stay_text() -> None:
    rows = pd.DataFrame([row(1, 36, 37, label=HOSTILE, name=HOSTILE, place=HOSTILE, province=HOSTILE), row(2, 60, 90)])
    looks = Looks({"o": HOSTILE}, {"o": "#0072B2"}, {})
    written = place_map_svg(rows, Shown(looks, ("literal",), filters=f"{HOSTILE}\ud800"))
    figure = tree(written)
    assert "<img" not in written
    assert figure.tag == f"{SVG}svg"
    assert '<img src=x onerror="alert(1)"></text></svg>&amp;' in "".join(figure.itertext())
    assert {one.tag for one in figure.iter()} <= {
        f"{SVG}{tag}"
        for tag in ("svg", "title", "desc", "rect", "text", "tspan", "g", "path", "circle", "defs", "clipPath")
    }
    written.encode()


def test_the_file_says_its_view_its_sources_and_reads_itself_aloud() -> None:
    content = place_map_bytes(crowd(3), LITERAL, (), VIEW).decode()
    figure = tree(content.split("?>", 1)[1])
    words = "".join(figure.itertext())
    for expected in ("Outlet: Alwaght · data version 3.1", "Natural Earth", "CC BY 4.0", "Ya Libnan", "km at"):
        assert expected in words
    labelled = figure.attrib["aria-labelledby"].split()
    assert labelled == [one.attrib["id"] for one in figure if one.tag in {f"{SVG}title", f"{SVG}desc"}]
    assert figure.attrib["role"] == "img"
    assert (figure.findtext(f"{SVG}desc") or "").startswith("Map of 3 places, by mentions: Place 0")
    assert not re.search(r"""(?:href|src)=|url\((?!#)""", content)


def test_the_scale_is_as_long_as_it_says() -> None:
    figure = tree(place_map_svg(crowd(9), LITERAL._replace(area=Area(6, 60.0, 25.0))))
    (words,) = [one.text or "" for one in figure.iter(f"{SVG}text") if " km at " in (one.text or "")]
    (bar,) = [one for one in figure.iter(f"{SVG}path") if one.get("d", "").endswith("v-4")]
    left = float(bar.attrib["d"].removeprefix("M").split()[0])
    frame = frame_of(Area(6, 60.0, 25.0))
    (west, lat), (east, _) = frame.degrees(left, HEIGHT / 2), frame.degrees(WIDTH, HEIGHT / 2)
    kilometres = (east - west) * 111.32 * math.cos(math.radians(lat))
    assert float(words.split(" km")[0].replace(",", "")) == pytest.approx(kilometres, rel=0.01)


def test_shares_of_a_symbol_are_as_long_as_their_counts() -> None:
    shares = [{"label": "a", "count": 3, "colour": "#000000", "striped": False},
              {"label": "b", "count": 1, "colour": "#ffffff", "striped": False}]  # fmt: skip
    first, second, _ = tree(symbol_svg("city", 10, shares)).findall("path")
    assert first.attrib["d"].startswith("M0 -10")
    assert re.findall(r"0 0 1 (\S+ \S+)", first.attrib["d"])[-1].removesuffix("L0") == "-10 0"
    assert second.attrib["d"].startswith("M-10 0")


def test_what_lies_about_the_date_line_stands_on_both_sides_of_it() -> None:
    east, west = (pieces_in(frame_of(Area(4, 66, lon))) for lon in (179, -179))
    assert {"Russia"} <= {piece.country for piece in east} & {piece.country for piece in west}
    fiji = [piece for piece in pieces_in(frame_of(Area(7, -17, 179.5))) if piece.country == "Fiji"]
    line = frame_of(Area(7, -17, 179.5)).pixel(180, -17)[0]
    assert max(x for piece in fiji for ring in piece.rings for x, _ in ring) > line + 5
    rows = pd.DataFrame([row(1, -17, 178), row(2, -17, -179.5)])
    assert len(drawn_places(tree(place_map_svg(rows, LITERAL._replace(area=Area(7, -17, 179.5)))))) == 2


@pytest.mark.parametrize("link", [{}, {"area": "2/20/15"}, {"colour": "role"}])
def test_the_page_offers_the_map_as_it_is_shown(
    link: dict[str, str], open_on_seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = {}
    monkeypatch.setattr("lib.ui.kit.offer_file", lambda _, make, mime, name: offered.update({name: (make, mime)}))
    page = open_on_seeds("map", **link)
    assert not page.exception
    make, mime = offered["map.svg"]
    figure = tree(make().decode().split("?>", 1)[1])
    assert mime == "image/svg+xml"
    assert drawn_places(figure)
    assert (said(figure, "Beyond this map") == (0, 0)) == ("area" in link)
    assert f"Mentions of places, by {link.get('colour', 'outlet')}" in "".join(figure.itertext())


@pytest.mark.parametrize("filters", [*FILTERS, Filters(outlets=("nobody",))])
def test_the_dossier_has_the_figure_of_its_table(filters: Filters, seed_connection: duckdb.DuckDBPyConnection) -> None:
    desk = desk_of(seed_connection, filters)._replace(area=Area(2, 20, 15))
    block = places_blocks(desk)[0]
    rows = places_with_point(places(seed_connection, filters, counted_roles(filters)))
    drawn = drawn_places(tree(block.words)) if block.words else {}
    assert drawn == rows.set_index("place")["mentions"].to_dict()


def test_the_whole_is_as_high_as_what_stands_in_it() -> None:
    figure = tree(place_map_svg(crowd(150), LITERAL))
    below = figure.findall(f"{SVG}g")[-1]
    assert below.attrib["transform"] == f"translate({LEFT} {TOP + HEIGHT})"
    lowest = max(float(one.attrib["y"]) for one in below.iter(f"{SVG}text"))
    assert TOP + HEIGHT + lowest < float(figure.attrib["height"]) < TOP + HEIGHT + lowest + 40
