"""Every table on every page, under many filters: the files hold the rows that are shown, and say which view."""

import ast
import io
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from lxml import html

from lib.exports.cells import harmless, writable
from lib.exports.csv import VIEW_COLUMNS
from lib.models import Subject
from lib.queries.filters import all_filters
from lib.store import new_decision, save, save_decision
from lib.ui.kit import files as kit_files
from lib.views.article import layers
from tests.conftest import file_row
from tests.drawn import AGAIN, ALONE, EXCUSED, SCREEN, TAKEN, calls, made_html, used_views
from tests.listings import LISTINGS

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"outlet": "alwaght"},
    {"entity": "idlib", "kind": "PLACE"},
    {"kind": ["PERSON", "ORG"], "outlet": "ya-libnan"},
    {"not": "russia"},
    {"role": ["associative", "demonym"]},
    {"until": "2018-09-16"},
    {"since": "2018-09-17", "until": "2018-09-17"},
    {"outlet": ["alwaght", "ya-libnan"], "kind": "PERSON", "entity": "vladimir-putin"},
    {"outlet": "alwaght", "entity": "turkey", "not": "idlib"},
    {"outlet": "alwaght", "kind": "ORG", "until": "1950-01-01"},
)
UNFILTERED = {"methods", "corrections"}  # pages that say the same whatever the filters
# Everything that opens is open, so that no table is left out; and the tables that some of the filters leave.
PAGES: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "brief": ("brief", {"open": ["finding:next", "over time"]}, {"over time table"}),
    "entities": (
        "entities",
        {"chosen": "hayat-tahrir-al-sham", "open": "entities by mentions"},
        {"entities by mentions table", "all names"},
    ),
    "map": ("map", {}, {"places", "unresolved places", "regions"}),
    "place": ("map", {"place": "geonames:491422"}, set()),
    "facts": ("sources", {"section": "facts", "open": "facts"}, {"facts by outlet"}),
    "labels": (
        "sources",
        {"section": "labels", "open": ["labels", "unlisted", "label shares"]},
        {"labels by outlet", "unlisted labels", "label shares table"},
    ),
    "names": (
        "sources",
        {"section": "names", "open": ["grid", "differences"], "row": "outlets:alwaght"},
        {"differences table", "names by outlet", "outlets"},
    ),
    "quotes": (
        "quotes",
        {"open": ["speakers", "utterances", "speakers by outlet"], "wording": "other"},
        {"utterances", "speakers by outlet", "quoted words", "speakers table"},
    ),
    "reuse": ("sources", {"section": "reuse", "open": ["reuse", "credits"]}, {"shared passages", "credits"}),
    "words": ("sources", {"section": "words", "open": "distinctive"}, {"distinctive words"}),
    "agreement": (
        "agreement",
        {
            "open": ["days", "commitments", "log", "pictures", "reports over time"],
            "ledger": "sochi-2018/heavy-weapons",
        },
        {"days table", "commitments", "ledger"},
    ),
    "search": ("search", {"q": "Idlib", "open": "search lines"}, {"search lines"}),
    "search sentences": ("search", {"q": "Idlib", "view": "sentences"}, set()),
    "search outlets": (
        "search",
        {"q": "Idlib", "view": "outlets", "open": "search by outlet"},
        {"search by outlet table"},
    ),
    "search parts": ("search", {"q": "Idlib zebra"}, set()),
    "articles": ("articles", {}, {"library"}),
    "article": ("article", {"open": ["marks", "cleaning"]}, {"highlights"}),
    "corrections": ("corrections", {}, set()),
    "methods": ("methods", {"open": "quality of places"}, {"quality of places table"}),
}
# Tables that this file's pages cannot show, and where they are tested.
NONE_HERE = {
    "reuse.sources_html": "test_lists.py: no two outlets of the seeds count as one source",
    "decisions.changed_html": "test_changed_agreements.py: no agreement of the seeds is kept",
}
ELSEWHERE = {
    "implementation log": "test_implementation_page.py",
    "references": "test_references.py",
    "versions": "test_library_page.py",
    "copies": "test_library_page.py",
    "described outlets": "test_outlets.py",
    "clauses of the text": "test_ledger_page.py",
    "scores": "test_ledger_page.py",
    "duties": "test_ledger_page.py",
    "reports of a clause": "test_ledger_page.py",
    "changes of agreements": "test_changed_agreements.py",
}
# Lists that are more than what is drawn: the sentences are held to those drawn, whichever list they are in.
BESIDE = {
    "sentences",
    "findings sentences",
    "clauses sentences",
    "facts sentences",
    "differing sentences",
    "marks",
    "figures",
    "peoples",
}

