"""The ledger on the Agreement page: a row opens its sentences, and what they speak for is accepted or rejected."""

import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.agreement import load_agreement
from lib.annotate import Tools, annotate_all
from lib.ingest import read_files
from lib.store import load_decisions, save, save_agreement
from lib.ui.kit import files as kit_files
from tests.conftest import file_row, make_document, open_page, save_in

EXAMPLE = Path(__file__).parent.parent / "examples" / "inland-sea"
LATER = "2025-04-10"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """A data folder with the example's articles and its agreement."""
    folder = tmp_path_factory.mktemp("example")
    articles = tmp_path_factory.mktemp("articles")
    for path in [*EXAMPLE.glob("0*.txt"), EXAMPLE / "sources.toml"]:
        (articles / path.name).write_bytes(path.read_bytes())
    save_in(folder, *annotate_all(read_files([articles])[0], tools))
    save_agreement(folder / "agreements", load_agreement(EXAMPLE / "agreement.txt", tools))
    return folder


@pytest.fixture
def data(example: Path, tmp_path: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch, nothing_kept: None) -> Path:  # noqa: ARG001  # what is kept changes
    """A copy of it that a test may change."""
    shutil.copytree(example, tmp_path / "data")
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    return tmp_path / "data"


def opened(number: str, data: Path) -> AppTest:
    """The page with the row of one clause open."""
    (kept,) = (data / "agreements").glob("*.toml")
    return open_page("agreement", ledger=f"{kept.stem}/{number}", as_of=LATER)


