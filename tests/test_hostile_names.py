"""Names that mean something to a template, a spreadsheet, a calendar or a path are data in every file that leaves."""

import csv
import io
import json
import re
import tomllib
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import folium
import pandas as pd
import pytest
import streamlit as st
from icalendar import Calendar
from lxml import etree, html
from streamlit_folium import _get_feature_group_string, _get_header, _get_map_string

from lib.codebooks.lines import Line, Waypoint
from lib.exports.jsonl import jsonl_lines
from lib.exports.view import View
from lib.models import ROLES, Filters
from lib.queries.contract import annotated_articles
from lib.queries.map import places
from lib.queries.search import example_queries, open_search
from lib.store import decisions_toml, load_decisions, open_version, parse_decisions
from lib.ui.kit import files as kit_files
from lib.views.kit.bars import count_figure
from lib.views.kit.looks import Looks
from lib.views.kit.text import inline, plain
from lib.views.map.place_map import place_layer, place_map
from tests.conftest import Store, make_document, mention_of, sentences_of
from tests.hostile import NAMES, SHORT, hostile_article, save_hostile
from tests.opened import open_link
from tests.test_dossier import written as dossier_of

KEPT = tuple(f"Outlet: {name}" for name in SHORT.values())
VIEW = View("Map", KEPT, "3", "http://desk/map", datetime(2026, 1, 2, tzinfo=UTC))
PAGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("brief", {}),
    ("entities", {"chosen": "person-8", "open": "entities by mentions"}),
    ("map", {"place": "p23"}),
    ("sources", {"section": "facts", "open": "facts"}),
    ("sources", {"section": "labels", "open": ["labels", "unlisted"]}),
    ("sources", {"section": "names", "open": ["grid", "differences"], "row": f"outlets:{NAMES['long word']}"}),
    ("sources", {"section": "quotes", "open": "speakers by outlet", "outlet": list(NAMES.values())}),
    ("sources", {"section": "reuse", "open": ["reuse", "credits"]}),
    ("agreement", {"open": ["days", "commitments", "log"]}),
    ("search", {"q": "army", "open": "search lines"}),
    ("search", {"q": '</script> {{ "x', "entity": list(NAMES.values())}),
    ("article", {"document": "d8", "open": ["marks", "cleaning"]}),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_hostile(tmp_path_factory.mktemp("hostile") / "data")


@pytest.fixture(scope="module")
def store(folder: Path) -> duckdb.DuckDBPyConnection:
    return open_version(folder / "table")


@pytest.fixture(scope="module")
def files(folder: Path, no_seeds: Path) -> Iterator[dict[str, bytes]]:
    """Every file that the pages offer, by the name under which it is saved."""
    offered: dict[str, bytes | Callable[[], bytes]] = {}
    real = st.download_button

    def recorded(label: str, data: Any, **options: Any) -> Any:
        offered[options["file_name"]] = data
        return real(label, data, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "download_button", recorded)
        patch.setenv("ACCORD_DESK_DATA", str(folder))
        patch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
        patch.setenv("ACCORD_DESK_EDITABLE", "1")
        made = {}
        for page, opened in PAGES:
            offered.clear()
            at = open_link(page, **opened)
            assert not at.exception, page
            made |= {name: data() if callable(data) else data for name, data in offered.items()}
        yield made


def of_kind(files: dict[str, bytes], ending: str) -> list[bytes]:
    found = [content for name, content in files.items() if name.endswith(ending)]
    assert found, ending
    return found


def test_a_file_has_a_name_that_any_machine_takes(files: dict[str, bytes]) -> None:
    assert len(files) > 40
    assert not [name for name in files if not re.fullmatch(r"accord-desk-[\w-]{1,80}\.[a-z]+", name)]
    assert kit_files.file_name("../../\r\nX: y.csv") == "accord-desk-x-y.csv"
    assert kit_files.file_name(f"{NAMES['long word']}.csv") == f"accord-desk-{'w' * 80}.csv"
    assert kit_files.file_name("{#.csv") == "accord-desk-rows.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_of_a_csv_is_a_formula_however_it_is_parted(separator: str, files: dict[str, bytes]) -> None:
    for content in of_kind(files, ".csv"):
        text = content.decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text) if separator == "," else text.split("\n"), delimiter=separator)
        cells = [cell.strip(' "\u2068\u200b') for row in rows for cell in row]
        assert not [one for one in cells if one.startswith(("=", "+", "@")) or re.match(r"-\D", one)]


