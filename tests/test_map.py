"""The map: what it counts, what it draws, that article text stays text, and that nothing comes from elsewhere."""

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.codebooks.lines import load_lines
from lib.errors import CodebookError
from lib.models import ROLES, Annotations, Commitment, Filters, Place, Precision, Role, Toponym
from lib.queries.map import (
    OUTLETS_OF,
    place_counts,
    place_evidence,
    places,
    unplaced_evidence,
    unresolved_toponyms,
)
from lib.views.kit.looks import Looks
from lib.views.map.figure import Shown, place_map_svg
from lib.views.map.leaflet import BASEMAP_FOLDER, SCRIPTS, STYLES, mounted_folders
from lib.views.map.legend import map_legend, place_counts_html
from lib.views.map.place_map import ROLE_LOOKS, opening_bounds, place_layer, place_map, radius, summary
from tests.conftest import Store, make_document, sentences_of, span_of

HOSTILE = '<img src=x onerror="alert(1)"></script>'
IDLIB = Place("g:1", "Idlib", 35.93, 36.63, "SY", "city", "Idlib")
SYRIA = Place("g:2", "Syria", 34.9, 38.6, "SY", "country")
NORTH = Place("g:3", "Middle East", 33.0, 44.0, None, "region")
HEADLINE, FIRST, SECOND = "Idlib deal", "Rain fell on Idlib and on Atlantis.", "Syria agreed, and in Syria it held."
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\nThe Middle East watched Idlib."


def toponym(exact: str, nth: int, role: Role, place: Place | None) -> Toponym:
    return Toponym(span_of(TEXT, exact, nth), role, 0.9, place, None, reason="only candidate" if place else "")


ANNOTATED = Annotations(
    sentences=sentences_of(TEXT, HEADLINE, FIRST, SECOND, "The Middle East watched Idlib.", headline=True),
    toponyms=(
        toponym("Idlib", 0, "literal", IDLIB),
        toponym("Idlib", 1, "literal", IDLIB),
        toponym("Atlantis", 0, "literal", None),
        toponym("Syria", 0, "associative", SYRIA),
        toponym("Syria", 1, "literal", SYRIA),
        toponym("Middle East", 0, "associative", NORTH),
        toponym("Idlib", 2, "literal", IDLIB),
    ),
    commitments=(
        Commitment(span_of(TEXT, "agreed"), None, "hold", None, None, "obligation", None, clause="sochi-2018/8"),
    ),
)


@pytest.fixture(scope="module")
def store(make_shared_store: Store) -> Any:
    return make_shared_store(
        (make_document("one", TEXT, "Ya Libnan", body_start=len(HEADLINE) + 2), ANNOTATED),
        (make_document("two", TEXT, None, body_start=len(HEADLINE) + 2), ANNOTATED),
    )


def test_places_count_literal_mentions_outside_headlines(store: Any) -> None:
    rows = places(store, Filters()).set_index("place")
    assert rows.loc["g:1", ["mentions", "headlines", "outlets"]].tolist() == [4, 2, 2]
    assert rows.loc["g:2", ["mentions", "literal", "associative"]].tolist() == [2, 2, 2]
    assert list(rows.index) == ["g:1", "g:2"]


def test_other_roles_are_counted_on_wish_and_bring_their_places(store: Any) -> None:
    rows = places(store, Filters(), ("literal", "associative")).set_index("place")
    assert rows["mentions"].to_dict() == {"g:1": 4, "g:2": 4, "g:3": 2}
    assert rows["country_name"].fillna("none").to_dict() == {"g:1": "Syria", "g:2": "Syria", "g:3": "none"}


def test_parts_add_up_to_the_mentions(store: Any) -> None:
    rows = places(store, Filters(), ("literal", "associative"))
    assert [sum(part["mentions"] for part in parts) for parts in rows["parts"]] == rows["mentions"].tolist()


def test_filters_keep_one_outlet(store: Any) -> None:
    rows = places(store, Filters(outlets=("ya-libnan",)))
    assert rows["mentions"].tolist() == [2, 1]
    assert {part["outlet"] for parts in rows["parts"] for part in parts} == {"ya-libnan"}


def test_a_filter_that_keeps_nothing_gives_the_same_columns(store: Any) -> None:
    rows = places(store, Filters(outlets=("nobody",)))
    assert rows.empty
    assert list(rows.columns) == list(places(store, Filters()).columns)


def test_names_found_nowhere_are_listed_not_dropped(store: Any) -> None:
    rows = unresolved_toponyms(store, Filters())
    assert rows["exact"].tolist() == ["Atlantis"]
    assert rows["mentions"].tolist() == [2]
    assert list(rows["outlets"][0]) == ["Ya Libnan", "unknown outlet (two.txt)"]
    assert rows["reason"].tolist() == ["the gazetteer has no place of this name"]
    found = unplaced_evidence(store, Filters(), "Atlantis")
    assert set(found["text"]) == {FIRST}
    assert len(found) == rows["mentions"][0]