def click(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click().run()
    assert not at.exception
    return at


def ledger_of(at: AppTest) -> Any:
    return next(one.value for one in at.dataframe if "proposed" in one.value).set_index("number")


def test_what_reports_speak_for_is_accepted_into_the_log(data: Path) -> None:
    at = opened("2", data)
    assert ledger_of(at).loc["2", ["state", "proposed"]].tolist() == ["done", "full"]
    assert any("Proposed for the implementation log: **●●● 3 full**" in one.value for one in at.markdown)
    next(one for one in at.text_input if one.label == "Who decides").input("Nadia")
    click(at, "Accept")
    (entry,) = load_decisions(data / "decisions")
    assert (entry.action, entry.value, entry.who, entry.why) == (
        "assess",
        "full",
        "Nadia",
        "Reported done by 2 outlets",
    )
    assert entry.day is not None
    assert entry.day <= date.fromisoformat(LATER)
    assert entry.evidence
    assert all(one.document and one.span for one in entry.evidence)
    row = ledger_of(at).loc["2"]
    assert row["status"] == "full"
    assert not isinstance(row["proposed"], str)
    assert "Accept" not in [one.label for one in at.button]


def test_what_is_rejected_is_not_proposed_again_until_that_is_undone(data: Path) -> None:
    at = opened("2", data)
    next(one for one in at.text_input if one.label == "Who decides").input("Nadia")
    click(at, "Reject")
    (entry,) = load_decisions(data / "decisions")
    assert (entry.action, entry.value) == ("reject", "full")
    assert "Implementation log (0)" in [one.value for one in at.header]
    assert not isinstance(ledger_of(at).loc["2", "proposed"], str)
    assert any("rejected as the status full" in one.proto.body for one in at.get("html"))
    click(at, "Undo")
    assert ledger_of(at).loc["2", "proposed"] == "full"


def test_without_a_name_nothing_is_saved(data: Path) -> None:
    at = click(opened("2", data), "Accept")
    assert any("Write your name" in one.value for one in at.error)
    assert not load_decisions(data / "decisions")


def test_each_picture_has_its_table_and_its_rows_as_a_file(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(kit_files, "offer_file", lambda _, make, __, *, name: files.update({name: make}))
    (kept,) = (data / "agreements").glob("*.toml")
    matter = f"{kept.stem}/2"
    folds = ["pictures", "reports over time", "scores reported", "duties", f"reports of a clause {matter}"]
    at = open_page("agreement", ledger=matter, open=folds)
    drawn = {one.key: one.value for one in at.dataframe}
    for name in folds[2:]:
        frame = drawn[f"{name} table"]
        lines = files[f"{name} table.csv"]().decode("utf-8-sig").splitlines()
        assert len(frame) > 1
        assert sum(not line.startswith("#") for line in lines) >= len(frame) + 1
    assert files["duties table.xlsx"]()[:2] == b"PK"


def test_the_clauses_leave_as_csv(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(kit_files, "offer_file", lambda _, make, __, *, name: files.update({name: make}))
    monkeypatch.setattr("lib.ui.kit.offer_file", lambda _, make, __, *, name: files.update({name: make}))
    opened("2", data)
    ((_, make),) = [one for one in files.items() if one[0].endswith("inland-sea clauses.csv")]
    told = make().decode("utf-8-sig")
    assert "The Company shall withdraw its patrol boats from the bay of Ahlat by 20 March 2025." in told
    assert "2025-03-20" in told
    assert sum(not line.startswith("#") for line in told.splitlines() if line) >= 9


def test_silence_and_disputes_speak_for_nothing(data: Path) -> None:
    rows = ledger_of(opened("7", data))
    assert rows.loc["7", "state"] == "disputed"
    assert [isinstance(one, str) for one in rows.loc[["6", "7"], "proposed"]] == [False, False]


def test_who_may_only_look_is_offered_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    assert "Accept" not in [one.label for one in opened("2", data).button]


def test_clauses_are_drafted_where_there_is_no_text(data: Path) -> None:
    for kept in (data / "agreements").glob("*.toml"):
        kept.unlink()
    at = open_page("agreement", open="add agreement")
    next(one for one in at.text_input if one.label.startswith("Title")).input("Lake deal")
    click(at, "Start without a text")
    assert any("Drafted from the articles, and not kept yet" in one.value for one in at.caption)
    click(at, "Keep this agreement")
    (kept,) = (data / "agreements").glob("*.toml")
    drafted = tomllib.loads(kept.read_text(encoding="utf-8"))
    assert (drafted["title"], kept.stem) == ("Lake deal", "lake-deal")
    due = {clause.get("due") for clause in drafted["clause"]}
    assert {date(2025, 3, 20), date(2025, 3, 31)} <= due
    assert len(ledger_of(at)) == len(drafted["clause"])
    assert (ledger_of(at)["reports"] > 0).sum() > len(drafted["clause"]) / 2


@pytest.mark.usefixtures("data")
def test_a_desk_without_reports_has_nothing_to_draft_from() -> None:
    at = open_page("agreement", open="add agreement", since="2030-01-01")
    click(at, "Start without a text")
    assert any("nothing to draft from" in one.value for one in at.error)


def test_the_as_of_day_follows_the_articles_until_a_reader_chooses_one(data: Path) -> None:
    at = open_page("brief")
    first = "".join(at.query_params["as_of"])
    later = make_document("later", "Ferries ran again.", published=date(2025, 9, 1))
    save(data / "table", [file_row(later, root="later")])
    st.cache_resource.clear()
    at.run()
    assert first == "".join(at.query_params["as_of"])
    click(at, "Show them")
    assert first != "".join(at.query_params["as_of"]) == "2025-09-01"
    at.query_params["as_of"] = LATER
    at.run()
    assert "".join(at.query_params["as_of"]) == LATER


def test_the_list_says_as_of_when_on_what_and_why_no_day(data: Path) -> None:
    """It is read away from the page: each row by itself."""
    at = opened("2", data)
    rows = ledger_of(at)
    assert {str(day.date()) for day in rows["as_of"]} == {LATER}
    told = rows[rows["reports"] > 0]["told_in"].dropna()
    assert len(told)
    assert all(re.match(r"\S.* \d{1,2} \w{3} \d{4}", one) for one in told)
    assert (rows["own_day"].isna() == rows["no_day"].notna()).all()
    labels = [one.proto.label for one in at.get("download_button")]
    assert any(re.fullmatch(r"Download CSV \(\d+ ledger rows\)", one) for one in labels)
    assert any(re.fullmatch(r"Agreement as CSV \(\d+ clauses\)", one) for one in labels)
