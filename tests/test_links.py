"""What stands in the link, and that it holds: widgets, filters offered, data versions, articles annotated again."""

import ast
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Filters
from lib.queries.corpus import entities
from lib.queries.map import place_entities, places
from lib.store import open_version, save
from tests.browser.options import VIEWS
from tests.conftest import file_row, make_document

ROOT = Path(__file__).resolve().parent.parent
Opened = Callable[..., AppTest]

# What a reader can set, by Streamlit's name; those of a form decide nothing before its button is clicked.
WIDGETS = {
    "checkbox", "date_input", "dataframe", "expander", "file_uploader", "multiselect", "number_input", "pagination",
    "pills", "plotly_chart", "popover", "radio", "segmented_control", "select_slider", "selectbox", "slider", "tabs",
    "text_area", "text_input", "time_input", "toggle",
}  # fmt: skip

# The files that draw widgets, and what keeps them in the link; others make a view only of what these draw.
KEPT = {
    "clauses.py": "as_of", "article.py": "document, read, show, follow", "links.py": "the key that it is given",
    "filters.py": "the filters, more", "kept.py": "open, page", "map.py": "role",
    "listed.py": "find", "reuse.py": "first, second", "search.py": "q", "tables.py": "row, and what a choice opens",
}  # fmt: skip
NO_VIEW = {
    "adding.py": "a form that adds an agreement", "keeping.py": "a form that corrects one",
    "add_articles.py": "a form that adds articles", "articles.py": "a form that decides",
    "forms.py": "a form that decides", "files.py": "files of what the view shows",
    "decisions.py": "a form that decides", "export.py": "what a file is to hold",
    "implementation.py": "a form that decides", "page.py": "the link itself",
    "navigation.py": "leads to another page", "spans.py": "a form that decides",
}  # fmt: skip


