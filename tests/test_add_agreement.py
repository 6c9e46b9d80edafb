"""Adding an agreement on its page: read, put right, kept, corrected, taken away and brought back."""

import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.agreement import Brought
from lib.agreement.apart import load_reader
from lib.agreement.reading import read_agreement
from lib.annotate import Tools, annotate
from lib.errors import AccordError
from lib.models import Agreement
from lib.settings import load_settings
from lib.store import (
    kept_agreements,
    kept_readings,
    known_agreements,
    save_agreement,
)
from lib.ui.agreement import adding
from tests.conftest import make_document, open_page, save_in
from tests.test_agreement_reading import ACCORD

NAME = "accord-of-faya"


@pytest.fixture(autouse=True)
def _alone(nothing_kept: None) -> None:
    """What is kept changes in these tests."""


@pytest.fixture
def desk(tmp_path: Path, no_seeds: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which agreements are kept, of a desk with one article, which is soon drawn."""
    text = "Chad and the Koussi Front agreed in Faya on Thursday. The Koussi Front must hand over its list of camps."
    document = make_document("guns", text, published=date(2021, 2, 5))
    save_in(tmp_path / "data", (document, annotate(document, tools)))
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    return tmp_path / "data" / "agreements"


@pytest.fixture
def on_seeds(desk: Path, seed_store: Path) -> None:
    """The desk has the seeds' articles instead, which report the shipped agreement."""
    shutil.rmtree(desk.parent / "table")
    shutil.copytree(seed_store, desk.parent / "table")


@pytest.fixture(scope="module")
def accord(tools: Tools) -> Agreement:
    """The accord as the desk reads it."""
    return replace(read_agreement(ACCORD, tools), id=NAME)


@pytest.fixture
def kept(desk: Path, accord: Agreement) -> Path:
    """The folder in which agreements are kept, with the accord in it."""
    save_agreement(desk, accord)
    return desk


@pytest.fixture(scope="module")
def reader() -> Callable[[Brought], Any]:
    """What the process of its own does."""
    return load_reader(load_settings({}))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch, reader: Callable[[Brought], Any]) -> None:
    """What is brought is read in this process: one of its own takes seconds to start, which two tests wait for."""

    def read(brought: Brought, _: object) -> Agreement:
        told: Agreement | AccordError = next(reader(brought))
        if isinstance(told, AccordError):
            raise told
        return told

    monkeypatch.setattr(adding, "read_apart", read)


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


REFUSED = {
    "The weather was fine in Geneva, and nobody met anybody all day.": "The text: no agreement",
    "   ": "There is nothing to read: paste",
    "a" * 600_001: "The text: longer than 600,000 characters",
}


@pytest.mark.usefixtures("read_here")
def test_what_is_no_agreement_is_refused_by_name(desk: Path) -> None:
    at = None
    for text, why in REFUSED.items():
        at = _read(text, at)
        assert [why in one.value.replace("\\", "") for one in at.error] == [True]
        assert not [one for one in at.button if one.label == "Keep this agreement"]
    assert not desk.exists()


@pytest.mark.usefixtures("desk")
def test_a_file_is_refused_by_its_name() -> None:
    at = open_page("agreement", open="add agreement")
    at.get("file_uploader")[0].upload("faya.pdf", b"%PDF-1.7 broken", "application/pdf")
    _button(at, "Read the agreement").click().run()
    assert [one.value.startswith(r"faya\.pdf\: ") for one in at.error] == [True]


@pytest.mark.usefixtures("desk", "read_here")
def test_a_file_is_read_by_its_content() -> None:
    at = open_page("agreement", open="add agreement")
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in ACCORD.splitlines())}</body></html>"
    at = open_page("agreement", open="add agreement")
    at.get("file_uploader")[0].upload("faya.html", page.encode(), "text/html")
    _button(at, "Read the agreement").click().run()
    assert "10 clauses, 2 parties" in _said(at)