# Tables that are forms: of an agreement that leaves as TOML and JSON, and of articles that are not there yet.
FORMS = {"keeping.py": {"st.data_editor"}, "add_articles.py": {"st.data_editor"}}

# What is highlighted in an article at first.
NAMES = {"Person", "Organisation", "Group", "Place", "People’s name"}

Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    """The frames that are drawn as tables, by key, as they come."""
    frames: dict[str, pd.DataFrame] = {}
    drawn = st.dataframe

    def recorded(frame: pd.DataFrame, **options: Any) -> Any:
        # A list of which several rows can be selected is drawn under another key where it has other rows.
        frames["library" if options["key"].startswith("library ") else options["key"]] = frame
        return drawn(frame, **options)

    monkeypatch.setattr(st, "dataframe", recorded)
    return frames


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What makes each file that is offered, by its name."""
    files: Files = {}
    real = kit_files.offer_file

    def recorded(label: str, make: Callable[[], bytes], mime: str, *, name: str) -> None:
        files[name] = make
        real(label, make, mime, name=name)

    monkeypatch.setattr(kit_files, "offer_file", recorded)
    return files


@pytest.fixture(scope="module")
def folder(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the seeds with a decision and a file that could not be read."""
    data = tmp_path_factory.mktemp("decided")
    shutil.copytree(seed_store, data / "table")
    save(data / "table", [file_row(None, path="refused.txt", problem="=not text")])
    subject = Subject("entity", "hezbollah", name="Hezbollah")
    when = datetime(2026, 1, 2, tzinfo=UTC)
    save_decision(data / "decisions", new_decision(when, "Nadia", "=said so", "rename", subject, "the party"))
    return data


@pytest.mark.parametrize("page", PAGES)
def test_rows_exported_are_the_rows_shown(
    page: str, open_on_seeds: Any, folder: Path, shown: dict[str, pd.DataFrame], offered: Files, monkeypatch: Any
) -> None:
    path, opened, tables = PAGES[page]
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    at = open_on_seeds(path, folder, **opened)
    seen: set[str] = set()
    drawn = {name: one for some in (TAKEN, AGAIN) for name, one in some.items() if one.page == page}
    found = dict.fromkeys(drawn, 0)
    for filters in FILTERS[: 1 if page in UNFILTERED else None]:
        if filters:  # without any it has just been drawn
            shown.clear()
            offered.clear()
            for one in all_filters():
                at.query_params.pop(one.key, None)
            at.query_params.update({**filters, **opened})
            at.run()
        assert not at.exception, filters
        assert at.title, "nothing was drawn at all"
        assert "data version" in at.caption[0].value
        made = {name: make() for name, make in offered.items()}
        assert all(made.values())
        files = {name: _read_csv(content) for name, content in made.items() if name.endswith(".csv")}
        for key, frame in shown.items():
            _same_rows(frame, key, files, made)
        for name, one in drawn.items():
            held = sum(len(rows) for file, rows in files.items() if file.startswith(one.files))
            assert len(_drawn(at, one.rows)) == held, (name, filters)
            found[name] += held
        told = {_plain(text) for rows in files.values() for text in rows.get("Sentence", ())}
        assert {_plain(one.text_content()) for one in _drawn(at, "//ol[@class='evidence']//blockquote")} <= told
        seen |= shown.keys()
    assert tables <= seen
    assert {name for name, rows in found.items() if not rows} <= NONE_HERE.keys()


