"""The symbols of places as shapes: the forms, sizes and shares that the map on the screen draws."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lib.models import Precision
from lib.views.kit.highlight import Html, element
from lib.views.map.outlines import MapPoint
from lib.views.map.place_map import Share

INK, PAPER = "#1b2126", "#ffffff"
RIM = 2.5  # pixels: how wide the line of a province, country or site is
STRIPE, GAP = 0.03, 0.7  # of an outline: a stripe of an outlet whose hue is another's too; of a stripe: what is between
DASH = 4.5  # pixels: of a province's line, which lies "somewhere inside"
# Corners as parts of the way round from the top, clockwise, and where they stand for a radius of one.
_SQUARE = ((0, 0, -1), (0.125, 1, -1), (0.375, 1, 1), (0.625, -1, 1), (0.875, -1, -1), (1, 0, -1))
_DIAMOND = ((0, 0, -1.2), (0.25, 1.2, 0), (0.5, 0, 1.2), (0.75, -1.2, 0), (1, 0, -1.2))


def symbol_svg(precision: Precision, radius: float, shares: Sequence[Share]) -> Html:
    """A place's symbol about the origin: a pie for a town, else a rim in parts, each as long as its share."""
    whole = outline(precision, radius + 0.6, 0, 1)
    edge = element("path", d=whole, fill="none", stroke=PAPER, stroke_width="1.2")
    if precision == "city":
        return element("g", *_parts(precision, radius, shares), edge)
    ground = {"fill": PAPER, "fill_opacity": "0.85"} if precision == "feature" else {"fill": INK, "fill_opacity": "0.1"}
    under = element("path", d=outline(precision, radius, 0, 1), **ground)
    return element("g", under, *_parts(precision, radius - RIM / 2, shares), edge)


def outline(precision: Precision, radius: float, start: float, end: float) -> str:
    """The path along a symbol's outline between two parts of the way round, each 0 to 1.

    >>> outline("country", 2, 0, 0.25)
    'M0 -2L2 -2L2 0'
    """
    if precision in {"country", "feature"}:
        return "M" + "L".join(map(_written, _stretch(precision, radius, start, end)))
    points = (_on_circle(radius, share) for share in (start, (start + end) / 2, end))
    return "M" + f"A{radius:g} {radius:g} 0 0 1 ".join(map(_written, points))


def _parts(precision: Precision, radius: float, shares: Sequence[Share]) -> Iterator[Html]:
    """Each share's own shape, one after the other from the top."""
    total, start = sum(int(share["count"]) for share in shares), 0.0
    dash = DASH / (math.tau * radius) if precision == "province" else 1.0
    for share in shares:
        long = int(share["count"]) / total
        stripes = list(_stripes(start, long, min(dash, STRIPE) if share["striped"] else dash))
        colour = str(share["colour"]).replace("currentColor", INK)
        if precision == "city":
            yield element("path", d="".join(_wedge(radius, *stripe) for stripe in stripes), fill=colour)
        else:
            path = "".join(outline(precision, radius, *stripe) for stripe in stripes)
            yield element("path", d=path, fill="none", stroke=colour, stroke_width=f"{RIM:g}")
        start += long


def _stripes(start: float, long: float, stripe: float) -> Iterator[tuple[float, float]]:
    """The drawn stretches of one share; a single one where a stripe is as long as it."""
    done = 0.0
    while done < long - 1e-9:
        yield start + done, start + min(done + stripe, long)
        done += stripe * (1 + GAP)


def _wedge(radius: float, start: float, end: float) -> str:
    """A piece of a pie; the whole of it has no line to its middle."""
    return outline("city", radius, start, end) + ("Z" if end - start > 1 - 1e-6 else "L0 0Z")


def _stretch(precision: Precision, radius: float, start: float, end: float) -> Iterator[MapPoint]:
    corners = _SQUARE if precision == "country" else _DIAMOND
    yield _between(corners, radius, start)
    yield from ((x * radius, y * radius) for at, x, y in corners if start < at < end)
    yield _between(corners, radius, end)


def _between(corners: Sequence[tuple[float, float, float]], radius: float, share: float) -> MapPoint:
    """The point so far round the corners."""
    for (start, x1, y1), (end, x2, y2) in pairwise(corners):
        if share <= end:
            part = (share - start) / (end - start)
            return (x1 + (x2 - x1) * part) * radius, (y1 + (y2 - y1) * part) * radius
    return corners[-1][1] * radius, corners[-1][2] * radius


def _on_circle(radius: float, share: float) -> MapPoint:
    return radius * math.sin(math.tau * share), -radius * math.cos(math.tau * share)


def _written(point: MapPoint) -> str:
    return " ".join(f"{round(value, 2) + 0:g}" for value in point)
