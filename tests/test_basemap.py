"""The map's own ground: outlines and cities, drawn right and with their licences."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from lib.views.map.leaflet import BASEMAP_FOLDER


@pytest.fixture(scope="module")
def countries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((BASEMAP_FOLDER / "countries.json").read_text())
    return found


def points(country: dict[str, Any]) -> Any:
    """Each ring of a country as absolute points in degrees."""
    for ring in (ring for polygon in country["polygons"] for ring in polygon):
        x, y = ring[0], ring[1]
        found = [(x, y)]
        for step_x, step_y in zip(ring[2::2], ring[3::2], strict=True):
            x, y = x + step_x, y + step_y
            found.append((x, y))
        yield [(x / 1000, y / 1000) for x, y in found]


def test_outlines_stay_on_the_map_and_never_jump(countries: list[dict[str, Any]]) -> None:
    for country in countries:
        for ring in points(country):
            assert all(-181 <= x <= 200 and -90 <= y <= 90 for x, y in ring), country["name"]
            jumps = [abs(x2 - x1) for (x1, y1), (x2, _) in pairwise(ring) if y1 > -89]
            assert max(jumps, default=0) < 60, country["name"]


@pytest.mark.parametrize(("name", "least"), [("Syria", 100), ("Colombia", 300), ("Russia", 3000), ("Fiji", 20)])
def test_close_views_have_detail_everywhere(countries: list[dict[str, Any]], name: str, least: int) -> None:
    (country,) = (country for country in countries if country["name"] == name)
    assert sum(len(ring) for ring in points(country)) >= least


def test_cities_are_ranked_and_on_the_globe() -> None:
    rows = json.loads((BASEMAP_FOLDER / "cities.json").read_text())
    ranks = [rank for _, _, _, rank, _ in rows]
    assert ranks == sorted(ranks, reverse=True)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for _, lat, lon, _, _ in rows)
    assert {"Damascus", "Bogotá"} <= {name for name, *_, capital in rows if capital}


def test_the_base_data_name_their_licences() -> None:
    licence = (BASEMAP_FOLDER / "LICENCE.txt").read_text()
    for words in (
        "Natural Earth",
        "public domain",
        "world-atlas",
        "Mike Bostock|Michael Bostock",
        "GeoNames",
        "CC BY|Attribution 4.0",
    ):
        assert re.search(words, licence)
    size = sum(path.stat().st_size for path in BASEMAP_FOLDER.iterdir())
    assert size < 1_500_000
