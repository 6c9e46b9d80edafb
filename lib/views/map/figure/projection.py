"""Web Mercator, as the map on the screen has it: which part of the world a figure shows, and where a place falls."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from lib.views.map.outlines import WHOLE_TURN, Box, MapPoint, Ring
from lib.views.map.place_map import EASTERN_EDGE, FARTHEST_ZOOM, WESTERN_EDGE, WORLD, Area, MapBounds

WIDTH, HEIGHT = 740, 540  # pixels of the map; as high as on the screen
TILE = 256  # pixels of the whole world at zoom 0, as every web map counts them
FARTHEST_NORTH = 85.0511  # where Mercator's square ends
EQUATOR = 40_075_017  # metres
# As the screen opens: room round the places, half steps of zoom, and not so near that only one place is in view.
PADDING, ZOOM_STEP, CLOSEST_OPENING = 48, 0.5, 8
ROUNDING = 0.01  # of a step of zoom: what just does not fit is let in, as Leaflet does


class Frame(NamedTuple):
    """What a figure shows: zoom, and the pixel of the whole world in its north-western corner."""

    zoom: float
    left: float
    top: float

    def pixel(self, lon: float, lat: float) -> MapPoint:
        """Where a place falls, in pixels from the frame's north-western corner; it may lie outside."""
        x, y = _world(lon, lat, self.zoom)
        return x - self.left, y - self.top

    def degrees(self, x: float, y: float) -> MapPoint:
        """Longitude and latitude of a pixel.

        >>> frame = frame_of(Area(7, 36.0, 37.0))
        >>> tuple(round(degree, 6) for degree in frame.degrees(*frame.pixel(38.5, 35.25)))
        (38.5, 35.25)
        """
        side = TILE * math.exp2(self.zoom)
        lon = (x + self.left) / side * WHOLE_TURN - WHOLE_TURN / 2
        return lon, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + self.top) / side))))

    def middle(self) -> float:
        """The longitude of its middle."""
        return self.degrees(WIDTH / 2, 0)[0]

    def box(self, bleed: float = 0) -> Box:
        """The degrees in view, and so many pixels more on each side."""
        west, north = self.degrees(-bleed, -bleed)
        east, south = self.degrees(WIDTH + bleed, HEIGHT + bleed)
        return Box(west, south, east, north)

    def metres_a_pixel(self, lat: float) -> float:
        """How much ground a pixel is at one latitude."""
        return EQUATOR * math.cos(math.radians(lat)) / (TILE * math.exp2(self.zoom))


def frame_of(area: Area) -> Frame:
    """The frame round an area's centre, moved where it would run over the edge of the world."""
    x, y = _world(area.lon, area.lat, area.zoom)
    west, north = _world(WESTERN_EDGE, FARTHEST_NORTH, area.zoom)
    east, south = _world(EASTERN_EDGE, -FARTHEST_NORTH, area.zoom)
    left = min(max(x - WIDTH / 2, west), east - WIDTH)
    top = min(max(y - HEIGHT / 2, north), south - HEIGHT)
    return Frame(area.zoom, left, top)


def opening_frame(bounds: MapBounds | None) -> Frame:
    """The frame that the screen opens on for these bounds (south-west, north-east); the world without any.

    >>> opening_frame([[36.0, 37.0], [36.0, 37.0]]).zoom, opening_frame([[-60, -170], [75, 170]]).zoom
    (8, 2)
    """
    if bounds is None:
        return frame_of(Area(FARTHEST_ZOOM, *WORLD))
    (south, west), (north, east) = bounds
    (left, bottom), (right, top) = _world(west, south, 0), _world(east, north, 0)
    wide, high = max(right - left, 1e-9), max(bottom - top, 1e-9)
    fitting = math.log2(min((WIDTH - 2 * PADDING) / wide, (HEIGHT - 2 * PADDING) / high))
    steps = math.floor(fitting / ZOOM_STEP + ROUNDING)
    zoom = min(max(steps * ZOOM_STEP, FARTHEST_ZOOM), CLOSEST_OPENING)
    lon, lat = Frame(0, 0, 0).degrees((left + right) / 2, (top + bottom) / 2)
    return frame_of(Area(zoom, lat, lon))


def cut(ring: Ring, box: Box) -> Ring:
    """The ring cut to the box (Sutherland and Hodgman 1974); empty where it lies outside.

    >>> cut(((0, 0), (4, 0), (4, 2), (0, 2)), Box(1, 1, 3, 3))
    ((1.0, 1), (3.0, 1), (3, 2.0), (1, 2.0))
    """
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.low, 1), (1, box.high, -1)):
        ring = tuple(_cut(ring, axis, limit, sign))
    return ring


def _cut(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[MapPoint]:
    """What one edge of the box leaves of the ring, a new corner wherever it crosses that edge."""
    kept = [sign * (point[axis] - limit) >= 0 for point in ring]
    for number, here in enumerate(ring):
        before = ring[number - 1]
        if kept[number] != kept[number - 1]:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
            yield (limit, other) if axis == 0 else (other, limit)
        if kept[number]:
            yield here


def _world(lon: float, lat: float, zoom: float) -> MapPoint:
    """The pixel of a place on a map of the whole world."""
    side = TILE * math.exp2(zoom)
    inside = min(max(lat, -FARTHEST_NORTH), FARTHEST_NORTH)
    return (lon / WHOLE_TURN + 0.5) * side, (0.5 - math.asinh(math.tan(math.radians(inside))) / math.tau) * side