@pytest.mark.usefixtures("desk")
def test_a_text_and_a_file_are_not_read_at_once() -> None:
    at = open_page("agreement", open="add agreement")
    at.get("file_uploader")[0].upload("faya.txt", ACCORD.encode(), "text/plain")
    _read(ACCORD, at)
    assert ["take one of them away" in one.value for one in at.error] == [True]


HOSTILE = {
    "template and formula": "{{9**9}} {% x %} {# $x^2$ $$y$$",
    "colour": ":red[x] :material/home: `a` **b**",
    "script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "right to left": "\u202eصحيفة\u2066 العرب",
}


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_shown_as_they_are(desk: Path, words: str) -> None:
    text = ACCORD.replace("its radios", f"its {words} radios").replace("Koussi Front", f"Koussi {words} Front")
    at = _read(text, open_page("agreement", open="add agreement"))
    next(one for one in at.text_input if one.label == "Title").input(f"Accord {words}")
    next(one for one in at.text_area if one.label == "Parties, one a line").input(f"Koussi {words}\nChad")
    _shown_harmlessly(at, words)
    _button(at, "Keep this agreement").click().run()
    assert not at.exception
    _shown_harmlessly(at, words)
    (kept,) = (one for one in known_agreements(desk)[0] if one.id == NAME)
    assert (kept.title, kept.parties) == (f"Accord {words}", (f"Koussi {words}", "Chad"))
    assert any(words in clause.text for clause in kept.clauses)
    _button(at, "Correct this agreement").click().run()
    _button(at, "Remove this agreement").click().run()
    assert not at.exception
    _shown_harmlessly(at, words)


def _shown_harmlessly(at: AppTest, words: str) -> None:
    """Somewhere the page says the words; no markdown has a sign of them that does something, no HTML an element."""
    spoken = (at.header, at.caption, at.markdown, at.success, at.warning, at.error)
    told = [one.value for some in spoken for one in some]
    bodies = [one.proto.body for one in at.get("html")]
    signs = " ".join(words.replace("\u202e", "").replace("\u2066", "").split())
    assert any(signs in one.replace("\\", "") for one in told) or any(escape(signs) in one for one in bodies)
    for one in told:
        assert not re.search(r"(?<!\\)(?:</?script|<img|:red|:material|\$x|\$\$|`a|\*\*b|\{\{9)", one)
    for one in bodies:
        assert not re.search(r"<script|<img src=x", one)
    assert not {"\u202e", "\u2066"} & {sign for one in (*told, *bodies) for sign in one}


@pytest.mark.usefixtures("kept", "on_seeds")
def test_who_may_only_look_has_no_form_and_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    at = open_page("agreement", open="add agreement", correct=NAME)
    assert not at.text_area
    assert not {"Correct this agreement", "Remove this agreement"} & {one.label for one in at.button}
    assert "Adding and correcting is off here" in _said(at)
    assert "Ledger: ACCORD OF FAYA" in [one.value for one in at.header]
    labels = [one.proto.label for one in at.get("download_button")]
    assert labels.count("Agreement as TOML") == labels.count("Agreement as JSON") == 2


