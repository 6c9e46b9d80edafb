"""What lies under the places of a figure: sea, lands, degrees, and an agreement's schematic lines."""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lib.codebooks.lines import Line
from lib.views.kit.highlight import Html, element
from lib.views.map.figure.projection import HEIGHT, WIDTH, Frame, cut
from lib.views.map.outlines import HALF_TURN, WHOLE_TURN, MapPoint, Ring, lands, nearest_turn

SEA, LAND, BORDER, GRID, QUIET, ROAD = "#e3edf2", "#f8f8f6", "#b4b8bc", "#9fb0ba", "#5d666e", "#4a5258"
BLEED = 6  # pixels beyond the frame, where the lands are cut: no cut edge is in view
FINEST = 0.7  # pixels: a nearer corner of a coast is not seen
DEGREE_STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60)
LINES_ACROSS = 9  # at most, of each direction
ROWS = 27  # lines across the frame, along which room for a country's name is looked for


class Piece(NamedTuple):
    """A piece of land as far as it is in view: whose it is, its outline and holes in pixels."""

    country: str
    rings: list[Ring]


def pieces_in(frame: Frame) -> list[Piece]:
    """The lands in view."""
    seen = frame.box(BLEED)
    found = []
    for land in lands():
        if land.box.meets(seen):
            whole = seen.holds(land.box)
            rings = (ring if whole else cut(ring, seen) for ring in land.rings)
            found.append(Piece(land.country, [_pixels(ring, frame) for ring in rings if ring]))
    return [piece for piece in found if piece.rings]


def ground_svg(pieces: Iterable[Piece], lines: Iterable[Line], frame: Frame) -> Iterator[Html]:
    """Sea, lands, the net of degrees, and the lines dashed."""
    yield element("rect", width=str(WIDTH), height=str(HEIGHT), fill=SEA)
    paths = (element("path", d="".join(map(_path, piece.rings)), class_="land") for piece in pieces)
    yield element("g", *paths, fill=LAND, fill_rule="evenodd", stroke=BORDER, stroke_width="0.7")
    yield element("path", d="".join(_net(frame)), fill="none", stroke=GRID, stroke_width="0.4", stroke_opacity="0.7")
    for line in lines:
        way = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line_pixels(line, frame))
        yield element(
            "path", d=way, fill="none", stroke=ROAD, stroke_width="1.6", stroke_dasharray="7 5", class_="line"
        )


def degree_marks(frame: Frame) -> Iterator[tuple[str, float, float]]:
    """What stands at the end of each line of the net, and where: below the frame, and left of it.

    >>> from lib.views.map.figure.projection import frame_of
    >>> from lib.views.map.place_map import Area
    >>> [name for name, _, _ in degree_marks(frame_of(Area(6, 0, 179)))]
    ['172°E', '174°E', '176°E', '178°E', '180°', '178°W', '176°W', '174°W', '4°S', '2°S', '0°', '2°N', '4°N']
    """
    for lon in _degrees(frame, across=True):
        turned = (lon + HALF_TURN) % WHOLE_TURN - HALF_TURN
        yield _degree(turned, ("E", "W")), frame.pixel(lon, 0)[0], HEIGHT
    for lat in _degrees(frame, across=False):
        yield _degree(lat, ("N", "S")), 0, frame.pixel(0, lat)[1]


def runs(pieces: Iterable[Piece], country: str) -> list[tuple[float, MapPoint]]:
    """Where a country is widest in view: the length of each run of its land and its middle, the longest first."""
    rings = [ring for piece in pieces if piece.country == country for ring in piece.rings]
    found = []
    for row in range(ROWS):
        y = (row + 0.5) * HEIGHT / ROWS
        crossings = [min(max(x, 0), WIDTH) for x in sorted(_crossings(rings, y))]
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            found.append((right - left, ((left + right) / 2, y)))
    # Of runs about as long, the one nearest to the middle of the frame, where the eye looks first.
    return sorted(found, key=lambda run: (-round(run[0], -1), abs(run[1][1] - HEIGHT / 2)))


def line_pixels(line: Line, frame: Frame) -> list[MapPoint]:
    """Where a line runs, each point on the same side of the date line as the first."""
    first = nearest_turn(line.points[0].lon, frame.middle())
    return [frame.pixel(nearest_turn(point.lon, first), point.lat) for point in line.points]


def _crossings(rings: Iterable[Ring], y: float) -> Iterator[float]:
    for ring in rings:
        for number, (x2, y2) in enumerate(ring):
            x1, y1 = ring[number - 1]
            if (y1 > y) != (y2 > y):
                yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)


def _pixels(ring: Ring, frame: Frame) -> Ring:
    """The ring in pixels, corners left out that nobody would see."""
    points: list[MapPoint] = []
    for lon, lat in ring:
        x, y = frame.pixel(lon, lat)
        if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= FINEST:
            points.append((x, y))
    return tuple(points)


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _net(frame: Frame) -> Iterator[str]:
    yield from (f"M{frame.pixel(lon, 0)[0]:.1f} 0V{HEIGHT}" for lon in _degrees(frame, across=True))
    yield from (f"M0 {frame.pixel(0, lat)[1]:.1f}H{WIDTH}" for lat in _degrees(frame, across=False))


def _degrees(frame: Frame, *, across: bool) -> list[float]:
    """The round degrees in view, of longitude or of latitude; both at the same distance."""
    west, south, east, north = frame.box()
    step = next((step for step in DEGREE_STEPS if (east - west) / step <= LINES_ACROSS), DEGREE_STEPS[-1])
    low, high = (west, east) if across else (south, north)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degree(value: float, ends: tuple[str, str]) -> str:
    """A degree with its letter; 0 and 180 need none."""
    positive, negative = ends
    letter = "" if abs(value) in {0, HALF_TURN} else positive if value > 0 else negative
    return f"{abs(round(value, 2)):g}°{letter}"
