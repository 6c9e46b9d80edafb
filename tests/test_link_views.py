"""Links opened on newer data: every view is said to be older, and holds on the newest, annotated in another way."""

import logging
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.elements.lib import policies
from streamlit.testing.v1 import AppTest

from lib.annotate import annotate_all
from lib.models import Annotations, Document, Mention, Span
from lib.refresh import Engine, refresh
from lib.settings import load_settings
from tests.browser.options import VIEWS

Opened = Callable[..., AppTest]
Read = Iterable[tuple[Document, Annotations]]


def _with_newcomer(read: Read) -> Iterator[tuple[Document, Annotations]]:
    """What another version of the annotators reads: everything, and somebody who comes before all others."""
    for document, found in read:
        spans = [Span(*one.span(), one.group()) for one in re.finditer(r"\b(?:the|of)\b", document.text)]
        mentions = [Mention(span, "ORG", "newcomer", "Newcomer", "full name") for span in spans]
        yield document, replace(found, mentions=tuple(sorted((*mentions, *found.mentions), key=lambda m: m.span.start)))


@pytest.fixture(scope="module")
def annotated_twice(seed_store: Path, tools: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seeds as version 0, and annotated again by other annotators as version 1."""
    settings, folder = load_settings({}), tmp_path_factory.mktemp("twice")
    shutil.copytree(seed_store, folder / "table")
    engine = Engine("another version", lambda documents: _with_newcomer(annotate_all(documents, tools)))
    assert refresh([settings.seeds], folder / "table", settings, engine=engine).changed == 3
    return folder


def _said(at: AppTest) -> list[str]:
    return [one.value.replace("\\", "") for one in (*at.caption, *at.warning)]


def _asked(at: AppTest) -> dict[str, list[str]]:
    """What the link asks for, but for the data version."""
    lists = {key: [value] if isinstance(value, str) else sorted(value) for key, value in at.query_params.items()}
    return {key: values for key, values in lists.items() if key not in {"data", "was"}}


def _click(at: AppTest, label: str) -> None:
    next(button for button in at.button if button.label.replace("\\", "") == label).click().run()
    assert not at.exception


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_older_data_says_so_and_holds_on_the_newest(
    view: str, open_on_seeds: Opened, annotated_twice: Path, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every id in the link is found in both versions, so nothing is dropped; and no widget is set in two ways."""
    monkeypatch.setattr(policies, "_shown_default_value_warning", False)
    page, query = urlsplit(VIEWS[view]).path, parse_qs(urlsplit(VIEWS[view]).query)
    with caplog.at_level(logging.WARNING):
        at = open_on_seeds(page, annotated_twice, data="0", **query)
        assert not at.exception
        before = _asked(at)
        assert {key: before.get(key) for key in query} == {key: sorted(values) for key, values in query.items()}
        assert "This link shows data version 0; version 1 is newer." in _said(at)
        _click(at, "Show the newest")
        assert not at.warning
        assert _asked(at) == before
        _click(at, "Back to version 0")
    assert (_asked(at), at.query_params["data"]) == (before, "0")
    assert "default value" not in caplog.text


def _sentences(at: AppTest) -> list[str]:
    return [block.proto.body for block in at.get("html") if 'class="evidence"' in block.proto.body]


def test_a_link_that_goes_back_by_a_page_turns_the_list_back(
    open_on_seeds: Opened, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser's own way back changes the link alone; the list follows it, and the widget is not set in two ways."""
    monkeypatch.setattr(policies, "_shown_default_value_warning", False)
    first = _sentences(open_on_seeds("entities", chosen="idlib"))
    at = open_on_seeds("entities", chosen="idlib", page="entity/idlib:2")
    second = _sentences(at)
    del at.query_params["page"]
    with caplog.at_level(logging.WARNING):
        at.run()
    assert _sentences(at) == first != second
    assert "default value" not in caplog.text


@pytest.mark.parametrize(
    ("page", "lost"),
    [
        ("entities", {"row": "all names:nobody"}),
        ("map", {"row": "places:geonames:0"}),
        ("map", {"area": "11/36/37"}),
        ("agreement", {"open": "clause:sochi-2018/no-such-clause"}),
        ("agreement", {"clause": "sochi-2018/no-such-clause"}),
        ("sources", {"open": "fact:deed/no-such-deed"}),
        ("article", {"document": "0000000000000000"}),
    ],
)
def test_an_id_that_the_data_does_not_have_is_said(open_on_seeds: Opened, page: str, lost: dict[str, str]) -> None:
    at = open_on_seeds(page, **lost)
    ((key, value),) = lost.items()
    assert [one for one in _said(at) if f"The link asks for {key} {value}, which this data does not have" in one]
    assert key not in at.query_params


def test_what_goes_with_a_filter_of_the_reader_s_is_not_said(open_on_seeds: Opened) -> None:
    at = open_on_seeds("entities", row="all names:syria")
    at.multiselect(key="filter_kind").set_value(["PERSON"]).run()
    assert not at.warning
    assert "row" not in at.query_params
