"""What an analyst corrects on a page is counted at once, undone with a click, and offered only where it is allowed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.models import Filters
from lib.queries.agreement.commitments import commitments
from lib.queries.entities import entity_table
from lib.queries.map import places, unresolved_toponyms
from lib.queries.overview import source_cards
from lib.store import load_decisions, open_version
from tests.conftest import open_page

PUTIN, ERDOGAN = "vladimir-putin", "recep-tayyip-erdogan"
IDLIB_CITY = "geonames:169389"

ALL = Filters()

Desk = Callable[..., AppTest]


def sign(at: AppTest, key: str, label: str, why: str = "they are one") -> AppTest:
    """Fill in who and why, and click the form's button."""
    at.text_input(key=f"{key} who").input("Nadia")
    at.text_input(key=f"{key} why").input(why)
    next(button for button in at.button if button.label == label).click()
    at.run()
    assert not at.exception
    return at


def correct_entity(deed: str, entity: str = PUTIN) -> tuple[AppTest, str]:
    """The Entities page with the form for one correction open."""
    key = f"correct {entity}"
    at = open_page("entities", key, chosen=entity)
    at.radio(key=f"{key} deed").set_value(deed).run()
    return at, key


def shown(at: AppTest) -> str:
    """All the page's own HTML."""
    return " ".join(block.proto.body for block in at.get("html"))


def _mentions(at: AppTest) -> int:
    """How many mentions the head of the chosen entity says it has."""
    return int(re.search(r"· (\d+) mentions? in", shown(at))[1])


def click(at: AppTest, label: str) -> AppTest:
    """Click the first button with this label."""
    next(button for button in at.button if button.label == label).click()
    at.run()
    assert not at.exception
    return at


def test_a_merge_is_counted_followed_by_links_and_undone(editable_data: Path) -> None:
    before = entity_table(open_version(editable_data / "table"), Filters()).set_index("entity")["mentions"]
    at, key = correct_entity("merge")
    at.selectbox(key=f"{key} into").set_value(ERDOGAN)
    sign(at, key, "Merge")
    assert at.header[0].value == "Recep Tayyip Erdogan"
    assert _mentions(at) == before[PUTIN] + before[ERDOGAN]
    assert "data version 0.1" in at.caption[0].value
    assert "merged into Recep Tayyip Erdogan by Nadia on" in shown(at)
    assert "Vladimir Putin</b> merged into Recep Tayyip Erdogan" in shown(at)
    followed = open_page("entities", chosen=PUTIN, entity=PUTIN)
    assert followed.header[0].value == "Recep Tayyip Erdogan"
    assert followed.session_state["filters"].entities == (ERDOGAN,)
    assert not followed.warning
    click(at, "Undo")
    assert "data version 0.2" in at.caption[0].value
    assert "↶ undone" in shown(at)
    assert _mentions(at) == before[ERDOGAN]
    click(at, "Apply again")
    assert "data version 0.3" in at.caption[0].value
    assert "✓ in force" in shown(at)


def test_a_filter_on_what_is_merged_away_elsewhere_is_followed(editable_data: Path) -> None:
    visitor = open_page("entities", entity=PUTIN)
    at, key = correct_entity("merge")
    at.selectbox(key=f"{key} into").set_value(ERDOGAN)
    sign(at, key, "Merge")
    visitor.run()
    assert not visitor.exception
    assert visitor.session_state["filters"] == Filters(entities=(ERDOGAN,))
    assert len(load_decisions(editable_data / "decisions")) == 1


