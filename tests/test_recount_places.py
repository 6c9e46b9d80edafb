"""Places by role and outlet, on the map, in its panel and in its GeoJSON; outlets by length and dates."""

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime

import pandas as pd
import pytest

from lib.exports.geojson import geojson_bytes
from lib.exports.view import View
from lib.models import ROLES
from lib.queries import map as queries
from lib.queries import selection
from lib.queries.sources import names as sources
from tests.recount.corpora import Case
from tests.recount.evidence import assert_evidence
from tests.recount.kept import Kept, by

MADE = datetime(2018, 10, 1, tzinfo=UTC)


def resolved(case: Case) -> list[Kept]:
    """The kept names of known places, headlines too."""
    return [found for found in case.again.kept("toponyms") if found.one["place"]]


def test_places_by_role(case: Case) -> None:
    roles = queries.counted_roles(case.filters)
    shown = queries.places(case.data, case.filters, roles).set_index("place")
    bodies = [found for found in resolved(case) if not found.headline]
    counted = [found for found in bodies if found.one["role"] in roles]
    assert set(shown.index) == {found.one["place"]["id"] for found in counted}
    by_role = Counter((found.one["place"]["id"], found.one["role"]) for found in bodies)
    headlines = Counter(found.one["place"]["id"] for found in resolved(case) if found.headline)
    outlets = {(found.one["place"]["id"], found.outlet) for found in counted}
    parts = Counter((found.one["place"]["id"], found.outlet, found.one["role"]) for found in counted)
    told: Counter[tuple[str, str, str]] = Counter()
    for place, row in shown.iterrows():
        assert [row[role] for role in ROLES] == [by_role[place, role] for role in ROLES]
        assert row["headlines"] == headlines[place]
        assert row["outlets"] == sum(one == place for one, _ in outlets)
        for part in row["parts"]:
            told[place, part["outlet_name"], part["role"]] += part["mentions"]
    assert told == parts
    precision = {found.one["place"]["id"]: found.one["place"]["precision"] for found in counted}
    assert set(shown.index[shown["precision"] == "region"]) == {
        one for one, kind in precision.items() if kind == "region"
    }


def test_the_panel_of_a_place(case: Case) -> None:
    roles = queries.counted_roles(case.filters)
    for place in queries.places(case.data, case.filters, roles)["place"].head(2):
        mine = [found for found in resolved(case) if found.one["place"]["id"] == place]
        counts = queries.place_counts(case.data, case.filters, place)
        for role in ROLES:
            again = Counter(found.outlet for found in mine if found.one["role"] == role and not found.headline)
            assert by(counts, "outlet_name", count=role) == again
        headlines = Counter(found.outlet for found in mine if found.headline)
        assert by(counts, "outlet_name", count="headlines") == headlines
        rows = queries.place_evidence(case.data, case.filters, place, roles)
        assert_evidence(rows, case.again)
        told = [found for found in mine if found.one["role"] in roles and not found.headline]
        assert sorted(zip(rows["document"], rows["start"], strict=True)) == sorted(
            (found.document, found.one["start"]) for found in told
        )


def test_places_taken_along(case: Case) -> None:
    roles = queries.counted_roles(case.filters)
    found = queries.places(case.data, case.filters, roles)
    written = geojson_bytes(
        found, queries.place_sentences(case.data, case.filters, roles), View("Map", (), "1", "", MADE)
    )
    sentences: dict[str, set[tuple[str, int]]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    for one in resolved(case):
        if one.one["role"] in roles and not one.headline:
            sentences[one.one["place"]["id"]].add((one.document, one.sentence))
            mentions[one.one["place"]["id"]] += 1
    features = {one["id"]: one for one in json.loads(written)["features"]}
    assert {place: one["properties"]["sentences"] for place, one in features.items()} == {
        place: len(some) for place, some in sentences.items()
    }
    assert {place: one["properties"]["mentions"] for place, one in features.items()} == mentions
    for place, one in features.items():
        assert sum(part["mentions"] for part in one["properties"]["by_outlet"]) == mentions[place]


def test_names_that_were_not_found(case: Case) -> None:
    unknown = [found for found in case.again.kept("toponyms") if not found.one["place"]]
    shown = queries.unresolved_toponyms(case.data, case.filters)
    headlines = Counter(found.one["text"] for found in unknown if found.headline)
    assert by(shown, "exact", count="headlines") == headlines
    outlets = {(found.one["text"], found.outlet) for found in unknown}
    assert {(row.exact, outlet) for row in shown.itertuples() for outlet in row.outlets} == outlets


def test_dates_and_lengths_of_outlets(case: Case) -> None:
    articles = [(case.again.outlet_name(record), record) for record in case.again.articles]
    shown = sources.outlet_facts(case.data, case.filters)
    assert by(shown, "outlet_name", count="articles") == Counter(outlet for outlet, _ in articles)
    for column, known in (("given", "metadata"), ("read", "text"), ("borrowed", "story"), ("undated", None)):
        again = Counter(outlet for outlet, record in articles if record["published_from"] == known)
        assert by(shown, "outlet_name", count=column) == again
    for row in shown.itertuples():
        mine = [record for outlet, record in articles if outlet == row.outlet_name]
        sentences = sum(not one["headline"] for record in mine for one in record["sentences"])
        assert row.length == pytest.approx(case.again.words[row.outlet_name] / sentences)
        days = sorted(record["published"] for record in mine if record["published_from"] in {"metadata", "text"})
        assert [str(pd.Timestamp(day).date()) for day in (row.first, row.last) if pd.notna(day)] == days[:1] + days[-1:]
    facts = selection.corpus_facts(case.data, case.filters)
    days = sorted(record["published"] for _, record in articles if record["published"])
    assert [str(day) for day in (facts.first, facts.last) if day] == days[:1] + days[-1:]
    assert facts.borrowed == sum(record["published_from"] == "story" for _, record in articles)
    assert facts.undated == sum(record["published"] is None for _, record in articles)
