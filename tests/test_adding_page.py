"""The form that adds articles: what was understood is shown, put right, saved as one import, and taken back as one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.ingest import Reader, imports_in, read_files, save_import
from lib.ingest.network import visiting
from lib.models import Annotations, Document
from lib.ui import add_articles
from lib.views.preview import COLUMNS, preview_frame
from tests import ways
from tests.articles import FRENCH
from tests.conftest import make_document, open_page, save_in, sentences_of
from tests.served import page as html_page
from tests.served import serve
from tests.test_corrections import click
from tests.test_network import feed_of, page_of
from tests.test_ways_in import expected, told
from tests.ways import STORY


def _annotations(text: str) -> Any:
    return Annotations(sentences_of(text, text))


@pytest.fixture
def data(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_seeds: Path,
    nothing_kept: None,  # noqa: ARG001
) -> Iterator[Path]:
    """A data folder with one article that somebody else had read."""
    save_in(tmp_path / "data", (make_document("first", "They met."), _annotations("They met.")))
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    monkeypatch.setattr("lib.refresh.needs_refresh", lambda *_: False)
    return tmp_path / "data"


def brought(name: str, data: bytes) -> list[Any]:
    """What a file holds."""
    with Reader() as reader:
        return list(reader.open_file(name, data))


def test_a_row_says_what_was_understood_and_what_is_doubtful() -> None:
    read = brought("export.rtf", ways.as_rtf(ways.factiva_full(STORY)))
    read += brought("copy.txt", STORY[0].text.encode()) * 2
    documents = [one.outcome for one in read]
    known = {("the-sample-times", preview_key(documents[1]))}
    frame = preview_frame([one.name for one in read], documents, [["Accord"]] + [[]] * 4, known)
    assert list(frame) == list(COLUMNS)
    assert frame["take"].tolist() == [True, False, True, True, False]
    first = frame.iloc[0]
    assert (first["headline"], first["outlet"], first["about"]) == (STORY[0].title, STORY[0].outlet, "Accord")
    assert first["published"].date() == STORY[0].day
    assert first["came"] == "export.rtf, article 1"
    assert "already here" in frame["doubts"][1]
    assert frame["doubts"][3] == "outlet not known; no date"
    assert "twice in these files" in frame["doubts"][4]


def preview_key(document: Document) -> str:
    """An article's text, as those are known that are here."""
    return sha256(document.text.encode()).hexdigest()


def test_what_the_table_says_is_saved(tmp_path: Path) -> None:
    [one] = brought("a.txt", STORY[0].text.encode())
    row = preview_frame(["a.txt"], [one.outcome], [[]], set()).iloc[0]
    row = row.copy()
    row["published"], row["url"] = date(2018, 9, 17), "https://x.example/1"
    piece = add_articles._as_said(one, row, "Some News", "zone")  # noqa: SLF001  # what the button calls
    save_import(tmp_path, datetime(2026, 1, 1, tzinfo=UTC), ["a.txt"], [piece])
    [document], _ = read_files([tmp_path])
    assert document.source is not None
    assert (document.source.name, document.published, document.story, document.url) == (
        "Some News", date(2018, 9, 17), "zone", "https://x.example/1",
    )  # fmt: skip


def page(**query: Any) -> AppTest:
    """The page that adds articles."""
    at = open_page("articles", **query)
    assert not at.exception
    return at


def test_addresses_are_fetched_once_where_that_is_allowed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is there until it is allowed; a feed gives its articles, and what is no address its reason."""
    monkeypatch.setattr(add_articles.kit, "refresh_now", lambda **_: None)
    monkeypatch.setattr(visiting, "sleep", lambda _: None)
    assert [one.key for one in page().text_area] == ["pasted 0"]
    monkeypatch.setenv("ACCORD_DESK_NETWORK", "1")
    monkeypatch.setenv("ACCORD_DESK_NETWORK_INSIDE", "127.0.0.1")
    st.cache_resource.clear()
    with serve({"/a": html_page(page_of(STORY[0])), "/b": html_page(page_of(STORY[1]))}) as site:
        site.answers["/feed"] = html_page(feed_of(site.address, "/a", "/b"))
        at = page()
        assert site.requests == []
        at.text_area(key="fetched 0").input(f"{site.address}/feed\nhttp://10.0.0.1/")
        at = click(at, "Fetch")
        assert "which is not on the public network" in at.warning[0].value
        assert len(site.paths()) == 3
        at = click(at, "Add 2 articles")
        assert len(site.paths()) == 3
    assert [told(one) for one in read_files([data / "corpus"])[0]] == [expected(one) for one in STORY[:2]]
    assert [one.files for one in imports_in(data / "corpus")] == [("127.0.0.1", "10.0.0.1")]


def test_a_pasted_text_is_added_and_taken_back(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_articles.kit, "refresh_now", lambda **_: None)
    at = page()
    at.text_area(key="pasted 0").input(STORY[0].text).run()
    assert "What was understood of 1 article" in " ".join(one.value for one in at.markdown)
    at.text_input(key="outlet of all 0").input("Daily Sample").run()
    at = click(at, "Add 1 article")
    assert at.success[0].value == "1 article added; every page now includes them."
    [document], _ = read_files([data / "corpus"])
    assert document.source is not None
    assert (document.text, document.source.name) == (STORY[0].text, "Daily Sample")
    assert [(one.articles, one.files) for one in imports_in(data / "corpus")] == [(1, ("pasted text",))]
    at = click(at, "Undo this import")
    assert read_files([data / "corpus"]) == ([], [])
    click(at, "Bring back")
    assert len(read_files([data / "corpus"])[0]) == 1


def test_what_cannot_be_read_is_said(data: Path) -> None:  # noqa: ARG001
    at = page()
    at.text_area(key="pasted 0").input(FRENCH).run()
    assert "not English" in at.warning[0].value
    assert not [one for one in at.button if one.label.startswith("Add ")]


def test_an_import_is_not_taken_back_by_who_may_only_look(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = save_import(data / "corpus", datetime(2026, 1, 1, tzinfo=UTC), ["a.txt"], [])
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    st.cache_resource.clear()
    said: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", said)
    add_articles._take_back(done.name)  # noqa: SLF001  # what the click calls
    assert "Nothing was changed" in said["import problem"]
    assert [one.taken_back for one in imports_in(data / "corpus")] == [False]