@pytest.mark.usefixtures("editable_data")
def test_a_rename_a_split_and_hiding_are_counted() -> None:
    at, key = correct_entity("rename")
    at.text_input(key=f"{key} name").input("<b>V. V. Putin</b> *x*")
    sign(at, key, "Rename")
    assert at.header[0].value == r"\<b\>V\. V\. Putin\<\/b\> \*x\*"
    assert "<b>V. V." not in shown(at)
    at, key = correct_entity("split")
    at.multiselect(key=f"{key} spellings").set_value(["Putin"])
    at.text_input(key=f"{key} other").input("Another Putin")
    sign(at, key, "Split off")
    assert any("Another Putin" in option for option in at.multiselect(key="filter_entity").options)
    at, key = correct_entity("hide")
    sign(at, key, "Hide")
    assert at.header[0].value == "Idlib"
    assert open_page("corrections").header[0].value == "Decisions (3)"


def test_what_is_missing_is_said_and_nothing_saved(editable_data: Path) -> None:
    at, key = correct_entity("merge")
    for deed, label, why, said in (
        ("merge", "Merge", "x", "Choose the name it is the same as"),
        ("rename", "Rename", "x", "That is its name already"),
        ("split", "Split off", "x", "Choose the spellings"),
        ("hide", "Hide", " ", "Write the reason"),
    ):
        at.radio(key=f"{key} deed").set_value(deed).run()
        sign(at, key, label, why)
        assert said in at.error[0].value.replace("\\", "")
    assert not load_decisions(editable_data / "decisions")


