"""Outlets: what the codebook says of them, what analysts say, and how filters and lists count with it."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.codebooks.outlets import load_outlets
from lib.errors import CodebookError, DecisionError
from lib.ingest.given import web_address
from lib.models import Annotations, Decision, Filters, Subject
from lib.queries.filters import filter_of
from lib.queries.library.outlets import OUTLETS, described_outlets
from lib.queries.selection import corpus_facts
from lib.store import open_version
from lib.text.slug import slug
from lib.views.kit.looks import Looks
from lib.views.library import outlets_html
from tests.conftest import make_document, save_in
from tests.decided import decided


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four outlets, two of them in the codebook, one unknown."""
    folder = tmp_path_factory.mktemp("outlets")
    outlets = {"tass": "TASS", "sample": "Sample <b>Times</b>", "ft": "Financial Times", "bare": None}
    rows = [(make_document(name, f"They met {name}.", outlet), Annotations()) for name, outlet in outlets.items()]
    save_in(folder, *rows)
    return folder


def opened(folder: Path, *decisions: Decision) -> duckdb.DuckDBPyConnection:
    """The store with some decisions."""
    return open_version(folder / "table", None, decisions)


def corrected(field: Any, value: str | None, outlet: str = "sample-<b>times</b>") -> Decision:
    """A correction of one particular of an outlet."""
    return decided("correct", Subject("outlet", outlet, name="Sample"), value, field=field)


def test_what_ships_is_sound() -> None:
    for name, outlet in load_outlets().items():
        assert slug(name) == name
        assert web_address(outlet.source)
        assert outlet.country is None or (outlet.country.isupper() and len(outlet.country) == 2)
        assert outlet.language is None or (outlet.language.islower() and len(outlet.language) == 2)


@pytest.mark.parametrize(
    "row",
    ['id = "a"\nname = "A"', 'id = "a"\nname = "A"\nsource = "x"\nstate = "yes"',
     'id = "a"\nname = "A"\nsource = "x"\nx = 1',
     'id = "a"\nname = "A"\nsource = "x"\n[[outlet]]\nid = "b"\nname = "B"\nsource = "x"\naliases = ["a"]'],
)  # fmt: skip
def test_a_faulty_row_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "outlets.toml").write_text(f"[[outlet]]\n{row}\n")
    with pytest.raises(CodebookError, match=r"outlets\.toml"):
        load_outlets(tmp_path / "outlets.toml")


def test_what_is_known_is_told_and_what_is_not_stays_unknown(folder: Path) -> None:
    rows = described_outlets(opened(folder), Filters()).set_index("outlet")
    assert rows.loc["tass", ["country_name", "state", "agency"]].tolist() == ["Russia", "yes", "yes"]
    assert rows.loc["financial-times", ["state", "agency"]].tolist() == ["no", "no"]
    assert rows.loc["sample-<b>times</b>", ["country", "owner", "state", "agency"]].isna().all()
    assert list(OUTLETS.told(rows.reset_index()))[:2] == ["Outlet", "Country"]


def test_an_analyst_says_what_an_outlet_is(folder: Path) -> None:
    said = [corrected("state", "yes"), corrected("country", "SY"), corrected("name", "The Sample"),
            corrected("agency", None, "tass"), corrected("owner", "Nobody", "gone")]  # fmt: skip
    connection = opened(folder, *said)
    rows = described_outlets(connection, Filters()).set_index("outlet")
    own = rows.loc["sample-<b>times</b>"]
    assert own[["name", "country_name", "state"]].tolist() == ["The Sample", "Syria", "yes"]
    assert "state corrected to yes by Nadia" in own["decided"]
    assert rows["agency"].isna()["tass"]
    assert connection.execute("SELECT state FROM decisions ORDER BY number").fetchall()[-1] == ("no longer applies",)
    assert connection.execute("SELECT outlet_name FROM documents WHERE document = 'sample'").fetchall() == [
        ("The Sample",)
    ]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"outlet_countries": ("RU",)}, 1), ({"outlet_countries": ("RU", "GB")}, 2), ({"outlet_kinds": ("state",)}, 1),
        ({"outlet_kinds": ("not-state",)}, 1), ({"outlet_kinds": ("state-unknown",)}, 2),
        ({"outlet_kinds": ("agency", "not-state")}, 2),
    ],
)  # fmt: skip
def test_outlets_are_kept_by_what_they_are(folder: Path, filters: dict[str, Any], kept: int) -> None:
    assert corpus_facts(opened(folder), Filters.of(filters)).articles == kept


def test_countries_to_choose_from_are_those_known(folder: Path) -> None:
    choices: Any = filter_of("country").choices
    assert choices(opened(folder)) == {"GB": "United Kingdom", "RU": "Russia"}


@pytest.mark.parametrize(
    ("field", "value"), [("state", "perhaps"), ("country", "Syria"), ("date", "2018-09-17"), ("name", "")]
)
def test_what_no_outlet_can_be_is_refused(field: str, value: str) -> None:
    with pytest.raises(DecisionError):
        corrected(field, value)


def test_a_card_escapes_and_says_what_is_not_known(folder: Path) -> None:
    rows = described_outlets(opened(folder), Filters())
    html = outlets_html(rows, Looks(dict(zip(rows["outlet"], rows["name"], strict=True)), {}, {}))
    assert html.count('class="card"') == 4
    assert "<b>Times</b>" not in html
    assert "<dt>Owner</dt><dd>not known</dd>" in html
    assert 'href="https://tass.com/about-us"' in html
