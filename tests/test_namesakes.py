"""Places of one name are told apart, in words, in every list and on every map."""

from typing import Any

import pandas as pd
import pytest

from lib.models import Filters
from lib.queries import overview
from lib.queries.map import place_labels, places
from lib.views.map.legend import map_legend
from tests.test_map import LOOKS, features, place_row, rendered


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        ([{}, {"precision": "province"}], ["Idlib (city)", "Idlib (province)"]),
        ([{}, {"country_name": "Libya"}], ["Idlib (Syria)", "Idlib (Libya)"]),
        ([{"province": "North"}, {"province": None}], ["Idlib (North)", "Idlib (no province)"]),
        (
            [{}, {"precision": "feature"}, {"country_name": None}],
            ["Idlib (city, Syria)", "Idlib (site, Syria)", "Idlib (city, no country)"],
        ),
        ([{}, {}], ["Idlib (city, no province, Syria, p0)", "Idlib (city, no province, Syria, p1)"]),
    ],
)
def test_places_of_one_name_are_told_apart(fields: list[dict[str, Any]], labels: list[str]) -> None:
    rows = pd.DataFrame([place_row(number, **one) for number, one in enumerate(fields)] + [place_row(9, "Hama")])
    assert place_labels(rows).tolist() == [*labels, "Hama"]
    drawn = rows.assign(label=place_labels(rows)).to_dict("records")
    assert [f["properties"]["name"] for f in features(rendered(drawn))] == [*labels, "Hama"]


def test_the_map_its_list_and_its_legend_say_the_same_name(seed_connection: Any) -> None:
    found = places(seed_connection, Filters())
    assert found["label"].is_unique
    assert {"Idlib (province)", "Idlib (city)"} < set(found["label"])
    assert "Idlib (province) 23" in map_legend(found, LOOKS, "outlet")


def test_the_overview_tells_namesakes_apart_where_it_shows_both(seed_connection: Any) -> None:
    first, all_ = (overview.place_counts(seed_connection, Filters(), most) for most in (5, 50))
    assert first["name"].iloc[0] == "Idlib"
    assert all_.groupby("name")["place"].nunique().max() == 1
