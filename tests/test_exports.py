"""Files that leave the desk: the rows they were given, harmless cells, and the view they show inside."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pandas as pd
import pytest

from lib.exports.csv import VIEW_COLUMNS, csv_bytes
from lib.exports.geojson import geojson_bytes
from lib.exports.view import View
from lib.exports.xlsx import CUT, LONGEST, xlsx_bytes
from lib.listing import Listing, framed
from lib.models import Filters
from lib.queries.map import place_evidence, place_sentences, places
from tests.listings import LISTINGS

VIEW = View("Map", ("Outlet: Alwaght",), "3.1", "http://desk/map?data=3.1", datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
CALC = "=cmd|' /C calc'!A0"
# A cell, and what is written of it in a CSV; a workbook has the same without the apostrophe.
HOSTILE = [
    ("=1+1", "'=1+1"),
    ("@gulf", "'@gulf"),
    ("x;=1+1", "x;'=1+1"),
    ("a\t=1;-2|+3\n@b", "a\t'=1;'-2|'+3\n'@b"),
    ("a; \u200b\ufeff ＝1", "a;' \u200b\ufeff ＝1"),
    ('x;"=1+1"', 'x;\'"=1+1"'),
    ("  =1", "'  =1"),
    ("\xa0=1", "'\xa0=1"),
    ("\u2068=1\u2069", "'\u2068=1\u2069"),
    ("a, =1", "a, =1"),  # commas part the file's own cells, and quotation marks hold where they do
    ("e=mc², a-b, one + two; well-known", "e=mc², a-b, one + two; well-known"),
    ("+7 495", "'+7 495"),
    ("-x", "'-x"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t'=1"),
    ("\r\n=1", "'\n'=1"),
    ("\x00=1", "'=1"),
    ("＝1+1", "'＝1+1"),
    (CALC, f"'{CALC}"),
    ("half \ud83d", "half "),
    ("bell\x07, tab\t", "bell, tab\t"),
    ("https://x.example/=", "https://x.example/="),
    (["=a", "b"], "'=a, b"),
    ("Idlib, “إدلب”", "Idlib, “إدلب”"),
]


def _from_csv(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(csv_bytes(frame, VIEW)), keep_default_na=False, lineterminator="\n")


def _from_xlsx(frame: pd.DataFrame, sheet: str = "Rows", counted: str = "Mentions") -> pd.DataFrame:
    return pd.read_excel(io.BytesIO(xlsx_bytes(frame, VIEW, counted)), sheet, keep_default_na=False)


@pytest.mark.parametrize(("cell", "written"), HOSTILE)
def test_no_cell_is_a_formula_or_breaks_the_file(cell: Any, written: str) -> None:
    frame = pd.DataFrame({"said": pd.Series([cell, "plain"], dtype=object), "n": [1, 2]})
    assert _from_csv(frame)["said"].tolist() == [written, "plain"]
    assert _from_xlsx(frame)["said"].tolist() == [written.replace("'", "") if cell != CALC else cell, "plain"]


@pytest.mark.parametrize("name", ["=x", "@outlet"])
def test_no_name_of_a_column_is_a_formula(name: str) -> None:
    frame = pd.DataFrame({name: ["silent"]})
    assert _from_csv(frame).columns[0] == f"'{name}"
    assert _from_xlsx(frame).columns[0] == name


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("cell", [cell for cell, _ in HOSTILE if isinstance(cell, str)])
def test_no_spreadsheet_that_parts_cells_otherwise_finds_a_formula(cell: str, separator: str) -> None:
    frame = pd.DataFrame({"first": [cell], "second": [f"so {cell}"], "third": [f"so;{cell}"]}, dtype=object)
    lines = csv_bytes(frame, VIEW).decode("utf-8-sig").split("\n")
    parted = csv.reader(lines if separator != "," else io.StringIO("\n".join(lines)), delimiter=separator)
    cells = [one.strip(' "\u200b\ufeff\xa0\u2068') for row in parted for one in row]
    assert not [one for one in cells if one.startswith(("=", "+", "-", "@", "＝"))]


def test_a_csv_says_filters_and_version_on_every_row() -> None:
    read = _from_csv(pd.DataFrame({"Name": ["a", "b"], "Mentions": [-2, 3]}))
    assert read["Filters"].tolist() == ["Outlet: Alwaght"] * 2
    assert read["Data version"].astype(str).tolist() == ["3.1"] * 2
    assert read["Mentions"].tolist() == [-2, 3]


HELD = {
    "text": CALC, "whole": 3, "number": 1.5, "day": date(2018, 9, 17), "moment": datetime(2018, 9, 17, 1, 2),  # noqa: DTZ001
    "yes/no": True, "list": [CALC],
}  # fmt: skip
"""A cell of each type that a list's column may have."""


