"""Adding an agreement on its page: read, put right, kept, corrected, taken away and brought back."""

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.agreement import ClauseRow, corrected, rows_of
from lib.errors import AgreementError
from lib.models import Agreement, Clause
from lib.store import kept_agreements, known_agreements, remove_agreement, restore_agreement, save_agreement
from tests.conftest import open_page
from tests.test_agreement_reading import ACCORD

NAME = "accord-of-faya"


@pytest.fixture(autouse=True)
def _alone(nothing_kept: None) -> None:
    """What is kept changes in these tests."""


@pytest.fixture
def desk(editable_data: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which agreements are kept, of a desk with the seeds' articles."""
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    return editable_data / "agreements"


def _button(at: AppTest, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


def _said(at: AppTest) -> str:
    """All that the page says: headings, captions, markdown, messages, and its HTML."""
    kinds = (at.header, at.caption, at.markdown, at.success, at.warning, at.error)
    return "\n".join([*(one.value for some in kinds for one in some), *(one.proto.body for one in at.get("html"))])


def _read(text: str, at: AppTest | None = None, **query: Any) -> AppTest:
    at = at or open_page("agreement", open="add agreement", **query)
    next(one for one in at.text_area if one.label == "Paste its text").input(text)
    _button(at, "Read the agreement").click().run()
    assert not at.exception
    return at


def _keep(text: str, **query: Any) -> AppTest:
    at = _read(text, **query)
    _button(at, "Keep this agreement").click().run()
    assert not at.exception
    return at


def test_a_pasted_text_is_read_kept_and_shown(desk: Path) -> None:
    at = _read(ACCORD)
    assert next(one for one in at.text_input if one.label == "Title").value == "ACCORD OF FAYA"
    assert "<mark" in _said(at)
    assert "hand over its list of camps" in _said(at)
    assert not list(desk.glob("*"))
    _button(at, "Keep this agreement").click().run()
    assert not at.exception
    (kept,) = desk.glob("*.toml")
    assert tomllib.loads(kept.read_text(encoding="utf-8"))["signed"] == date(2021, 2, 4)
    assert "Ledger: ACCORD OF FAYA" in [one.value for one in at.header]
    frames = [one.value for one in at.dataframe]
    assert any("The Government shall withdraw its guns by 28 February." in frame.to_string() for frame in frames)
    assert "Neither Party shall lay mines." in _said(at)
    assert any("Kept" in one.value for one in at.success)
    at.run()
    assert not at.success
