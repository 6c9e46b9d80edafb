"""The Articles page: the list found, selected, corrected and removed; what stands aside, and how it comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.ingest import save_import, take_back
from lib.models import Annotations, Filters, Subject
from lib.queries.library import listed as library
from lib.queries.library.known import known_articles, not_counted
from lib.store import load_decisions, open_version, save
from tests.conftest import file_row, make_document, open_page, save_in, sentences_of
from tests.decided import decided
from tests.test_corrections import click, shown, sign

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
TEXT = (
    "The leaders of both countries met on Monday in the resort and agreed that a demilitarised zone would be set up by "
    "October 15, after four hours of talks. Patrols of both armies will secure the zone, and the rebels would stay."
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_seeds: Path, nothing_kept: None) -> Path:  # noqa: ARG001
    """A data folder: two versions of an article, a copy in another outlet, one undated and of no known outlet."""
    texts = {"old": (TEXT, "Alwaght"), "new": (TEXT.replace("stay", "leave"), "Alwaght"), "copy": (TEXT, "Other News"),
             "bare": ("Tanks left the town on Friday.", None)}  # fmt: skip
    rows = []
    for number, (name, (text, outlet)) in enumerate(texts.items()):
        days: dict[str, Any] = {
            "new": {"published": date(2018, 9, 19)},
            "bare": {"published": None, "published_from": None},
        }
        known = days.get(name, {})
        document = make_document(name, text, outlet, url=f"https://x.example/{number // 2}?utm_source={name}", **known)
        rows.append((document, _sentences(text)))
    save_in(tmp_path / "data", *rows, refused=[("scan.pdf", "a scan without text")])
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    return tmp_path / "data"


def _sentences(text: str) -> Any:
    return Annotations(sentences_of(text, text))


def opened(folder: Path) -> Any:
    """The newest data."""
    return open_version(folder / "table", None, load_decisions(folder / "decisions"))


def test_the_list_says_what_is_known_and_what_is_doubtful(data: Path) -> None:
    rows = library.library(opened(data), Filters()).set_index("document")
    assert list(rows.index) == ["new", "copy", "bare"]
    assert list(rows.loc["bare", "doubts"]) == ["outlet not known", "no date", "about no agreement"]
    assert rows.loc["bare", "title"] == "Tanks left the town on Friday."
    assert list(library.library(opened(data), Filters(), "ALWAGHT x.example/0")["document"]) == ["new"]
    assert library.library(opened(data), Filters(), "nothing of it").empty


def test_copies_in_other_outlets_are_told_from_versions(data: Path) -> None:
    copies = library.copies(opened(data), Filters())
    assert copies[["document", "other"]].to_numpy().tolist() == [["new", "copy"]]
    assert library.versions(opened(data), Filters())["document"].tolist() == ["old"]


def page(**query: Any) -> AppTest:
    """The page over that data."""
    at = open_page("articles", **query)
    assert not at.exception
    return at


def test_the_page_shows_what_stands_aside(data: Path) -> None:  # noqa: ARG001
    at = page()
    heads = [one.value for one in at.header]
    assert heads[:3] == [
        "Versions that do not count (1)", "The same text in several outlets (1)", "Files with problems (1)",
    ]  # fmt: skip
    assert '<mark class="m-other">leave.</mark>' in shown(at)
    assert "a scan without text" in shown(at)
    files = [one.proto.label for one in at.get("download_button")]
    assert {"Download CSV (3 articles)", "Download CSV (1 version)", "Download CSV (1 pair)"} <= set(files)


def test_files_with_problems_are_those_that_were_not_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an import refused is one; what an analyst removed, and what is another copy, stand in lists of their own."""
    monkeypatch.setattr("lib.refresh.needs_refresh", lambda *_: False)
    done = save_import(data / "corpus", NOW, ["a.txt"], [], [("photo.pdf", "not a PDF that can be read")])
    at, key = edit(data, "remove", 2)
    at = sign(at, key, "Remove 1 article", "not ours")
    problems = shown(at).partition('class="problems"')[2].partition("</ul>")[0]
    assert [name in problems for name in ("scan.pdf", "photo.pdf", "bare", "old")] == [True, True, False, False]
    assert "2 files with problems" in at.caption[0].value
    take_back(data / "corpus", done.name)
    assert "1 file with problems" in page().caption[0].value


def test_one_message_says_all_that_is_missing(data: Path) -> None:
    at, key = edit(data, "edit", 0)
    at = sign(at, key, "Save", "")
    at.text_input(key=f"{key} who").input("")
    at = click(at, "Save")
    assert at.error[0].value.startswith("Write your name and the reason")
    assert not load_decisions(data / "decisions")


