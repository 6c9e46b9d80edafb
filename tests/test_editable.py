"""Who may change data where the settings say nothing: a reader on the server's own machine."""

from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from lib.models import Filters
from lib.ui import first_start


@pytest.mark.parametrize(
    ("address", "visited", "editable"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501/map", True),
        ("127.0.0.1", "http://localhost:8501/", True),
        ("localhost", "http://[::1]:8501/", True),
        ("127.0.0.1", None, True),
        ("127.0.0.1", "https://idlib.example.org/", False),
        ("0.0.0.0", "http://127.0.0.1:8501/", False),  # noqa: S104  what is tested
        (None, "http://localhost:8501/", False),
    ],
)
def test_only_on_the_servers_own_machine(
    address: str | None, visited: str | None, editable: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_start, "settings", lambda: SimpleNamespace(editable=None))
    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    monkeypatch.setattr(st, "context", SimpleNamespace(url=visited))
    assert first_start.is_editable() is editable


@pytest.mark.parametrize("said", [True, False])
def test_the_settings_have_the_last_word(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_start, "settings", lambda: SimpleNamespace(editable=said))
    assert first_start.is_editable() is said


@pytest.mark.parametrize("said", [True, False])
def test_articles_are_added_only_where_data_may_be_changed(
    said: Any, open_on_seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader of a shared desk looks, and changes nothing."""
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", str(int(said)))
    at = open_on_seeds("overview")
    assert bool(at.get("file_uploader")) is said
    assert at.session_state["filters"] == Filters()
