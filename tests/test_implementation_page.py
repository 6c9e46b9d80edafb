"""Setting a status on the Agreement page: seen in its row at once, listed, taken back, taken along and brought in."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.models import Decision
from lib.store import decisions_toml, load_decisions, parse_decisions
from lib.views.agreement.implementation import Implementation
from lib.views.kit.looks import Looks
from tests.conftest import open_page

ARMS, TRUCE = "sochi-2018/heavy-weapons", "sochi-2018/ceasefire"
HOSTILE = "<script>alert(1)</script> **x** =1+1"

Open = Callable[..., AppTest]


def open_clause(clause: str = ARMS, **query: Any) -> AppTest:
    """The page with the form open for one clause, as a row's link opens it."""
    return open_page("agreement", open="status", to="status", clause=clause, **query)


def form_key(clause: str = ARMS, nth: int = 0) -> str:
    return f"set status {nth} {clause}"


def fill(at: AppTest, key: str, **said: Any) -> AppTest:
    """The form filled in and sent; `status`, `day`, `note`, `sources` and `who` may be said."""
    known = {"status": "minimal", "note": "some left", "who": "Nadia", **said}
    if known["status"]:
        at.radio(key=f"{key} status").set_value(known["status"])
    if "day" in known:
        at.date_input(key=f"{key} day").set_value(known["day"])
    at.text_area(key=f"{key} note").input(known["note"])
    at.text_area(key=f"{key} sources").input(known.get("sources", ""))
    at.text_input(key=f"{key} who").input(known["who"])
    next(button for button in at.button if button.label == "Set status").click()
    at.run()
    assert not at.exception
    return at


def clauses_shown(at: AppTest) -> str:
    """The HTML of the clauses."""
    return " ".join(block.proto.body for block in at.get("html") if "clause-row" in block.proto.body)


def saved(editable_data: Path) -> tuple[Decision, ...]:
    return load_decisions(editable_data / "decisions")


def test_a_status_is_set_with_its_evidence_and_stands_in_its_row(editable_data: Path) -> None:
    at = open_clause()
    assert "no status set" in clauses_shown(at)
    assert "Status</h4>" in clauses_shown(at)
    boxes = [box for box in at.checkbox if box.key.startswith(form_key())]
    boxes[0].check()
    fill(at, form_key(), day=date(2018, 9, 16), sources=f"https://example.org/r\n\n{HOSTILE}")
    (row,) = saved(editable_data)
    assert (row.subject.id, row.value, row.day, row.why, row.who) == (
        ARMS,
        "minimal",
        date(2018, 9, 16),
        "some left",
        "Nadia",
    )
    sentence, address, hostile = row.evidence
    assert sentence.span
    assert sentence.span.exact in boxes[0].label.replace("\\", "")
    assert sentence.document
    assert [address.source, hostile.source] == ["https://example.org/r", HOSTILE]
    shown = clauses_shown(at)
    assert "●○○ 1 minimal<small>from 16 Sep 2018</small>" in shown
    assert 'href="https://example.org/r"' in shown
    assert "Copy citation" in shown.partition('class="entries"')[2].partition("</ul>")[0]
    assert "<script>" not in shown
    assert "data version 0.1" in at.caption[0].value
    assert "Implementation log (1)" in [one.value for one in at.header]
    assert "open" not in at.query_params
    assert "to" not in at.query_params


def test_an_entry_is_taken_back_and_stays_in_the_log(editable_data: Path) -> None:
    at = fill(open_clause(), form_key())
    next(button for button in at.button if button.label == "Undo").click()
    at.run()
    assert not at.exception
    assert "minimal<small>" not in clauses_shown(at)
    assert "↶ Undone by Nadia on" in clauses_shown(at)
    assert [bool(row.undoes) for row in saved(editable_data)] == [False, True]
    assert "Implementation log (1)" in [one.value for one in at.header]