def test_no_cell_of_a_workbook_is_more_than_text(files: dict[str, bytes]) -> None:
    told = set()
    for content in of_kind(files, ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for part in book.namelist():
                assert not part.endswith(".rels") or b"http://evil" not in book.read(part)
                assert part.endswith(".rels") or etree.fromstring(book.read(part)).find(".//{*}f") is None
        for sheet in pd.read_excel(io.BytesIO(content), None, header=None, dtype=object).values():
            told |= {cell for column in sheet for cell in sheet[column] if isinstance(cell, str)}
    assert {SHORT["at"], SHORT["formula"], SHORT["later formula"]} <= told


def test_a_calendar_has_its_own_events_and_no_others(files: dict[str, bytes]) -> None:
    (content,) = of_kind(files, ".ics")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len(events) == lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT")
    said = " ".join(str(event["description"]) for event in events)
    assert SHORT["calendar"] in said
    assert SHORT["template"] in said


def test_drawn_maps_hold_text_alone(files: dict[str, bytes]) -> None:
    (drawn,) = of_kind(files, ".svg")
    root = etree.fromstring(drawn)
    assert {etree.QName(one).localname for one in root.iter(etree.Element)} <= {
        "svg", "title", "desc", "defs", "clipPath", "g", "rect", "path", "circle", "text", "tspan", "line", "style",
        "pattern",
    }  # fmt: skip
    assert SHORT["script"] in "".join(root.itertext())
    (points,) = of_kind(files, ".geojson")
    assert {SHORT["script"], SHORT["two lines"]} <= {
        one["properties"]["name"] for one in json.loads(points)["features"]
    }


def test_decisions_come_back_as_they_were(folder: Path, files: dict[str, bytes]) -> None:
    saved = load_decisions(folder / "decisions")
    assert parse_decisions(decisions_toml(saved), "decisions.toml") == saved
    for content in of_kind(files, ".toml"):
        told = tomllib.loads(content.decode())
        assert told.get("decision") or told["clause"]  # of an agreement


def test_json_lines_hold_every_name_as_it_is(store: duckdb.DuckDBPyConnection) -> None:
    lines = b"".join(jsonl_lines(annotated_articles(store, Filters()), VIEW)).split(b"\n")[:-1]
    records = [json.loads(line) for line in lines]
    assert {record["outlet"] for record in records} == set(NAMES.values())


def test_a_dossier_is_text_alone(make_store: Store) -> None:
    kinds = ("template", "script", "element", "chart markup", "right to left")
    store = make_store(*(hostile_article(number, SHORT[kind]) for number, kind in enumerate(kinds)))
    page = html.document_fromstring(dossier_of(store, Filters(), VIEW.filters))
    assert not page.xpath(
        "//script | //img[not(starts-with(@src, 'data:'))] | //iframe | //@*[starts-with(name(), 'on')]"
    )
    assert not [link for link in page.xpath("//@href") if not link.startswith(("#", "http://desk/"))]
    text = " ".join(page.text_content().split())
    names = (inline(SHORT[kind]).strip("\u2068\u2069") for kind in kinds)
    assert not [name for name in names if name not in text]


def test_nothing_of_a_map_is_read_as_a_template(store: duckdb.DuckDBPyConnection) -> None:
    """All that streamlit-folium hands to the browser, as it makes it."""
    found = places(store, Filters(), ROLES)
    looks = Looks({}, {}, {})
    lines = [Line("l", name, "x", "", (Waypoint("a", 1, 1), Waypoint("b", 2, 2))) for name in SHORT.values()]
    base = place_map(lines, "https://tiles.example/{z}/{x}/{y}.png?{{9**9}}")
    base.get_root().render()
    parts = [_get_header(base), _get_map_string(base), _get_feature_group_string(place_layer(found, looks), base)]
    script = "".join(parts)
    data = [json.loads(b64decode(one)) for one in re.findall(r'atob\("([A-Za-z0-9+/=]*)"\)', script)]
    brought = set(_strings(data))
    assert {inline(f"{name} (city)") for name in SHORT.values()} <= brought
    assert {f"{name}, schematic" for name in SHORT.values()} <= brought
    rest = re.sub(r'atob\("[^"]*"\)', "", script)
    assert not [text for text in brought if re.search(r"[^\w ]{2}", text) and text in rest]
    assert not re.search(r"\{\{|\{%|\{#|9\*\*9", rest)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def test_only_one_element_brings_data_to_the_map() -> None:
    """Whoever draws with folium's own layers, popups or tooltips would hand names to a template."""
    sources = "".join(path.read_text(encoding="utf-8") for path in Path("lib").rglob("*.py"))
    assert set(re.findall(r"\bfolium\.([A-Z]\w+)", sources)) == {"Map", "FeatureGroup"}
    assert isinstance(place_map(), folium.Map)


@pytest.mark.parametrize("name", [name for name in NAMES.values() if name.strip()])
def test_a_chart_shows_a_name_as_letters(name: str) -> None:
    counts = pd.DataFrame({"key": ["k"], "name": [name], "outlet": ["o"], "mentions": [1], "total": [1]})
    figure = count_figure(counts, "key", Looks({"o": name}, {}, {}))
    for label in (figure.layout.yaxis.ticktext[0], figure.data[0].name):
        assert set(re.findall(r"<[^>]*>", label)) <= {"<br>"}
        assert len(label) <= 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://evil.example/x or www.evil.example", ("https://", "www.")),
        ("write to a.b@evil.example", ("b@evil",)),
        ("HTTP://EVIL.EXAMPLE", ("HTTP://",)),
    ],
)
def test_no_address_becomes_a_link(text: str, shown: tuple[str, ...]) -> None:
    """What looks for addresses reads the text as it is once its escapes are taken off."""
    read = plain(text).replace("\\", "")
    assert read.replace("\u2060", "") == text
    assert not [address for address in shown if address in read]


@pytest.mark.parametrize("kind", NAMES)
def test_the_search_page_has_examples_for_any_name(kind: str, make_store: Store) -> None:
    """An outlet's and an entity's name can be no query, or too long a one."""
    made = make_store(hostile_article(0, NAMES[kind]))
    assert all(count for _, _, count in example_queries(made, open_search(made), Filters()))


def test_a_very_long_outlet_leaves_the_other_examples(make_store: Store) -> None:
    text = "Putin met Erdogan."
    said = sentences_of(text, text)
    mentions = (mention_of(text, "Putin", "putin"), mention_of(text, "Erdogan", "erdogan"))
    annotated = hostile_article(0, "x")[1].__class__(sentences=said, mentions=mentions)
    made = make_store((make_document("one", text, "N" * 1000, published=date(2018, 9, 1)), annotated))
    found = [query for query, _, _ in example_queries(made, open_search(made), Filters())]
    assert found
    assert not [query for query in found if "outlet:" in query]