@pytest.mark.parametrize("one", LISTINGS, ids=lambda one: one.key)
def test_the_files_of_a_list_have_its_columns_by_their_labels_and_no_formula(one: Listing) -> None:
    more = {"headline": True} if "headline" in one.labels else {}
    frame = framed(one.columns, [[HELD[column.type] for column in one.columns]]).assign(**more)
    told = one.told(one.check(frame))
    csv, xlsx = _from_csv(told), _from_xlsx(told)
    labels = list(one.labels.values()) or [column.name for column in one.columns]
    assert [*csv] == [*labels, *VIEW_COLUMNS]
    assert [*xlsx] == labels
    types = [one.types().get(name, "yes/no") for name in one.labels or one.types()]
    cells = zip(types, csv.iloc[0], xlsx.iloc[0], strict=False)
    expected = {"text": (f"'{CALC}", CALC), "list": (f"'{CALC}", CALC), "day": ("2018-09-17", datetime(2018, 9, 17))}  # noqa: DTZ001
    assert all((written, kept) == expected.get(kind, (written, kept)) for kind, written, kept in cells)


def test_a_workbook_keeps_types_and_says_what_it_is() -> None:
    days = pd.to_datetime(pd.Series(["2018-10-10", None]))
    frame = pd.DataFrame(
        {"Day": days, "Rate": [1.5, float("nan")], "n": pd.array([3, None], "Int64"), "On": [True, False]}
    )
    read = pd.read_excel(io.BytesIO(xlsx_bytes(frame, VIEW, "Days given")))
    assert read["Day"].iloc[0] == pd.Timestamp(2018, 10, 10)
    assert pd.isna(read["Day"].iloc[1])
    assert read["Rate"].iloc[0] == 1.5
    assert read["n"].iloc[0] == 3
    assert read["On"].tolist() == [True, False]
    about = " ".join(map(str, _from_xlsx(frame, "About", "Days given").to_numpy().ravel()))
    for words in ("Outlet: Alwaght", "3.1", "Map", "http://desk/map?data=3.1", "2026-01-02 03:04 UTC"):
        assert words in about


def test_a_cell_too_long_for_excel_is_cut_and_says_so() -> None:
    cell = _from_xlsx(pd.DataFrame({"text": ["x" * 40_000]}))["text"].iloc[0]
    assert len(cell) == LONGEST
    assert cell.endswith(CUT)


def test_no_articles_filtered_out_is_said_in_words() -> None:
    assert VIEW._replace(filters=()).kept == "All articles"


@pytest.fixture
def geojson(seed_connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The seeds' places, every role, as read back."""
    roles = ("literal", "associative")
    found = places(seed_connection, Filters(), roles)
    written = geojson_bytes(found, place_sentences(seed_connection, Filters(), roles), VIEW)
    read: dict[str, Any] = json.loads(written)
    assert len(read["features"]) == len(found)
    return read


def test_places_are_points_with_longitude_first(geojson: dict[str, Any]) -> None:
    sochi = next(one for one in geojson["features"] if one["properties"]["name"] == "Sochi")
    longitude, latitude = sochi["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (40, 44)
    assert geojson["type"] == "FeatureCollection"
    assert geojson["view"]["filters"] == "Outlet: Alwaght"
    assert geojson["view"]["data_version"] == "3.1"
    assert all(one["geometry"] is None for one in geojson["features"] if one["properties"]["precision"] == "region")


def test_places_carry_the_counts_that_the_page_shows(
    geojson: dict[str, Any], seed_connection: duckdb.DuckDBPyConnection
) -> None:
    for feature in geojson["features"]:
        told = feature["properties"]
        assert sum(part["mentions"] for part in told["by_outlet"]) == told["mentions"]
        rows = place_evidence(seed_connection, Filters(), told["place"], ("literal", "associative"))
        assert len(rows) == told["mentions"]
        assert told["sentences"] == rows[["document", "sentence_start"]].drop_duplicates().shape[0]


def test_days_are_written_as_days() -> None:
    assert _from_csv(pd.DataFrame({"Published": pd.to_datetime([date(2018, 9, 17)])}))["Published"][0] == "2018-09-17"