@pytest.mark.usefixtures("editable_data")
def test_the_rows_follow_the_as_of_date() -> None:
    fill(open_clause(), form_key(), day=date(2018, 10, 9), status="full")
    before = clauses_shown(open_clause(as_of="2018-10-08"))
    assert "●●● 3 full<small>" not in before
    assert "after the as-of date" in before
    assert "●●● 3 full<small>from 9 Oct 2018" in clauses_shown(open_clause(as_of="2018-10-09"))


@pytest.mark.usefixtures("editable_data")
def test_the_log_is_there_where_no_commitment_is_in_view() -> None:
    fill(open_clause(), form_key())
    at = open_clause(until="2000-01-01")
    assert "No article matches the filters." in at.markdown[0].value
    assert "Implementation log (1)" in [one.value for one in at.header]
    assert at.selectbox(key="set status 0 clause None").options


def test_a_status_is_set_for_a_clause_that_nobody_reports(editable_data: Path) -> None:
    at = open_clause(TRUCE)
    at.text_input(key=f"{form_key(TRUCE)} sought").input("Erdogan").run()
    found = [box for box in at.checkbox if box.key.startswith(form_key(TRUCE))]
    found[-1].check()
    fill(at, form_key(TRUCE))
    assert len(saved(editable_data)[0].evidence) == 1
    assert "●○○ 1 minimal" in clauses_shown(at)


def test_what_is_missing_is_said_and_nothing_saved(editable_data: Path) -> None:
    at = open_clause()
    for said, problem in (
        ({"status": None}, "Choose a status"),
        ({"note": " "}, "Write a note"),
        ({"who": " "}, "Write your name"),
        ({"sources": "x" * 1001}, "a source is longer than 1,000"),
    ):
        fill(at, form_key(), **said)
        assert problem in at.error[0].value.replace("\\", "")
    assert not saved(editable_data)


@pytest.mark.usefixtures("editable_data")
def test_where_data_may_not_be_changed_the_log_can_only_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(open_clause(), form_key())
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    st.cache_resource.clear()
    at = open_clause()
    assert "●○○ 1 minimal" in clauses_shown(at)
    assert "Set status" not in clauses_shown(at)
    assert not [one for one in at.button if one.label in {"Undo", "Set status"}]
    assert not at.radio
    assert [one.proto.label for one in at.get("download_button") if "TOML" in one.proto.label]


def test_the_log_taken_along_and_brought_in_is_the_same_log(editable_data: Path) -> None:
    fill(open_clause(), form_key(), sources="S/2018/852")
    at = fill(open_clause(TRUCE), form_key(TRUCE), status="not started")
    next(button for button in at.button if button.label == "Undo").click()
    at.run()
    rows = saved(editable_data)
    assert len(rows) == 3
    content = decisions_toml(rows)
    shown = clauses_shown(open_clause())
    shutil.rmtree(editable_data / "decisions")
    st.cache_resource.clear()
    at = open_clause()
    assert "Implementation log (0)" in [one.value for one in at.header]
    at.get("file_uploader")[0].upload("log.toml", content.encode(), "application/toml").run()
    next(button for button in at.button if button.label == "Add 3 rows").click()
    at.run()
    assert saved(editable_data) == rows == parse_decisions(content, "log.toml")
    assert clauses_shown(at) == shown


def test_no_status_is_told_apart_from_not_started() -> None:
    statuses = pd.DataFrame({"matter": ["a"], "status": ["not started"], "day": [pd.Timestamp(2018, 10, 9)]})
    none = pd.DataFrame(columns=["matter", "decision", "day", "number"])
    log = Implementation(statuses, none, none, None, Looks({}, {}, {}), lambda document, at: f"{document}{at}")
    assert (
        log.cell("a")
        == '<span class="status" data-label="Status:">○○○ 0 not started<small>from 9 Oct 2018</small></span>'
    )
    assert "no status set</span>" in log.cell("b")
    assert log.inside("b") == ""