def test_where_data_may_not_be_changed_nothing_is_offered(editable_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at, key = correct_entity("hide", "idlib")
    sign(at, key, "Hide")
    assert editable_data.exists()
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    st.cache_resource.clear()
    for page, popover in (("entities", f"correct {PUTIN}"), ("map", f"correct {IDLIB_CITY}")):
        reader = open_page(page, popover, chosen=PUTIN, place=IDLIB_CITY)
        assert not [one for one in reader.button if one.label in {"Undo", "Hide", "Merge", "Change", "Reject"}]
        assert not reader.radio
        assert all("Decisions" not in one.value for one in reader.header)
    assert "idlib" not in {str(option) for option in reader.multiselect(key="filter_entity").options}


@pytest.mark.usefixtures("editable_data")
def test_a_link_shows_the_decisions_it_was_made_with() -> None:
    at, key = correct_entity("hide")
    sign(at, key, "Hide")
    assert "data version 0 ·" in f"{open_page('entities', data='0').caption[0].value} ·"
    assert open_page("entities", data="0", chosen=PUTIN).header[0].value == "Vladimir Putin"
    assert "data version 0.1" in open_page("entities", data="0.1").caption[0].value
    for wrong in ("0.2", "0.x", "1.1", "0.1.1", "²"):
        assert wrong in open_page("entities", data=wrong).warning[0].value.replace("\\", "")


def test_a_place_is_reassigned_and_rejected(editable_data: Path) -> None:
    key = f"correct {IDLIB_CITY}"
    at = open_page("map", key, place=IDLIB_CITY)
    at.selectbox(key=f"{key} place").set_value("geonames:169387")
    sign(at, key, "Change")
    (decision,) = load_decisions(editable_data / "decisions")
    assert (decision.action, decision.value) == ("reassign", "geonames:169387")
    assert decision.value_name.startswith("Idlib (province")
    assert "reassigned to Idlib (province" in shown(at)
    click(at, "Undo")
    at = open_page("map", key, place=IDLIB_CITY)
    at.radio(key=f"{key} deed").set_value("reject").run()
    single = next(option for option in at.selectbox(key=f"{key} which").options if option.startswith("1. "))
    at.selectbox(key=f"{key} which").set_value(single)
    sign(at, key, "Reject", "it means the province")
    assert load_decisions(editable_data / "decisions")[-1].subject.kind == "toponym"
    assert "rejected as that place" in shown(at)


def test_the_role_of_a_place_is_changed(editable_data: Path) -> None:
    key = f"correct {IDLIB_CITY}"
    at = open_page("map", key, place=IDLIB_CITY)
    at.radio(key=f"{key} deed").set_value("role").run()
    at.selectbox(key=f"{key} role").set_value("associative")
    sign(at, key, "Change")
    store = open_version(editable_data / "table", None, load_decisions(editable_data / "decisions"))
    roles = store.execute("SELECT DISTINCT role FROM toponyms WHERE place = ?", [IDLIB_CITY]).fetchall()
    assert roles == [("associative",)]


def test_a_commitment_is_put_under_another_clause_and_rejected(editable_data: Path) -> None:
    rows = commitments(open_version(editable_data / "table"), Filters())
    row = rows[rows["clause"].notna()].iloc[0]
    key = f"correct commitment {row['document']} {row['start']}"

    at = open_page("agreement", key)
    own = f"{key} {row['start']}"
    at.radio(key=f"{key} deed").set_value("reassign").run()
    at.selectbox(key=f"{own} clause").set_value("")
    sign(at, own, "Change", "not this one")
    assert "put under no clause by Nadia on" in shown(at)
    at = open_page("agreement", key)
    at.radio(key=f"{key} deed").set_value("reject").run()
    sign(at, own, "Reject")
    first, second = load_decisions(editable_data / "decisions")
    assert (first.action, first.value, second.action) == ("reassign", None, "reject")
    store = open_version(editable_data / "table", None, (first,))
    same = "SELECT clause, clause_read FROM commitments WHERE (document, start) = (?, ?)"
    assert store.execute(same, [row["document"], int(row["start"])]).fetchall() == [(None, row["clause"])]
    store = open_version(editable_data / "table", None, (first, second))
    assert len(commitments(store, Filters())) == len(rows) - 1


def test_a_broken_file_of_decisions_is_said_and_the_articles_still_shown(editable_data: Path) -> None:
    (editable_data / "decisions").mkdir()
    (editable_data / "decisions" / "decisions.jsonl").write_text("{}\n", encoding="utf-8")
    at = open_page("entities")
    assert "line 1: not a decision" in at.warning[0].value.replace("\\", "")
    assert at.header[0].value == "Idlib"
    at, key = correct_entity("hide", "idlib")
    assert "none is added to it. Move that file away" in sign(at, key, "Hide").error[0].value.replace("\\", "")


def test_what_an_article_is_about_is_put_right_and_undone(editable_data: Path) -> None:
    first = source_cards(open_version(editable_data / "table"), Filters()).iloc[0]
    document, accord = str(first["document"]), first["about"][0]
    key = f"correct about {document}"
    at = open_page("article", key, document=document)
    assert f"<summary>About: {accord}</summary>" in shown(at)
    at.radio(key=f"{key} deed").set_value("detach").run()
    sign(at, key, "Change", "another paper")
    assert "<summary>About no agreement that the desk knows</summary>" in shown(at)
    assert f"not about {accord} by Nadia on" in shown(at)
    assert load_decisions(editable_data / "decisions")[0].action == "detach"
    rows = commitments(open_version(editable_data / "table", None, load_decisions(editable_data / "decisions")), ALL)
    assert not rows[rows["document"] == document].empty
    assert rows[rows["document"] == document]["clause"].isna().all()
    click(at, "Undo")
    assert f"<summary>About: {accord}</summary>" in shown(at)


NOWHERE = "Kneiset Bani Omar"


def connection_of(data: Path) -> Any:
    """The articles of a data folder with the decisions on them."""
    return open_version(data / "table", None, load_decisions(data / "decisions"))


def place_name(written: str = "", sought: str = "") -> AppTest:
    """The map with the form that says where a name lies which was found nowhere, filled in and signed."""
    key = f"place {NOWHERE}"
    at = open_page("map", key, row=f"unresolved places:{NOWHERE}")
    at.text_input(key=f"{key} point").input(written)
    if sought:
        at.text_input(key=f"{key} sought").input(sought).run()
        at.selectbox(key=f"{key} place").select_index(0)
    return sign(at, key, "Place it", "a village beside it")


def test_a_name_that_was_found_nowhere_is_opened_and_placed(editable_data: Path) -> None:
    at = open_page("map", row=f"unresolved places:{NOWHERE}")
    assert any(one.value == NOWHERE for one in at.header)
    assert any("the gazetteer has no place of this name" in one.value for one in at.markdown)
    assert f">{NOWHERE}</mark>" in shown(at)
    at = place_name("91, 0")
    assert any("Write latitude and longitude in degrees" in one.value for one in at.error)
    at = place_name("35.5, 36.25")
    assert not at.error
    assert f"{NOWHERE}</b> placed at {NOWHERE}</div>" in shown(at)
    assert at.query_params["place"] == "at:35.5000,36.2500"
    data = connection_of(editable_data)
    assert unresolved_toponyms(data, ALL).empty
    row = places(data, ALL).set_index("place").loc["at:35.5000,36.2500"]
    assert (row["name"], row["lat"], row["lon"], row["mentions"]) == (NOWHERE, 35.5, 36.25, 1)
    click(at, "Undo")
    assert unresolved_toponyms(connection_of(editable_data), ALL)["exact"].tolist() == [NOWHERE]


def test_a_name_that_was_found_nowhere_may_be_one_of_the_gazetteer(editable_data: Path) -> None:
    before = places(connection_of(editable_data), ALL)["mentions"].sum()
    at = place_name(sought="Idlib")
    assert f"{NOWHERE}</b> placed at Idlib (" in shown(at)
    data = connection_of(editable_data)
    assert unresolved_toponyms(data, ALL).empty
    assert places(data, ALL)["mentions"].sum() == before + 1


def test_a_reading_is_corrected_where_it_is_clicked(editable_data: Path) -> None:
    """Whoever signs is remembered; a name is chosen or written; a commitment has the numbers in it, too."""
    store = open_version(editable_data / "table")
    row = store.execute("SELECT document, start FROM quotes WHERE speaker_text = 'Jan Egeland'").fetchone()
    assert row is not None
    document, start = row
    key = f"correct quote {document} {start} None"
    at = open_page("article", key, document=document, read=str(start))
    assert "What was read here" in shown(at)
    own = f"{key} {start}"
    sign(at, own, "Save")
    assert "Nothing was changed" in at.error[0].value
    at.selectbox(key=f"{own} 0 speaker").set_value("sergei-shoigu")
    assert sign(at, own, "Save").session_state["analyst"] == "Nadia"
    assert "speaker corrected to Sergei Shoigu by Nadia on" in shown(at)
    assert "(read as Jan Egeland)" in shown(at)
    (decision,) = load_decisions(editable_data / "decisions")
    assert (decision.field, decision.value, decision.value_name) == ("speaker", "sergei-shoigu", "Sergei Shoigu")
    click(at, "Undo")
    assert "speaker corrected to Sergei Shoigu" in shown(at)
    assert "↶ undone" in shown(at)
    assert "(read as Jan Egeland)" not in shown(at)


def test_a_commitment_is_corrected_from_its_row_with_the_numbers_in_it(editable_data: Path) -> None:
    rows = commitments(open_version(editable_data / "table"), ALL)
    row = rows[rows["object"].fillna("").str.contains("15-20 kilometres")].iloc[0]
    name = f"commitments:{row['document']}/{row['start']}/{row['matter']}"
    key = f"correct commitment {row['document']} {row['start']} {row['action']}"
    at = open_page("agreement", key, open="commitments", row=name)
    own = f"{key} {row['start']}"
    at.text_input(key=f"{own} 1 number").input("twenty")
    assert "Write the number in figures" in sign(at, own, "Save").error[0].value
    at.text_input(key=f"{own} 1 number").input("20")
    at.text_input(key=f"{own} 0 rule").input("by the middle of October")
    at.selectbox(key=f"{own} 0 state").set_value("done")
    sign(at, own, "Save")
    made = [(one.subject.kind, one.field, one.value) for one in load_decisions(editable_data / "decisions")]
    assert sorted(made[:2]) == [("commitment", "rule", "by the middle of October"), ("figure", "number", "20")]
    assert made[2:] == [("commitment", "state", "done")]
