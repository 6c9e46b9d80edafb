"""The places of a figure in pixels: those in its frame, the inexact ones a step aside of those whose place is exact."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from lib.models import Precision
from lib.views.kit.looks import Looks
from lib.views.kit.text import inline
from lib.views.map.figure.projection import HEIGHT, WIDTH, Frame
from lib.views.map.outlines import MapPoint, nearest_turn
from lib.views.map.place_map import ColourBy, Share, radius, shares, where

MARGIN, FARTHEST_ASIDE, STEP, TURNS = 3, 48, 4, 16  # pixels, pixels, pixels, and directions looked in
METRES_ASIDE: Mapping[Precision, int] = {"province": 100_000, "country": 400_000}
MOST_ASIDE = 300  # symbols: of more, none would find room


class Spot(NamedTuple):
    """One place as it is drawn: what it is called and counts, its shares, its radius and middle in pixels."""

    place: str
    label: str
    where: str
    precision: Precision
    mentions: int
    shares: list[Share]
    radius: float
    lat: float
    x: float
    y: float

    @property
    def exact(self) -> bool:
        """Whether the place is a point and not somewhere inside an area."""
        return self.precision in {"city", "feature"}


def spots(drawn: pd.DataFrame, looks: Looks, colour_by: ColourBy, frame: Frame) -> list[Spot]:
    """The places inside the frame, the most mentioned first; `drawn` are those of `places_with_point`."""
    largest = int(drawn["mentions"].max()) if len(drawn) else 1
    found = (_spot(row, looks, colour_by, frame, largest) for row in drawn.to_dict("records"))
    inside = [spot for spot in found if 0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT]
    return _apart(inside, frame) if len(inside) <= MOST_ASIDE else inside


def _spot(row: Mapping[Any, Any], looks: Looks, colour_by: ColourBy, frame: Frame, largest: int) -> Spot:
    x, y = frame.pixel(nearest_turn(row["lon"], frame.middle()), row["lat"])
    size, parts = radius(row["mentions"], largest), shares(row["parts"], looks, colour_by)
    labels = (row["place"], inline(row["label"]), where(row), row["precision"], int(row["mentions"]))
    return Spot(*labels, parts, size, row["lat"], x, y)


def _apart(found: list[Spot], frame: Frame) -> list[Spot]:
    """The places, each inexact one at the nearest point where it hides none, if there is one near enough."""
    standing = [spot for spot in found if spot.exact]
    moved = {}
    for spot in found:
        if not spot.exact:
            x, y = _free_point(spot, standing, frame)
            moved[spot.place] = spot._replace(x=x, y=y)
            standing.append(moved[spot.place])
    return [moved.get(spot.place, spot) for spot in found]


def _free_point(spot: Spot, standing: list[Spot], frame: Frame) -> MapPoint:
    """The first point of a spiral that is clear of what stands; its own where none is near enough."""
    far = min(FARTHEST_ASIDE, METRES_ASIDE[spot.precision] / frame.metres_a_pixel(spot.lat))
    reach = [(one, one.radius + spot.radius + MARGIN) for one in standing]
    near = [(one, room) for one, room in reach if math.dist((one.x, one.y), (spot.x, spot.y)) < room + far]
    clear = (point for point in _spiral(spot, far) if all(math.dist((o.x, o.y), point) > room for o, room in near))
    return next(clear, (spot.x, spot.y))


def _spiral(spot: Spot, far: float) -> Iterator[MapPoint]:
    yield spot.x, spot.y
    for away in range(STEP, int(far) + 1, STEP):
        for turn in range(TURNS):
            angle = math.tau * turn / TURNS
            x, y = spot.x + away * math.cos(angle), spot.y + away * math.sin(angle)
            if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
                yield x, y
