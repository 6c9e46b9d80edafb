"""Build lib/views/basemap/countries.json and cities.json: outlines from their published package, cities from ours.

Run once, when the data change:

    npm pack world-atlas@2.0.2
    PYTHONPATH=. python scripts/build_basemap.py world-atlas-2.0.2.tgz

Outlines are Natural Earth's at 1:50 million (public domain), by way of world-atlas (ISC); cities are the gazetteer's,
so that they are called what the articles call them. Both files are described in lib/views/basemap/LICENCE.txt.
"""

import argparse
import itertools
import json
import math
import re
import tarfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lib.gazetteer.tables import load_tables

Point = tuple[float, float]
Ring = list[Point]

BASEMAP = Path(__file__).resolve().parent.parent / "lib" / "views" / "basemap"
ATLAS_MEMBER = "package/countries-50m.json"
STEPS_PER_DEGREE = 1000  # about 110 m, finer than the 400 m grid of the source
SMALLEST_CITY = 50_000  # people; smaller towns are named where an article names them
CAPITAL_BONUS = 1.0  # in powers of ten: a capital ranks like a city ten times its size
HALF_TURN = 180
LABEL_GRID = 24  # cells across a country when looking for its most inland point
CITIES = {"PPLC", "PPLA", "PPL"}  # codes of the gazetteer: capitals, seats of provinces, other towns
SCHOLARLY = re.compile("\u0304|[Hh]\u0327")  # a macron, an h with a cedilla: Arabic, Persian and Hindi in Latin letters


def main() -> None:
    """Read both sources, write both files, say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("atlas", type=Path, help="world-atlas-2.0.2.tgz, from npm pack")
    save_rows("countries.json", country_rows(load_atlas(parser.parse_args().atlas)))
    save_rows("cities.json", city_rows())


def load_atlas(path: Path) -> dict[str, Any]:
    """TopoJSON of the world's countries at 1:50 million."""
    with tarfile.open(path) as archive:
        member = archive.extractfile(ATLAS_MEMBER)
        if member is None:
            raise FileNotFoundError(f"{path} has no {ATLAS_MEMBER}")
        return json.load(member)  # type: ignore[no-any-return]


def save_rows(name: str, rows: Iterator[object]) -> None:
    """Write the rows as one JSON list, a row a line, so that a change of data shows in a diff."""
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    target = BASEMAP / name
    target.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{name}: {len(lines):,} rows, {target.stat().st_size / 1000:,.0f} KB")


def country_rows(atlas: dict[str, Any]) -> Iterator[dict[str, object]]:
    """Every country: its name, where to write it, and its rings as steps in thousandths of a degree."""
    arcs = decode_arcs(atlas)
    for geometry in atlas["objects"]["countries"]["geometries"]:
        pieces = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        polygons = [[unwrap(join(ring, arcs)) for ring in piece] for piece in pieces]
        largest = max(polygons, key=lambda polygon: ring_area(polygon[0]))
        yield {
            "name": geometry["properties"]["name"],
            "label": [round(degree, 2) for degree in inland_point(largest)],
            "area": round(ring_area(largest[0]), 2),
            "polygons": [[encode(ring) for ring in polygon] for polygon in polygons],
        }


def decode_arcs(atlas: dict[str, Any]) -> list[Ring]:
    """TopoJSON arcs as longitude and latitude."""
    (scale_x, scale_y), (left, low) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    return [[(x * scale_x + left, y * scale_y + low) for x, y in walk(arc)] for arc in atlas["arcs"]]


def walk(steps: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Absolute positions from steps."""
    x = y = 0
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        yield x, y


def join(indexes: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """One ring out of its arcs; TopoJSON writes a reversed arc as the complement of its index."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unwrap(ring: Ring) -> Ring:
    """The ring without jumps at 180 degrees, so that no border crosses the whole map.

    Longitudes may then pass 180. A ring round the pole (Antarctica) is closed along the map's lower edge.
    """
    turns, result = 0, [ring[0]]
    for (before, _), (longitude, latitude) in itertools.pairwise(ring):
        step = longitude - before
        turns -= (step > HALF_TURN) - (step < -HALF_TURN)
        result.append((longitude + 360 * turns, latitude))
    if min(longitude for longitude, _ in result) < -HALF_TURN - 1:  # began east of the line: join the rest beyond 180
        return [(longitude + 360, latitude) for longitude, latitude in result]
    if turns:
        result += [(result[-1][0], -90.0), (result[0][0], -90.0), result[0]]
    return result


def ring_area(ring: Ring) -> float:
    """Area in square degrees, narrowed by latitude so that the far north does not win."""
    total = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        total += (x1 * y2 - x2 * y1) * math.cos(math.radians((y1 + y2) / 2))
    return abs(total) / 2


def inland_point(polygon: Sequence[Ring]) -> Point:
    """A point well inside, longitude first: the grid point farthest from any border."""
    inside = [point for point in grid(polygon[0]) if contains(polygon, point)]
    corners = [corner for ring in polygon for corner in ring]
    return max(inside, key=lambda point: min(distance(point, corner) for corner in corners), default=polygon[0][0])


def grid(ring: Ring) -> Iterator[Point]:
    """Evenly spread points over the ring's bounding box."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    shares = [(step + 0.5) / LABEL_GRID for step in range(LABEL_GRID)]
    for across in shares:
        yield from ((west + across * (east - west), south + up * (north - south)) for up in shares)


def contains(polygon: Sequence[Ring], point: Point) -> bool:
    """Whether the point lies inside the polygon, holes left out (even-odd rule)."""
    x, y = point
    crossings = 0
    for ring in polygon:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def distance(here: Point, there: Point) -> float:
    """How far apart two points look: a name is wide, so distance across counts half."""
    return math.hypot((here[0] - there[0]) * math.cos(math.radians(here[1])) / 2, here[1] - there[1])


def encode(ring: Ring) -> list[int]:
    """The ring as x, y, step, step, ... in thousandths of a degree, points that fall together left out."""
    points = [(round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in ring]
    numbers = [*points[0]]
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if (x1, y1) != (x2, y2):
            numbers += [x2 - x1, y2 - y1]
    return numbers


def city_rows() -> Iterator[list[object]]:
    """Name, latitude, longitude, rank and whether a capital; the most important first.

    Rank is the power of ten of its people, with a bonus for a capital.
    """
    tables = load_tables()
    rows = []
    for number in range(len(tables.ids)):
        feature, people = tables.feature_code(number), int(tables.population[number])
        capital = feature == "PPLC"
        if feature not in CITIES or (people < SMALLEST_CITY and not capital):
            continue
        place = tables.place(number)
        rank = math.log10(max(people, 1)) + CAPITAL_BONUS * capital
        rows.append((-rank, [readable(place.name), place.lat, place.lon, round(rank, 2), int(capital)]))
    yield from (row for _, row in sorted(rows))


def readable(name: str) -> str:
    """The name as newspapers print it: the marks of a scholarly transliteration are dropped, all others kept.

    >>> readable("Al Ḩasakah"), readable("Bogotá")
    ('Al Hasakah', 'Bogotá')
    """
    letters = unicodedata.normalize("NFD", name)
    return "".join(x for x in letters if not unicodedata.combining(x)) if SCHOLARLY.search(letters) else name


if __name__ == "__main__":
    main()