def test_the_notice_says_what_was_and_goes_with_the_page(data: Path) -> None:
    at, key = edit(data, "edit", 2)
    at.selectbox(key=f"{key} outlet").set_value("alwaght")
    at.date_input(key=f"{key} date").set_value("2018-09-21")
    at = sign(at, key, "Save", "the masthead says so")
    assert f"{key} who" not in [one.key for one in at.text_input]
    notice = shown(at)
    assert " → Alwaght; date: not known → 21 Sep 2018" in notice
    assert "Undo" in [one.label for one in at.button][:6]
    at = at.switch_page("../pages/article.py").run()
    assert not [one for one in at.button if one.key and one.key.startswith("undo last")]
    at = at.switch_page("../pages/articles.py").run()
    assert not [one for one in at.button if one.key and one.key.startswith("undo last")]


def test_who_mended_and_removed_is_known_when_the_files_come_again(data: Path) -> None:
    """By the text, whatever was said of them since; what is there twice byte by byte is another copy."""
    at, key = edit(data, "edit", 2)
    at.selectbox(key=f"{key} outlet").set_value("alwaght")
    sign(at, key, "Save", "the masthead says so")
    at, key = edit(data, "remove", 1)
    sign(at, key, "Remove 1 article", "not ours")
    known = known_articles(opened(data))
    again = [make_document("bare", "Tanks left the town on Friday.", None), make_document("copy", TEXT, "Other News")]
    mended, removed = (known.here(one, "x.txt") for one in again)
    assert mended is not None
    assert removed is not None
    assert mended.corrected.startswith("outlet corrected to Alwaght by Nadia on")
    assert (mended.outlet, mended.read) == ("alwaght", None)
    assert removed.removed.startswith("removed by Nadia on")


def test_what_of_an_import_does_not_count_is_said(tmp_path: Path) -> None:
    """Another copy of what is here, byte by byte or with a word otherwise, and what was removed before."""
    texts = {"a": (TEXT, "Alwaght"), "b": (TEXT.replace("stay", "leave"), "Alwaght"), "gone": ("They met.", None)}
    rows = [
        (replace(make_document(name, text, outlet, title="A zone"), path=f"corpus/import-0002-x/{name}.txt"),
         _sentences(text))
        for name, (text, outlet) in texts.items()
    ]  # fmt: skip
    first = (replace(rows[0][0], path="corpus/import-0001-x/a.txt"), rows[0][1])
    save(tmp_path, [file_row(*row, path=row[0].path) for row in (first, *rows)])
    told = not_counted(
        open_version(tmp_path, decisions=[decided("hide", Subject("document", "gone"))]), "import-0002-x"
    )
    assert sorted(words.partition(" on ")[0] for words in told) == [
        *["another copy of “A zone” (Alwaght)"] * 2, "removed by Nadia",
    ]  # fmt: skip


def select(at: AppTest, data: Path, *rows: int) -> AppTest:
    """Select rows of the list."""
    names = library.library(opened(data), Filters())["document"]
    selected = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    at.session_state[f"library {hash(tuple(names)):x}"] = selected
    return at.run()


def edit(data: Path, deed: str, *rows: int) -> tuple[AppTest, str]:
    """The page with the form open that corrects or removes these rows of the list."""
    names = library.library(opened(data), Filters())["document"].iloc[list(rows)]
    key = f"{deed} {hash(tuple(names)):x}"
    at = page()
    at.session_state[key] = True
    return select(at, data, *rows), key


def test_two_outlets_and_a_date_are_mended_and_undone(data: Path) -> None:
    at, key = edit(data, "edit", 1, 2)
    at.selectbox(key=f"{key} outlet").set_value("alwaght")
    at = sign(at, key, "Save", "the masthead says so")
    rows = library.library(opened(data), Filters()).set_index("document")
    assert rows["outlet_name"].to_dict() == {"new": "Alwaght", "bare": "Alwaght"}
    assert library.versions(opened(data), Filters())["document"].tolist() == ["copy", "old"]
    assert "And 1 more decision with it." in shown(at)
    at = click(at, "Undo")
    assert library.library(opened(data), Filters())["outlet_name"].nunique() == 3
    at, key = edit(data, "edit", 2)
    at.date_input(key=f"{key} date").set_value("2018-09-21")
    sign(at, key, "Save", "printed")
    assert str(library.library(opened(data), Filters())["published"].iloc[2].date()) == "2018-09-21"


def test_an_article_is_removed_and_comes_back(data: Path) -> None:
    at, key = edit(data, "remove", 0)
    at = sign(at, key, "Remove 1 article", "not ours")
    assert library.library(opened(data), Filters())["document"].tolist() == ["old", "copy", "bare"]
    assert "Removed (1)" in [one.value for one in at.header]
    click(at, "Undo")
    assert library.library(opened(data), Filters())["document"].tolist() == ["new", "copy", "bare"]


def test_nothing_changed_is_said(data: Path) -> None:
    at, key = edit(data, "edit", 0)
    at = sign(at, key, "Save")
    assert "Nothing was changed" in at.error[0].value
    assert not load_decisions(data / "decisions")


def test_who_may_only_look_gets_no_forms(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    st.cache_resource.clear()
    at = select(page(), data, 0)
    assert not {"Edit", "Remove", "Try again", "Undo"} & {one.label for one in at.button}
    assert not at.text_input(key="library find").disabled