def _drawn() -> Iterator[tuple[str, str]]:
    """Every file that draws a widget of Streamlit's own, and which."""
    for path in [*ROOT.glob("lib/ui/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "lib" / "main.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WIDGETS:
                yield path.name, node.func.attr


def test_every_widget_stands_in_the_link_or_is_no_part_of_a_view() -> None:
    unsaid = {(file, widget) for file, widget in _drawn() if file not in KEPT and file not in NO_VIEW}
    assert not unsaid, "say in KEPT what keeps it in the link, and show it in tests/browser/options.py"


@pytest.mark.parametrize(
    "parameter",
    ["open", "shut", "page", "row", "role", "not", "article", "show", "read", "follow", "q", "offer", "area", "more"],
)
def test_every_parameter_is_walked_in_a_browser(parameter: str) -> None:
    assert any(f"{parameter}=" in view for view in VIEWS.values())


def _button(at: AppTest, label: str, nth: int = 0) -> Any:
    return [button for button in at.button if button.label.replace("\\", "") == label][nth]


def test_an_entity_is_kept_alone_or_left_out_by_a_click(open_on_seeds: Opened) -> None:
    at = open_on_seeds("entities", chosen="russia")
    _button(at, "Leave out").click().run()
    assert at.query_params["not"] == "russia"
    assert _button(at, "Not: Russia")
    at = open_on_seeds("entities", chosen="russia", **{"not": "russia", "entity": "russia"})
    assert not at.exception
    at = open_on_seeds("entities", chosen="idlib", **{"not": "idlib"})
    assert at.session_state["filters"] == Filters(without=("idlib",))
    _button(at, "Not: Idlib").click().run()
    assert "not" not in at.query_params


def test_an_outlet_of_a_legend_is_offered_and_left_out(open_on_seeds: Opened) -> None:
    at = open_on_seeds("brief", offer="alwaght")
    _button(at, "Leave out").click().run()
    assert at.session_state["filters"].outlets == ("unknown:000_425b2209d8d733d6", "ya-libnan")
    _button(at, "Close").click().run()
    assert "offer" not in at.query_params


def test_a_legend_may_offer_what_the_page_offers_too(open_on_seeds: Opened) -> None:
    at = open_on_seeds("sources", section="names", row="outlets:ya-libnan", offer="ya-libnan")
    assert not at.exception
    assert len([button for button in at.button if button.label == "Keep only"]) == 2


def test_the_map_s_roles_are_the_filter(open_on_seeds: Opened) -> None:
    at = open_on_seeds("map", role=["associative", "literal"])
    assert at.session_state["filters"].roles == ("literal", "associative")
    roles = next(group for group in at.button_group if group.key == "map roles")
    roles.set_value(["demonym"]).run()
    assert at.query_params["role"] == "demonym"
    next(group for group in at.button_group if group.key == "map roles").set_value(["literal"]).run()
    assert "role" not in at.query_params


def test_a_place_is_offered_by_the_entities_that_its_names_mean(seed_connection: Any) -> None:
    place = places(seed_connection, Filters()).iloc[0]
    assert place_entities(seed_connection, place["place"])[0] == "idlib"
    assert set(place_entities(seed_connection, place["place"])) <= set(entities(seed_connection)["entity"])


@pytest.mark.parametrize(
    "query",
    [
        {"open": ["nothing", ""], "page": ["", "entity/idlib:", "entity/idlib:0", "entity/idlib:99", "x:²"]},
        {"row": ["all names:0", "all names:9999", "all names:x", ":", "all names"]},
        {"offer": "nobody", "not": "nobody", "role": "king", "article": "none"},
        {"was": "soon", "data": "1.x"},
    ],
)
def test_odd_values_in_the_link_draw(open_on_seeds: Opened, query: dict[str, Any]) -> None:
    at = open_on_seeds("entities", **query)
    assert not at.exception
    assert at.title


def test_what_the_page_drops_is_said_at_once(open_on_seeds: Opened) -> None:
    at = open_on_seeds("map", place="nowhere")
    assert "place nowhere" in at.warning[0].value


def test_older_data_says_so_and_the_newest_leads_back(
    open_on_seeds: Opened, seed_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("newer")
    shutil.copytree(seed_store, folder / "table")
    save(folder / "table", [file_row(make_document("new", "Talks began in Geneva."))])
    at = open_on_seeds("entities", folder=folder, data="0", chosen="idlib", count="rate")
    assert "This link shows data version 0; version 1 is newer." in [one.value.replace("\\", "") for one in at.caption]
    _button(at, "Show the newest").click().run()
    assert "4 articles" in at.caption[0].value
    assert (at.query_params["chosen"], at.query_params["count"], at.query_params["was"]) == ("idlib", "rate", "0")
    _button(at, "Back to version 0").click().run()
    assert (at.query_params["data"], "was" in at.query_params) == ("0", False)
    at = open_on_seeds("entities", folder=folder, data="7")
    assert "data version 7, which is not stored here" in at.warning[0].value.replace("\\", "")
    assert "data version 1" in at.caption[0].value


def test_ids_in_links_hold_when_the_articles_are_annotated_again(seed_store: Path, tools: Any, tmp_path: Path) -> None:
    """Articles, outlets, entities, places, clauses and where things stand go by the text, not by the run."""
    from lib.annotate import annotate_all  # noqa: PLC0415
    from lib.refresh import Engine, refresh  # noqa: PLC0415
    from lib.settings import load_settings  # noqa: PLC0415

    settings = load_settings({})
    store = Path(shutil.copytree(seed_store, tmp_path / "table"))
    before = open_version(store)
    engine = Engine("another version", lambda documents: annotate_all(documents, tools))
    report = refresh([settings.seeds], store, settings, engine=engine)
    assert report.changed == 3
    after = open_version(store)
    for ids in (
        "SELECT document, outlet FROM documents ORDER BY ALL",
        'SELECT document, start, "end", entity FROM mentions ORDER BY ALL',
        "SELECT document, start, place FROM toponyms ORDER BY ALL",
        "SELECT document, start, clause FROM commitments ORDER BY ALL",
        "SELECT document, sentence, start FROM sentences ORDER BY ALL",
    ):
        assert before.execute(ids).fetchall() == after.execute(ids).fetchall()


def test_what_goes_along_is_put_back_where_the_navigation_empties_the_link(open_on_seeds: Opened) -> None:
    """Filters, the as-of date and the data version; not what belongs to the page that was left."""
    asked = {"outlet": "alwaght", "as_of": "2018-10-01", "more": "open", "data": "0"}
    at = open_on_seeds("entities", chosen="idlib", **asked)
    for page in ("map", "sources"):
        at.query_params.clear()
        at.switch_page(f"../pages/{page}.py").run()
        assert not at.exception
        assert {key: at.query_params[key] for key in asked} == asked
        assert "chosen" not in at.query_params
    assert at.session_state["filters"] == Filters(outlets=("alwaght",))


def test_what_was_taken_off_is_not_put_back(open_on_seeds: Opened) -> None:
    at = open_on_seeds("entities", outlet="alwaght", entity="idlib")
    _button(at, "Outlet: Alwaght").click().run()
    at.query_params.clear()
    at.switch_page("../pages/brief.py").run()
    assert (at.query_params["entity"], "outlet" in at.query_params) == ("idlib", False)


def test_a_link_that_says_fewer_filters_is_followed_on_another_page_too(open_on_seeds: Opened) -> None:
    """As Back leads to: what it does not say is not in force."""
    at = open_on_seeds("entities", outlet="alwaght")
    at.query_params.clear()
    at.query_params["as_of"] = "2018-10-01"
    at.switch_page("../pages/brief.py").run()
    assert at.session_state["filters"] == Filters()