def test_every_table_and_drawn_list_can_be_taken_away() -> None:
    """Whoever draws rows in a new way says here which file holds them, or why none does."""
    drawn = used_views() & set(made_html())
    assert drawn == TAKEN.keys() | EXCUSED.keys()
    assert not TAKEN.keys() & EXCUSED.keys()
    assert {one.page for one in TAKEN.values()} <= PAGES.keys()
    for path in SCREEN:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = {ast.unparse(one.func) for one in calls(tree, *ALONE)}
        assert path.name == "tables.py" or own <= FORMS.get(path.name, set()), f"{path.name} draws a table of its own"
    tested = {key for _, _, tables in PAGES.values() for key in tables} | ELSEWHERE.keys()
    tested |= BESIDE | {file for one in (*TAKEN.values(), *AGAIN.values()) for file in one.files}
    untested = {
        one.key for one in LISTINGS if not any(key.startswith(one.key) or one.key.startswith(key) for key in tested)
    }
    assert not untested, "lists of which no test holds that their files have their rows"


@pytest.mark.parametrize("kinds", [(), ("place", "quote"), ("none",)])
def test_the_marks_of_an_article_are_those_that_the_switches_count(
    kinds: tuple[str, ...], open_on_seeds: Any, offered: Files
) -> None:
    at = open_on_seeds("article", show=list(kinds))
    group = next(one for one in at.get("button_group") if one.proto.label == "Highlighted").proto
    numbers = [option.content.rsplit(" ", 1) for option in group.options]
    switched = {layers()[kind].name for kind in at.session_state["kinds"]}
    assert switched == {(): NAMES, ("place", "quote"): {"Place", "Quote"}}.get(kinds, set())
    counted = sum(int(count) for kind, count in numbers if kind in switched)
    csv = _read_csv(offered["marks.csv"]()) if counted else pd.DataFrame(columns=["Filters"])
    assert len(csv) == counted
    assert ("marks.csv" in offered) == bool(counted)
    assert all(("Highlighted: Place, Quote" in said) == bool(kinds) for said in csv["Filters"])


def _drawn(at: Any, rows: str) -> list[Any]:
    """The elements of the page's HTML that are such rows."""
    bodies = (block.proto.body for block in at.get("html"))
    trees = (html.fragment_fromstring(body, create_parent="body").getroottree() for body in bodies if body.strip())
    return [element for tree in trees for element in tree.xpath(f"/body{rows}")]


def _plain(text: str) -> str:
    """The words of a cell or an element, without the sign that makes a cell harmless."""
    return " ".join(text.removeprefix("'").split())


def _read_csv(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, lineterminator="\n")


def _same_rows(frame: pd.DataFrame, key: str, files: dict[str, pd.DataFrame], made: dict[str, bytes]) -> None:
    """Both files of a table hold its rows, in its order, and the CSV says filters and version on each."""
    if frame.empty:
        assert f"{key}.csv" not in made
        return
    csv = files[f"{key}.csv"]
    xlsx = pd.read_excel(io.BytesIO(made[f"{key}.xlsx"]), dtype=object)
    assert len(csv) == len(xlsx) == len(frame), key
    assert list(csv.columns[-2:]) == list(VIEW_COLUMNS)
    assert csv["Data version"].nunique() == csv["Filters"].nunique() == 1
    assert len(xlsx.columns) == len(frame.columns) == len(csv.columns) - 2
    for at, name in enumerate(frame.columns):
        for written, read in ((harmless, csv), (writable, xlsx)):
            told = [_words(written(cell)) for cell in frame[name]]
            assert [_words(cell) for cell in read.iloc[:, at]] == told, (key, name)


def _words(cell: Any) -> str:
    """A cell as any of the three holds it: numbers to six digits, days as days, nothing for what is missing."""
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and pd.isna(cell)) or cell is pd.NA:
        return ""
    if isinstance(cell, bool) or type(cell).__name__ == "bool":  # NumPy's own too
        return str(cell)
    try:
        return f"{float(cell):.6g}"
    except (TypeError, ValueError):
        text = str(cell)
        return text.removesuffix(" 00:00:00")
