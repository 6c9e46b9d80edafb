"""What is named on a figure: the articles' places first, then lines, countries and cities as far as there is room."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lib.codebooks.lines import Line
from lib.views.kit.highlight import Html, element, joined
from lib.views.map.figure.ground import QUIET, ROAD, Piece, line_pixels, runs
from lib.views.map.figure.projection import Frame
from lib.views.map.figure.spots import Spot
from lib.views.map.figure.symbols import INK
from lib.views.map.outlines import Box, cities, nearest_turn
from lib.views.map.placing import Sheet, Style, around, box_of, name_svg

PLACE, LINE = Style(12, "600", INK), Style(10.5, "600", ROAD)
COUNTRY, CITY = Style(10.5, "400", QUIET, spaced=1.16), Style(10, "400", QUIET)
BESIDE = 3  # pixels between a symbol and its name
MOST_CITIES = 40  # a figure's cities are there to find one's way, no more
DOT = 2.0  # pixels: half a city's dot


def place_names(found: Iterable[Spot], sheet: Sheet) -> tuple[list[Html], list[Spot]]:
    """The places' names with their counts, largest first, and those that had no room; no name covers a symbol."""
    spots = sorted(found, key=lambda spot: -spot.mentions)
    for spot in spots:
        sheet.take(_square(spot.x, spot.y, spot.radius))
    written, unnamed = [], []
    for spot in spots:
        count = f"{spot.mentions:,}"
        box = sheet.first_free(around(spot.x, spot.y, spot.radius + BESIDE, box_of(PLACE, spot.label, count)))
        if box:
            written.append(name_svg(PLACE, spot.label, box, "place-name", count))
        else:
            unnamed.append(spot)
    return written, unnamed


def ground_names(
    pieces: Sequence[Piece], lines: Iterable[Line], frame: Frame, sheet: Sheet, known: set[str]
) -> Iterator[Html]:
    """The names of lines, countries and cities; what is `known`, in small letters, is named as a place already."""
    yield from _line_names(lines, frame, sheet)
    yield from _country_names(pieces, sheet, known)
    yield from _city_names(frame, sheet, known)


def _line_names(lines: Iterable[Line], frame: Frame, sheet: Sheet) -> Iterator[Html]:
    for line in lines:
        words = f"{line.name}, schematic"
        points = line_pixels(line, frame)
        spots = (
            (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
            for (x1, y1), (x2, y2) in pairwise(points)
            for share in (0.5, 0.3, 0.7)
        )
        box = sheet.first_free(box for x, y in spots for box in around(x, y, 6, box_of(LINE, words)))
        if box:
            yield name_svg(LINE, words, box, "line-name")


def _country_names(pieces: Sequence[Piece], sheet: Sheet, known: set[str]) -> Iterator[Html]:
    """Each country's name where its land is widest, if it is as wide as the name."""
    for country in dict.fromkeys(piece.country for piece in pieces):
        wide, high = box_of(COUNTRY, country.upper())
        if country.lower() in known:
            continue
        middles = [(x, y) for long, (x, y) in runs(pieces, country) if long > wide]
        box = sheet.first_free(Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in middles)
        if box:
            yield name_svg(COUNTRY, country.upper(), box, "country-name")


def _city_names(frame: Frame, sheet: Sheet, known: set[str]) -> Iterator[Html]:
    """The larger cities and the capitals, fewer from afar, by the same rule as on the screen."""
    least, seen, middle, named = max(4.7, 9 - 0.5 * frame.zoom), frame.box(), frame.middle(), 0
    for city in cities():
        if city.rank < least or named == MOST_CITIES:
            return
        lon = nearest_turn(city.lon, middle)
        if city.name.lower() in known or not seen.holds(Box(lon, city.lat, lon, city.lat)):
            continue
        x, y = frame.pixel(lon, city.lat)
        free = sheet.is_free(_square(x, y, DOT))
        box = sheet.first_free(around(x, y, DOT + BESIDE, box_of(CITY, city.name))) if free else None
        if box:
            sheet.take(_square(x, y, DOT))
            named += 1
            yield joined([_dot(x, y, capital=city.capital), name_svg(CITY, city.name, box, "city-name")])


def _dot(x: float, y: float, *, capital: bool) -> Html:
    """A small square for a capital, a dot for another city."""
    if capital:
        side = f"{2 * DOT + 1:g}"
        return element("rect", x=f"{x - DOT:.1f}", y=f"{y - DOT:.1f}", width=side, height=side, fill=QUIET)
    return element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{DOT:g}", fill=QUIET)


def _square(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)
