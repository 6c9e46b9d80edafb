"""Every table on every page, under many filters: the files hold the rows that are shown, and say which view."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from lib.exports.cells import harmless
from lib.exports.csv import VIEW_COLUMNS
from lib.ui import downloads
from lib.ui.links import LIST_KEYS

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"outlet": "alwaght"},
    {"outlet": ["alwaght", "ya-libnan"]},
    {"entity": "vladimir-putin"},
    {"entity": "idlib", "kind": "PLACE"},
    {"kind": ["PERSON", "ORG"], "outlet": "ya-libnan"},
    {"not": "russia"},
    {"role": ["associative", "demonym"]},
    {"until": "2018-09-16"},
    {"since": "2018-09-17", "until": "2018-09-18"},
    {"outlet": "alwaght", "entity": "turkey", "not": "idlib"},
)
# Everything that opens is open, so that no table is left out.
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "overview": ("overview", {}),
    "entities": ("entities", {"open": "entities by mentions"}),
    "map": ("map", {}),
    "facts": ("sources", {"section": "facts", "open": "facts"}),
    "labels": ("sources", {"section": "labels", "open": ["labels", "unlisted"]}),
    "names": ("sources", {"section": "names", "open": ["grid", "differences"]}),
    "quotes": ("sources", {"section": "quotes", "open": ["speakers", "utterances", "speakers by outlet"]}),
    "reuse": ("sources", {"section": "reuse", "open": ["reuse", "credits"]}),
    "words": ("sources", {"section": "words", "open": "distinctive"}),
    "agreement": ("agreement", {"open": ["days", "commitments", "log"]}),
    "search": ("search", {"q": "Idlib", "open": "search lines"}),
    "article": ("article", {"open": "marks"}),
}
# What is no table of Streamlit's, and how a file of it is called.
DRAWN = {
    "overview": {"articles"},
    "entities": {"outlets of", "sentences entity"},
    "facts": {"facts as drawn"},
    "names": {"named by one outlet"},
    "reuse": {"passages", "side by side"},
    "agreement": {"clauses"},
}

Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    """The frames that are drawn as tables, by key, as they come."""
    frames: dict[str, pd.DataFrame] = {}
    drawn = st.dataframe

    def recorded(frame: pd.DataFrame, **options: Any) -> Any:
        frames[options["key"]] = frame
        return drawn(frame, **options)

    monkeypatch.setattr(st, "dataframe", recorded)
    return frames


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What makes each file that is offered, by its name."""
    files: Files = {}
    real = downloads.offer_file

    def recorded(label: str, make: Callable[[], bytes], mime: str, *, name: str) -> None:
        files[name] = make
        real(label, make, mime, name=name)

    monkeypatch.setattr(downloads, "offer_file", recorded)
    return files


@pytest.mark.parametrize("page", PAGES)
def test_rows_exported_are_the_rows_shown(
    page: str, open_on_seeds: Any, shown: dict[str, pd.DataFrame], offered: Files
) -> None:
    path, opened = PAGES[page]
    at = open_on_seeds(path, **opened)
    names: set[str] = set()
    for filters in FILTERS:
        shown.clear()
        offered.clear()
        for key in (*LIST_KEYS, "since", "until"):
            at.query_params.pop(key, None)
        at.query_params.update({**filters, **opened})
        at.run()
        assert not at.exception, filters
        for key, frame in shown.items():
            _same_rows(frame, key, offered)
        for make in offered.values():
            assert make()
        names |= offered.keys()
    assert shown or names, "this page draws no table and offers no file"
    assert all(any(name.startswith(start) for name in names) for start in DRAWN.get(page, ()))


def _same_rows(frame: pd.DataFrame, key: str, offered: Files) -> None:
    """Both files of a table hold its rows, in its order, and the CSV says filters and version on each."""
    if frame.empty:
        assert f"{key}.csv" not in offered
        return
    csv = pd.read_csv(io.BytesIO(offered[f"{key}.csv"]()), dtype=str, keep_default_na=False, lineterminator="\n")
    xlsx = pd.read_excel(io.BytesIO(offered[f"{key}.xlsx"]()), dtype=object)
    assert len(csv) == len(xlsx) == len(frame), key
    assert list(csv.columns[-2:]) == list(VIEW_COLUMNS)
    assert csv["Data version"].nunique() == csv["Filters"].nunique() == 1
    assert len(xlsx.columns) == len(frame.columns) == len(csv.columns) - 2
    for at, name in enumerate(frame.columns):
        told = [_words(harmless(cell)) for cell in frame[name]]
        assert [_words(cell) for cell in csv.iloc[:, at]] == told, (key, name)
        assert [_words(cell) for cell in xlsx.iloc[:, at]] == told, (key, name)


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
