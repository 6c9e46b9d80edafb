"""The lands of the base map in degrees, as the drawings made here use them; the browser reads the same file."""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

import pandas as pd

from lib.views.map.leaflet import BASEMAP_FOLDER

STEPS_PER_DEGREE = 1000  # the file's own unit
HALF_TURN, WHOLE_TURN = 180, 360

Degrees = TypeVar("Degrees", float, pd.Series)
MapPoint = tuple[float, float]
Ring = tuple[MapPoint, ...]


class Box(NamedTuple):
    """A rectangle: of degrees, west, south, east and north; of a picture, left, top, right and bottom."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have more in common than an edge."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left and other.right <= self.right and self.low <= other.low and other.high <= self.high
        )


class Land(NamedTuple):
    """One piece of a country: whose it is, its outline and then its holes as longitude and latitude, and its box."""

    country: str
    rings: tuple[Ring, ...]
    box: Box


class City(NamedTuple):
    """A city for orientation: the higher its rank, the more people it has; a capital ranks like one ten times so."""

    name: str
    lat: float
    lon: float
    rank: float
    capital: bool


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """Every piece of every country, from 360 degrees west to 360 degrees east: all stand a second time, a turn away."""
    countries = json.loads((BASEMAP_FOLDER / "countries.json").read_text(encoding="utf-8"))
    pieces = ((row["name"], tuple(map(_ring, piece))) for row in countries for piece in row["polygons"])
    found = [Land(name, rings, _box(rings[0])) for name, rings in pieces]
    west = [_turned(land, -WHOLE_TURN) for land in found if land.box.right > 0]
    east = [_turned(land, WHOLE_TURN) for land in found if land.box.left < 0]
    return (*found, *west, *east)


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """The world's cities, the most important first."""
    rows = json.loads((BASEMAP_FOLDER / "cities.json").read_text(encoding="utf-8"))
    return tuple(City(name, lat, lon, rank, bool(capital)) for name, lat, lon, rank, capital in rows)


def nearest_turn(lon: Degrees, middle: float) -> Degrees:
    """The longitude, or each of them, written so that it is at most half a turn from another one.

    >>> nearest_turn(-172.0, 178.5), nearest_turn(178.5, -172.0), nearest_turn(37.0, 36.0)
    (188.0, -181.5, 37.0)
    """
    return lon + WHOLE_TURN * round((middle - lon) / WHOLE_TURN)


def _ring(steps: Sequence[int]) -> Ring:
    """The file holds each point as the step from the one before."""
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE) for x, y in zip(xs, ys, strict=True))


def _box(ring: Ring) -> Box:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return Box(min(lons), min(lats), max(lons), max(lats))


def _turned(land: Land, by: int) -> Land:
    rings = tuple(tuple((lon + by, lat) for lon, lat in ring) for ring in land.rings)
    return Land(land.country, rings, _box(rings[0]))
