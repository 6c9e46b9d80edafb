"""The form that adds articles: what was understood is shown, put right, saved as one import, and taken back as one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.ingest import Reader, imports_in, read_files, save_import
from lib.ingest.network import visiting
from lib.models import Annotations
from lib.queries.library.known import Here, Known, text_key
from lib.ui import add_articles
from lib.views.preview import COLUMNS, as_said, faults, preview_frame
from tests import ways
from tests.articles import FRENCH
from tests.conftest import make_document, open_page, save_in, sentences_of
from tests.served import page as html_page
from tests.served import serve
from tests.test_corrections import click
from tests.test_network import feed_of, page_of
from tests.test_ways_in import expected, told
from tests.ways import STORY

# Enough words to be an article of its own.
LONG = (
    "The leaders of both countries met in the resort and agreed that a zone would be set up between the two armies, "
    "after four hours of talks about the patrols that will secure it and the rebels who would stay inside."
)


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
    here = Here("the-sample-times", "the-sample-times", "The Sample Times", "", "", "")
    known = Known({text_key(documents[1]): [here]})
    frame = preview_frame([one.name for one in read], documents, [["Accord"]] + [[]] * 4, known)
    assert list(frame) == list(COLUMNS)
    assert frame["take"].tolist() == [True, False, True, False, False]
    first = frame.iloc[0]
    assert (first["headline"], first["outlet"], first["about"]) == (STORY[0].title, STORY[0].outlet, "Accord")
    assert first["published"] == str(STORY[0].day)
    assert first["came"] == "export.rtf, article 1"
    doubts = frame["doubts"]
    assert doubts[2].startswith("already here")
    assert doubts[4] == "the same text as row 1, export.rtf, article 1; outlet not known; no date"
    assert doubts[5].startswith("the same text as row 4, copy.txt")


@pytest.mark.parametrize(
    ("outlet", "name", "here", "said"),
    [
        ("Chari Pres", "a.txt", Here("chari-press", "chari-pres", "Chari Press", "a.txt", "outlet corrected", ""),
         "already here, corrected since: outlet corrected"),
        ("Chari Pres", "a.txt", Here("chari-press", "chari-press", "Chari Press", "a.txt", "", ""),
         "already here, as an article of Chari Press"),
        (None, "b.txt", Here("chari-press", "chari-press", "Chari Press", "a.txt", "", ""),
         "already here, as an article of Chari Press"),
        ("Chari Press", "b.txt", Here(None, None, "unknown outlet", "", "", "removed by Ana on 30 Nov 2026: not ours"),
         "removed by Ana on 30 Nov 2026: not ours"),
        ("Other News", "b.txt", Here("chari-press", "chari-press", "Chari Press", "a.txt", "", ""), None),
    ],
)  # fmt: skip
def test_what_was_mended_or_removed_is_known_by_its_text(
    outlet: str | None, name: str, here: Here, said: str | None
) -> None:
    """However its outlet was put right since; but an agency's text in another outlet is that outlet's own."""
    document = make_document("x", f"{LONG} They met.", outlet)
    frame = preview_frame([name], [document], [[]], Known({text_key(document): [here]}))
    assert frame["take"].tolist() == [said is None]
    assert (said or "") in frame["doubts"][1]


def test_what_waits_for_an_article_that_was_taken_back_is_said() -> None:
    documents = [make_document("out", LONG, "Daily Sample"), make_document("mended", "They met.", "Daily Sample")]
    known = Known(removed={"out": "removed by Ana on 3 Oct 2018"}, corrected={"mended": "story corrected to x"})
    frame = preview_frame(["a", "b"], documents, [[], []], known)
    assert frame["take"].tolist() == [False, True]
    assert frame["doubts"][1] == "removed by Ana on 3 Oct 2018"
    assert "story corrected to x" in frame["doubts"][2]


def test_copies_within_one_import_are_told() -> None:
    text = " ".join([LONG, *(f"Village {n} is told of on day {n}." for n in range(15))])
    texts = [(text, "Daily Sample"), (f"Daily Sample {text}", "Daily Sample"), (text, "Other News"), (text, None)]
    documents = [make_document(str(at), *text) for at, text in enumerate(texts)]
    frame = preview_frame(["report.docx", "a.txt", "b.txt", "c.txt"], documents, [[]] * 4, Known())
    assert frame["take"].tolist() == [False, True, True, False]
    assert [one.partition(";")[0] for one in frame["doubts"]] == [
        "another version of row 2, a.txt", "", "the same text as row 1, report.docx, of another outlet: each counts",
        "the same text as row 1, report.docx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("SOUTHBANK REPORT Africa · 4 April 2025 · 4 min read\n\n{}", "its head says 4 Apr 2025"),
        ("N'DJAMENA, 21 March (CPA) - {}", "its head says 21 Mar 2024"),
        ("N'DJAMENA, 11 March (CPA) - {}", ""),
        ("They met.", "only 2 words"),
    ],
)
def test_a_day_that_the_text_denies_and_a_scrap_are_doubts_and_a_dateline_is_none(text: str, doubt: str) -> None:
    with Reader() as reader:
        document = reader.read_bytes("a.txt", text.format(LONG).encode(), published=date(2024, 3, 12), outlet="A B")
    frame = preview_frame(["a.txt"], [document], [[]], Known())
    assert frame["doubts"][1] == doubt
    assert frame["take"][1]


def test_a_mail_without_a_known_outlet_says_who_sent_it() -> None:
    head = ("From: Chari Courier <news@sample.example>", "Subject: Fwd: A flight returns", "MIME-Version: 1.0")
    [one] = brought("a.eml", "\n".join([*head, "", LONG]).encode())
    frame = preview_frame(["a.eml"], [one.outcome], [[]], Known())
    assert frame["doubts"][1].startswith(
        "outlet not known; sent by Chari Courier <news@sample.example> with the subject “Fwd: A flight returns”"
    )


def test_what_the_table_says_is_saved(tmp_path: Path) -> None:
    [one] = brought("a.txt", STORY[0].text.encode())
    row = preview_frame(["a.txt"], [one.outcome], [[]], Known()).iloc[0]
    row = row.copy()
    row["published"], row["url"], row["headline"] = "2018-09-17", "https://x.example/1", "A zone is agreed"
    piece = as_said(one, row, "Some News", "zone")
    save_import(tmp_path, datetime(2026, 1, 1, tzinfo=UTC), ["a.txt"], [piece])
    [document], _ = read_files([tmp_path])
    assert document.source is not None
    assert (document.source.name, document.published, document.story, document.url, document.title) == (
        "Some News", date(2018, 9, 17), "zone", "https://x.example/1", "A zone is agreed",
    )  # fmt: skip


def test_what_is_no_day_is_said_before_anything_is_saved() -> None:
    frame = pd.DataFrame({"published": ["2024-03-12", "", "12/03/2024", "9999-01-01"]}, index=range(1, 5))
    assert [fault.partition(" is no day")[0] for fault in faults(frame)] == [
        "Row 3: “12/03/2024”",
        "Row 4: “9999-01-01”",
    ]


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