def test_counts_of_one_place_by_outlet_and_role(store: Any) -> None:
    rows = place_counts(store, Filters(), "g:2")
    assert rows["outlet"].tolist() == ["ya-libnan", "unknown:two"]
    assert rows[["literal", "associative", "demonym", "headlines"]].to_numpy().tolist() == [[1, 1, 0, 0]] * 2


def test_evidence_of_a_place_is_what_was_counted(store: Any) -> None:
    rows = place_evidence(store, Filters(), "g:1")
    assert len(rows) == places(store, Filters())["mentions"][0]
    assert {text[start - at : end - at] for text, start, end, at in _spans(rows)} == {"Idlib"}


def _spans(rows: pd.DataFrame) -> Any:
    return rows[["text", "start", "end", "sentence_start"]].itertuples(index=False, name=None)


def place_row(number: int = 0, name: str = "Idlib", precision: Precision = "city", **fields: Any) -> dict[str, Any]:
    part = {"outlet": "o", "outlet_name": name, "role": "literal", "mentions": 3}
    known = {"lat": 35.9, "lon": 36.6, "country_name": "Syria", "province": None, "mentions": 3}
    return {
        "place": f"p{number}",
        "name": name,
        "label": name,
        "precision": precision,
        "parts": [part],
        **known,
        **fields,
    }


LOOKS = Looks({"o": "Ya Libnan"}, {"o": "#0072B2"}, {})


def rendered(rows: list[dict[str, Any]], **choices: Any) -> str:
    base = place_map(load_lines())
    place_layer(pd.DataFrame(rows), LOOKS, **choices).add_to(base)
    return str(base.get_root().render())


def brought(page: str) -> list[dict[str, Any]]:
    """All data in a drawn map, as the browser reads it."""
    return [json.loads(b64decode(written)) for written in re.findall(r'JSON\.parse\(atob\("([^"]*)"\)\)', page)]


def features(page: str) -> list[dict[str, Any]]:
    (found,) = (data["features"] for data in brought(page) if "features" in data)
    return list(found)


def test_hostile_names_reach_the_browser_as_text() -> None:
    page = rendered([place_row(name=HOSTILE, province=HOSTILE, place=HOSTILE)], chosen=HOSTILE)
    assert "<img" not in page
    assert page.count("</script>") == page.count("<script")
    assert features(page)[0]["properties"]["name"] == HOSTILE


def test_hostile_names_are_escaped_beside_the_map() -> None:
    looks = LOOKS._replace(names={"o": HOSTILE})
    counts = pd.DataFrame([{"outlet": "o", "outlet_name": HOSTILE, "literal": 1}])
    for column in ("associative", "demonym", "headlines"):
        counts[column] = 0
    legend = map_legend(pd.DataFrame([place_row(name=HOSTILE)]), looks, "outlet")
    assert "<img" not in legend + place_counts_html(counts, looks)
    assert "&lt;img" in legend


def test_the_browser_script_never_sets_markup() -> None:
    scripts = "".join(path.read_text() for path in BASEMAP_FOLDER.glob("*.js"))
    assert "textContent" in scripts
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", scripts)


def test_every_file_comes_from_this_machine() -> None:
    page = rendered([place_row()])
    addresses = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", page)
    assert sorted(addresses) == sorted(address for _, address in (*SCRIPTS, *STYLES))
    assert "//" not in "".join(addresses)
    assert not re.search(r"https?:", page)


def test_the_files_the_map_asks_for_are_served() -> None:
    for _, address in (*SCRIPTS, *STYLES):
        mount, name = address.removeprefix("../..").rsplit("/", 1)
        assert (mounted_folders()[mount] / name).is_file()


def test_a_region_has_no_point_and_the_chosen_place_is_marked() -> None:
    found = features(rendered([place_row(1), place_row(2, "Middle East", "region")], chosen="p1"))
    assert [(f["properties"]["place"], f["properties"]["chosen"]) for f in found] == [("p1", True)]


def test_role_shares_add_up_over_outlets() -> None:
    parts = [{"outlet": o, "outlet_name": o, "role": "literal", "mentions": 2} for o in ("a", "b")]
    layer = place_layer(pd.DataFrame([place_row(parts=parts)]), ROLE_LOOKS, "role")
    base = place_map()
    layer.add_to(base)
    (place,) = features(base.get_root().render())
    assert [share["count"] for share in place["properties"]["parts"]] == [4]


def test_two_thousand_places_are_one_layer() -> None:
    rows = [place_row(n, f"Place {n}", lat=n % 80, lon=n % 170) for n in range(2000)]
    page = rendered(rows)
    assert len(features(page)) == len(rows)
    assert len(brought(page)) == 2