def test_rights_are_asked_again_at_the_click(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = open_page("agreement")
    monkeypatch.setattr("lib.ui.kit.rights.why_read_only", lambda: "it was switched off meanwhile")
    _button(at, "Remove this agreement").click().run()
    assert kept_agreements(kept) == {NAME}
    assert any("switched off meanwhile" in one.value for one in at.error)


@pytest.mark.usefixtures("desk", "on_seeds")
def test_the_shipped_agreement_is_only_taken_along() -> None:
    at = open_page("agreement")
    assert {"Agreement as TOML", "Agreement as JSON"} <= {one.proto.label for one in at.get("download_button")}
    assert not {"Correct this agreement", "Remove this agreement"} & {one.label for one in at.button}


def test_corrections_that_change_nothing_leave_the_file_alone_and_others_are_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page("agreement")
    before = (kept / f"{NAME}.toml").read_bytes()
    _button(at, "Correct this agreement").click().run()
    _button(at, "Keep the corrections").click().run()
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == {f"{NAME}.toml": before}
    _button(at, "Correct this agreement").click().run()
    assert not at.exception
    _edits(monkeypatch, lambda frame: frame.assign(words=frame["words"].str.replace("its guns", "all its guns")))
    next(one for one in at.text_input if one.label == "Title").input("Accord of Faya-Largeau")
    _button(at, "Keep the corrections").click().run()
    assert not at.exception
    assert "Ledger: Accord of Faya\\-Largeau" in [one.value for one in at.header]
    (now,) = (one for one in known_agreements(kept)[0] if one.id == NAME)
    changed = next(one for one in now.clauses if one.id == "2")
    assert (changed.text, changed.start, changed.end) == (
        "The Government shall withdraw all its guns by 28 February.", 0, 0,
    )  # fmt: skip
    assert len(list(kept.glob(f"{NAME}.replaced"))) == 1
    assert not [one for one in at.button if one.label == "Keep the corrections"]


def test_every_change_says_who_when_and_why_and_goes_with_one_click(
    kept: Path, accord: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page("agreement")
    _button(at, "Correct this agreement").click().run()
    _edits(monkeypatch, lambda frame: frame.assign(words=frame["words"].str.replace("its guns", "all its guns")))
    next(one for one in at.text_input if one.label == "Who decides").input("Nadia")
    next(one for one in at.text_input if one.label == "Why").input("the {{printed}} *text*")
    _button(at, "Keep the corrections").click().run()
    assert not at.exception
    monkeypatch.undo()
    monkeypatch.setenv("ACCORD_DESK_DATA", str(kept.parent))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    at = open_page("agreement", open="earlier readings")
    lines = [one.value for one in at.markdown if "ACCORD OF FAYA" in one.value]
    assert any(r"Nadia\: the \{\{printed\}\} \*text\*" in line and "kept" in line for line in lines)
    assert any("no note of who and why" in line and "replaced" in line for line in lines)
    next(one for one in at.button if one.label == "Bring back").click().run()
    assert not at.exception
    assert next(one for one in known_agreements(kept)[0] if one.id == NAME) == accord
    states = {one.state: one for one in kept_readings(kept)}
    assert states["replaced"].change is not None
    assert (states["replaced"].change.who, states["kept"].change) == ("Nadia", None)


def test_a_removed_agreement_is_brought_back_at_once_or_in_another_visit(kept: Path, accord: Agreement) -> None:
    at = open_page("agreement")
    _button(at, "Remove this agreement").click().run()
    assert not at.exception
    assert "Ledger: ACCORD OF FAYA" not in [one.value for one in at.header]
    assert "Removed: ACCORD OF FAYA" in _said(at)
    _button(at, "Bring it back").click().run()
    assert "Ledger: ACCORD OF FAYA" in [one.value for one in at.header]
    assert not [one for one in at.button if one.label == "Bring it back"]
    _button(at, "Remove this agreement").click().run()
    assert [(one.state, one.change.why if one.change else "") for one in kept_readings(kept)] == [
        ("removed", "removed")
    ]
    at = open_page("agreement", open="earlier readings")
    next(one for one in at.button if one.label == "Bring back").click().run()
    assert not at.exception
    assert next(one for one in known_agreements(kept)[0] if one.id == NAME) == accord


@pytest.mark.usefixtures("read_here")
def test_a_row_without_words_is_not_kept_and_what_was_read_can_be_let_go(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _read(ACCORD)
    _edits(monkeypatch, lambda frame: frame.assign(words=""))
    _button(at, "Keep this agreement").click().run()
    assert any("Row 1 has no words" in one.value for one in at.error)
    _button(at, "Start over").click().run()
    assert not at.exception
    assert _button(at, "Read the agreement")
    assert next(one for one in at.text_area if one.label == "Paste its text").value == ""
    assert not desk.exists()


@pytest.mark.usefixtures("read_here", "on_seeds")
def test_what_it_is_to_another_is_shown_put_right_and_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ACCORD.replace("ACCORD OF FAYA", "Additional Protocol to the Accord of Faya of 4 February 2021", 1)
    at = _read(text)
    _button(at, "Keep this agreement").click().run()
    path = kept / "additional-protocol-to-the-accord-of-faya-of-4-february-2021.toml"
    told = {"kind": "supplements", "name": "Accord of Faya", "signed": date(2021, 2, 4), "agreement": NAME}
    assert tomllib.loads(path.read_text(encoding="utf-8"))["related"] == [told]
    assert "supplements ACCORD OF FAYA of 4 Feb 2021" in _said(at)
    assert "supplemented by Additional Protocol" in _said(at)
    at = open_page("agreement", correct=path.stem)
    _edits(monkeypatch, lambda frame: frame.assign(kind="replaces", name="  "), of="agreement")
    _button(at, "Keep the corrections").click().run()
    assert not at.exception
    assert tomllib.loads(path.read_text(encoding="utf-8"))["related"] == [
        told | {"kind": "replaces", "name": "ACCORD OF FAYA"}
    ]
    assert "changes point 1 of ACCORD OF FAYA" in _said(at)


def _edits(monkeypatch: pytest.MonkeyPatch, edit: Callable[[Any], Any], of: str = "words") -> None:
    """A table with such a column comes back edited, as from a reader's hand; AppTest has no hand for cells."""
    real = st.data_editor

    def edited(frame: Any, **options: Any) -> Any:
        drawn = real(frame, **options)
        return edit(drawn) if of in frame else drawn

    monkeypatch.setattr(st, "data_editor", edited)


@pytest.mark.usefixtures("read_here")
def test_a_second_of_the_same_name_replaces_the_first_after_saying_so(kept: Path) -> None:
    at = _read(ACCORD.replace("28 February", "25 February"))
    assert any("keeping this one replaces it" in one.value for one in at.warning)
    _button(at, "Keep this agreement").click().run()
    assert "28 February" in (kept / f"{NAME}.replaced").read_text(encoding="utf-8")
    assert "25 February" in (kept / f"{NAME}.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("read_here")
def test_a_desk_without_articles_shows_the_form_and_what_is_kept(
    tmp_path: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    at = open_page("agreement")
    assert "Add an agreement" in [one.value for one in at.header]
    _read(ACCORD, at)
    _button(at, "Keep this agreement").click().run()
    assert not at.exception
    assert "Ledger: ACCORD OF FAYA" in [one.value for one in at.header]


def test_the_example_is_opened_and_removed_with_one_click_each(desk: Path) -> None:
    at = open_page("agreement")
    _button(at, "Open the example").click().run()
    assert not at.exception
    assert "Protocol of Tatvan" in _said(at)
    states = next(table.value for table in at.dataframe if "State" in table.value or "state" in table.value)
    assert len(states) == 8
    _button(at, "Remove the example").click().run()
    assert not at.exception
    assert "Protocol of Tatvan" not in _said(at)
    assert not list((desk.parent / "corpus").glob("example-*"))


def test_a_kept_file_that_is_broken_is_named_and_the_rest_is_shown(kept: Path) -> None:
    (kept / "broken.toml").write_text("title = ", encoding="utf-8")
    at = open_page("agreement")
    assert any("broken\\.toml" in one.value for one in at.warning)
    assert "Ledger: ACCORD OF FAYA" in [one.value for one in at.header]


@pytest.mark.usefixtures("read_here")
def test_an_old_treaty_is_read_and_corrected(desk: Path) -> None:
    at = _read(ACCORD.replace("2021", "1648"))
    _button(at, "Keep this agreement").click().run()
    assert not at.exception
    _button(at, "Correct this agreement").click().run()
    assert not at.exception
    _button(at, "Keep the corrections").click().run()
    assert not at.exception
    (kept,) = (one for one in known_agreements(desk)[0] if one.id == NAME)
    assert kept.signed in {date(1648, 2, 4), None}
