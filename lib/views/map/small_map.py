"""A small still map of a few places, drawn from the outlines that the large map uses."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import cos, radians
from typing import NamedTuple

import pandas as pd

from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.text import counted
from lib.views.map.outlines import Box, lands, nearest_turn
from lib.views.map.placing import Sheet, text_width

WIDTH, HEIGHT = 300, 220
# Degrees of longitude: less would show no coast or border to tell the place by.
NARROWEST = 9.0
# Outlines run this far beyond the frame before they are cut, in pixels, so that no cut edge shows.
BLEED = 30
# Letters and dots stay as large where the page shows the picture smaller, at its narrowest by so much. In the picture's
# own pixels they are then this large: letters, a line of them, and from a dot's middle to its name.
SHRUNK = 300 / 220
LETTERS, LINE, GAP = 12 * SHRUNK, 16 * SHRUNK, 10 * SHRUNK


class SmallFrame(NamedTuple):
    """The part of the world that is shown: its north-west corner, and pixels a degree either way."""

    west: float
    north: float
    across: float
    down: float

    def pixel(self, lon: float, lat: float) -> tuple[int, int]:
        """The pixel of a place, at most `BLEED` outside the picture."""
        x, y = (lon - self.west) * self.across, (self.north - lat) * self.down
        return (
            round(min(max(x, -BLEED), WIDTH + BLEED)),
            round(min(max(y, -BLEED), HEIGHT + BLEED)),
        )


def small_map_html(places: pd.DataFrame, address: Callable[[str], str]) -> Html:
    """The places as dots with their names, over land and borders; nothing where no place has a point.

    `places` has place, name, lat, lon, precision and total; regions have no point and are left out. Each dot leads to
    the `address` of its place. A name that has no room stands in the list beside the map, and on the dot when it is
    pointed at.
    """
    points = places[places["precision"] != "region"].dropna(subset=["lat", "lon"]).drop_duplicates("name")
    if points.empty:
        return Html("")
    points = points.assign(lon=nearest_turn(points["lon"], points["lon"].iloc[0]))
    frame = frame_round(points["lon"].tolist(), points["lat"].tolist())
    dots = _dots(points, frame, address)
    return element(
        "div", element("img", src=_picture(frame), alt="Coasts and borders"), joined(dots), class_="small-map"
    )


def frame_round(lons: list[float], lats: list[float]) -> SmallFrame:
    """The frame that holds all the places with some room round them, true to scale in its middle.

    >>> frame_round([36.6], [35.9]).pixel(36.6, 35.9)
    (150, 110)
    """
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    narrowing = max(cos(radians(middle_lat)), 0.2)
    wanted = max(max(lons) - min(lons), (max(lats) - min(lats)) / narrowing * WIDTH / HEIGHT, NARROWEST / 1.5)
    across = WIDTH / (wanted * 1.5)
    down = across / narrowing
    return SmallFrame(middle_lon - WIDTH / 2 / across, middle_lat + HEIGHT / 2 / down, across, down)


@lru_cache(maxsize=16)
def _picture(frame: SmallFrame) -> str:
    """The lands as a picture in an address of its own: in grey that can be seen on light and on dark."""
    paths = "".join(f'<path d="{path}"/>' for path in _outlines(frame))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="#808080" fill-opacity="0.2" '
        f'stroke="#808080" stroke-opacity="0.75" stroke-width="0.7">{paths}</svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _outlines(frame: SmallFrame) -> Iterator[str]:
    """SVG paths of the lands in the frame; points that fall on one pixel are drawn once."""
    south, east = frame.north - HEIGHT / frame.down, frame.west + WIDTH / frame.across
    seen = Box(frame.west, south, east, frame.north)
    for land in lands():
        if land.box.meets(seen):
            pixels = [frame.pixel(lon, lat) for lon, lat in land.rings[0]]
            corners = [pixel for before, pixel in zip([None, *pixels], pixels, strict=False) if pixel != before]
            yield "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z"


def _dots(points: pd.DataFrame, frame: SmallFrame, address: Callable[[str], str]) -> Iterator[Html]:
    """The dots, each name on the first side where it stands clear of the others and of every dot, or not written."""
    pixels = [frame.pixel(row.lon, row.lat) for row in points.itertuples(index=False)]
    sheet = Sheet(Box(0, 0, WIDTH, HEIGHT))
    for x, y in pixels:
        sheet.take(Box(x - GAP / 2, y - GAP / 2, x + GAP / 2, y + GAP / 2))
    for row, (x, y) in zip(points.itertuples(index=False), pixels, strict=True):
        sides = _sides(row.name, x, y)
        found = sheet.first_free(sides.values())
        side = next((side for side, box in sides.items() if box == found), None)
        # The list beside the map has the same links for the keyboard.
        yield element(
            "a",
            *([element("span", row.name)] if side else []),
            href=address(row.place),
            target="_self",
            tabindex="-1",
            class_=f"dot {side or 'unnamed'}",
            style=f"left:{100 * x / WIDTH:.1f}%;top:{100 * y / HEIGHT:.1f}%",
            title=f"{row.name}: {counted(int(row.total), 'mention')}",
        )


def _sides(name: str, x: int, y: int) -> dict[str, Box]:
    """Where a dot's name could stand: left, top, right and bottom of each place."""
    wide, half = text_width(name, LETTERS), LINE / 2
    return {
        "right": Box(x + GAP, y - half, x + GAP + wide, y + half),
        "left": Box(x - GAP - wide, y - half, x - GAP, y + half),
        "above": Box(x - wide / 2, y - GAP - LINE, x + wide / 2, y - GAP),
        "below": Box(x - wide / 2, y + GAP, x + wide / 2, y + GAP + LINE),
    }