def test_area_goes_with_mentions() -> None:
    assert radius(40, 100) ** 2 == pytest.approx(4 * radius(10, 100) ** 2, rel=0.01)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([("country", 60.0, 90.0, 9)], [[60.0, 90.0], [60.0, 90.0]]),
        # a country much named does not move the view away from the towns
        ([("country", 60.0, 90.0, 99), ("city", 36.0, 36.6, 1)], [[36.0, 36.6], [36.0, 36.6]]),
        # one far mention does not shrink the story to a dot
        ([("city", 36.0, 36.6, 6), ("city", 36.2, 37.1, 3), ("city", 4.6, -74.1, 1)], [[36.0, 36.6], [36.2, 37.1]]),
        # across the date line from either side: Suva and Apia, Adak and Petropavlovsk, Nome and Provideniya
        ([("city", -18.1, 178.4, 2), ("city", -13.8, -171.8, 1)], [[-18.1, 178.4], [-13.8, 188.2]]),
        ([("city", 51.9, -176.6, 2), ("city", 53.0, 158.7, 1)], [[51.9, -201.3], [53.0, -176.6]]),
        ([("city", 64.5, -165.4, 1), ("city", 64.4, -173.2, 1)], [[64.4, -173.2], [64.5, -165.4]]),
        # and across an ocean, where that is the nearer way
        ([("city", 21.3, -157.9, 2), ("city", 35.7, 139.7, 1)], [[21.3, -220.3], [35.7, -157.9]]),
    ],
)
def test_opening_view(rows: list[tuple[str, float, float, int]], expected: list[list[float]] | None) -> None:
    found = opening_bounds(pd.DataFrame(rows, columns=["precision", "lat", "lon", "mentions"]))
    assert found == (expected and [pytest.approx(corner) for corner in expected])


DATE_LINE = [
    [("Suva", -18.1, 178.4), ("Apia", -13.8, -171.8)],
    [("Adak", 51.9, -176.6), ("Petropavlovsk", 53.0, 158.7)],
    [("Nome", 64.5, -165.4), ("Provideniya", 64.4, -173.2), ("Anadyr", 64.7, 177.5)],
    [("Honolulu", 21.3, -157.9), ("Majuro", 7.1, 171.2)],
]


@pytest.mark.parametrize("towns", DATE_LINE, ids=lambda towns: towns[0][0])
@pytest.mark.parametrize("turn", [0, 1])
def test_drawings_show_places_across_the_date_line_side_by_side(towns: list[Any], turn: int) -> None:
    """Whichever of them comes first: the figure holds them all, on more than water."""
    rows = [place_row(n, name, lat=lat, lon=lon) for n, (name, lat, lon) in enumerate(towns[turn:] + towns[:turn])]
    frame = pd.DataFrame(rows)
    drawn = place_map_svg(frame, Shown(LOOKS, ROLES), ())
    assert drawn.count('class="place"') == len(towns)
    assert drawn.count('class="land"') > 0


def test_lines_are_drawn_and_called_schematic() -> None:
    drawn, _ = brought(rendered([place_row()]))
    assert "M5, schematic" in [road["name"] for road in drawn["roads"]]
    assert brought(place_map().get_root().render())[0]["roads"] == []


def test_tiles_replace_the_outlines_only_where_set() -> None:
    address = "https://tiles.example/{z}/{x}/{y}.png"
    assert brought(place_map(tiles=address).get_root().render())[0]["tiles"] == address
    assert brought(place_map().get_root().render())[0]["tiles"] is None


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('id = "a"\nname = "A"\nagreement = "x"\nwhy = ""\npoints = [["P", 91, 0], ["Q", 1, 1]]', "in degrees"),
        ('id = "a"\nname = "A"\nagreement = "x"\nwhy = ""\npoints = [["P", 1, 0]]', "two points"),
        ('id = "a"\nname = "A"\nwhy = ""\npoints = []', "agreement"),
    ],
)
def test_a_broken_line_is_refused_with_its_name(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "lines.toml"
    path.write_text(f"[[line]]\n{row}\n")
    with pytest.raises(CodebookError, match=f"lines.toml, a: .*{complaint}"):
        load_lines(path)


def test_the_map_in_words_says_how_many_places_it_does_not_name() -> None:
    places = pd.DataFrame({"label": [f"p{number}" for number in range(10)], "mentions": range(10, 0, -1)})
    assert summary(places).startswith("10 places, by mentions: p0 10, p1 9")
    assert summary(places).endswith("p7 3 and 2 more")


def test_every_role_has_a_word_for_its_column() -> None:
    outlet, *roles = OUTLETS_OF.labels
    assert (outlet, roles) == ("outlet_name", [*ROLES, "headlines"])
    assert len(set(OUTLETS_OF.labels.values())) == len(OUTLETS_OF.labels)
