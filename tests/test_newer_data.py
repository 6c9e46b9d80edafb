"""An open desk beside a refresh that another process makes: what is on the screen stays, the newer data are offered."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Annotations
from lib.store import save
from tests.conftest import file_row, make_document, open_page, save_in, sentences_of
from tests.test_corrections import click

SAID = "They met in the town."


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_seeds: Path, nothing_kept: None) -> Path:  # noqa: ARG001
    """A data folder with two articles of two outlets."""
    folder = tmp_path / "data"
    save_in(folder, *((make_document(name, SAID, name.title()), said()) for name in ("first", "second")))
    for name, value in {"DATA": str(folder), "SEEDS": str(no_seeds), "EDITABLE": "1"}.items():
        monkeypatch.setenv(f"ACCORD_DESK_{name}", value)
    monkeypatch.setattr("lib.refresh.needs_refresh", lambda *_: False)
    return folder


def said() -> Annotations:
    return Annotations(sentences_of(SAID, SAID))


def save_more(folder: Path, name: str, outlet: str = "Third") -> None:
    """What another process saves meanwhile."""
    text = "The envoys signed a paper in the port."
    row = file_row(make_document(name, text, outlet), Annotations(sentences_of(text, text)), path=f"corpus/{name}.txt")
    save(folder / "table", [row])


def captions(at: AppTest) -> str:
    return " ".join(one.value.replace("\\", "") for one in at.caption)


def is_offered(at: AppTest) -> bool:
    return "Show them" in [button.label for button in at.button]


def test_newer_data_are_offered_and_shown_when_asked_for(data: Path) -> None:
    """Filters, what is sought and the link are as they were, before and after."""
    at = open_page("articles", outlet="first", find="t")
    assert "1 article, 1 outlet · data version 0" in captions(at)
    assert not is_offered(at)
    save_more(data, "more", "First")
    at.run()
    assert "1 article, 1 outlet · data version 0" in captions(at)
    assert "There are newer data." in captions(at)
    before = dict(at.query_params)
    at = click(at, "Show them")
    assert "2 articles, 1 outlet · data version 1" in captions(at)
    assert not is_offered(at)
    assert (dict(at.query_params), at.text_input(key="library find").value) == (before, "t")


def test_a_visit_that_begins_later_has_the_newer_data(data: Path) -> None:
    at = open_page("articles")
    save_more(data, "more")
    at.run()
    assert "2 articles, 2 outlets · data version 0" in captions(at)
    assert is_offered(at)
    assert "2 articles, 2 outlets · data version 0" in captions(at.run())
    assert "3 articles, 3 outlets · data version 1" in captions(open_page("articles"))  # another visit


def test_a_link_says_its_own_version_and_data_made_anew_are_shown(data: Path) -> None:
    at = open_page("articles", data="0")
    save_more(data, "more")
    at.run()
    assert not is_offered(at)
    assert "This link shows data version 0; version 1 is newer." in captions(at)
    at = open_page("articles")
    shutil.rmtree(data / "table")
    save_in(data, (make_document("alone", SAID, "Alone"), said()))
    at.run()
    assert not at.exception
    assert "1 article, 1 outlet · data version 0" in captions(at)
