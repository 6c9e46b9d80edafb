"""Whatever stops the reading of what is new, what was read before is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import refresh as refreshing

ERRORS = [
    KeyError("a.txt"),
    UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"),
    OSError(5, "Input/output error"),
    RecursionError("deep"),
]


@pytest.fixture(params=ERRORS, ids=repr)
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look for new articles stops with an error that nobody foresaw."""

    def fail(*_: object) -> bool:
        raise request.param

    monkeypatch.setattr(refreshing, "needs_refresh", fail)


@pytest.mark.usefixtures("nothing_kept", "broken")
def test_what_was_read_before_is_shown_whatever_stops_the_reading(open_on_seeds: Callable[..., AppTest]) -> None:
    at = open_on_seeds("brief")
    assert not at.exception
    (warning,) = at.warning
    assert "The page shows what was read before" in warning.value
    assert "remove what was added last" in warning.value
    assert "3 articles" in at.caption[0].value


@pytest.mark.usefixtures("nothing_kept", "broken")
def test_where_nothing_was_read_before_the_page_says_so(open_on_seeds: Callable[..., AppTest], tmp_path: Path) -> None:
    at = open_on_seeds("brief", tmp_path)
    assert not at.exception
    (error,) = at.error
    assert "remove what was added last" in error.value
