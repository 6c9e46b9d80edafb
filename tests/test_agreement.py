"""The agreement's clauses beside what outlets report: which days, who is silent, what differs."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Agreement, Annotations, Clause, Commitment, Deadline, Filters, Obligor
from lib.queries.agreement import commitments as queries
from lib.queries.overview import due_days
from lib.views.agreement.clauses import days_apart, distance
from lib.views.agreement.timeline import LABEL_SHARE, LAST_LABEL, OwnDay, label_places, timeline_figure
from lib.views.kit.looks import Looks
from tests.conftest import make_document, sentences_of, span_of

ROOT = Path(__file__).resolve().parent.parent
OPEN = Filters()
PACT = Agreement(
    "pact",
    "The Pact",
    ("a", "b"),
    date(2018, 9, 17),
    "its text",
    (
        Clause("zone", "1", "A zone is set up.", None),
        Clause("arms", "2", "Arms leave by 10 October.", date(2018, 10, 10)),
        Clause("truce", "3", "A truce holds.", None),
    ),
)
ZONE, ARMS, TALKS = "The zone is set up by 15 October.", "Arms will be withdrawn.", "Moscow will hold talks soon."


def promise(text: str, exact: str, action: str, day: str | None = None, **fields: Any) -> Commitment:
    """A commitment whose words are a whole sentence; `day` is the October day's words."""
    deadline = Deadline(span_of(text, day), date(2018, 10, int(day.split()[0])), "ON_OR_BEFORE") if day else None
    known = {"object": None, "condition": None, "modality": "obligation", "obligor": None, **fields}
    return Commitment(span_of(text, exact), action=action, deadline=deadline, **known)


def article(name: str, outlet: str | None, *, clauses: bool = True, headline: bool = False) -> Any:
    """An article with three commitments, of which two match a clause where `clauses`."""
    text = f"{ZONE} {ARMS} {TALKS}"
    found = (
        promise(text, ZONE, "set up", "15 October", clause="pact/zone" if clauses else None),
        promise(text, ARMS, "withdraw", clause="pact/arms" if clauses else None, cited="moscow"),
        promise(text, TALKS, "hold", obligor=Obligor("Moscow", "moscow"), object="talks"),
    )
    sentences = sentences_of(text, ZONE, ARMS, TALKS, headline=headline)
    return make_document(name, text, outlet), Annotations(sentences=sentences, commitments=found)


def test_every_clause_has_a_row_and_what_matches_none_its_own(make_store: Any) -> None:
    store = make_store(article("one", "A"), article("two", "B"))
    rows = queries.matters(queries.commitments(store, OPEN), (PACT,))
    assert rows["matter"].tolist() == ["pact/zone", "pact/arms", "pact/truce", "deed/moscow/hold"]
    assert rows["reported"].tolist() == [[date(2018, 10, 15)], [], [], []]
    assert rows["statements"].tolist() == [2, 2, 0, 2]
    assert rows["words"].tolist()[-1] == "Moscow: hold talks"
    assert [str(day)[:10] for day in rows["own_day"]] == ["NaT", "2018-10-10", "NaT", "NaT"]


def test_without_a_codebook_deeds_make_the_rows(make_store: Any) -> None:
    store = make_store(article("one", "A", clauses=False), article("two", "B", clauses=False))
    assert queries.reported_agreements(store) == ()
    rows = queries.matters(queries.commitments(store, OPEN), ())
    assert rows["matter"].tolist() == ["deed//set up", "deed//withdraw", "deed/moscow/hold"]
    assert rows["words"].tolist()[0] == "set up"


def test_a_due_day_is_named_by_its_clause_or_by_who_is_to_do_it(make_store: Any) -> None:
    text = "The zone is set up by 15 October. Moscow will hold talks by 20 October. Arms leave by 15 October."
    first, second, third = (part if part.endswith(".") else f"{part}." for part in text.split(". "))
    found = (
        promise(text, first, "set up", "15 October", clause="pact/zone"),
        promise(text, second, "hold", "20 October", obligor=Obligor("Moscow", "moscow"), object="talks"),
        promise(text, third, "leave", "15 October"),
    )
    sentences = sentences_of(text, first, second, third)
    days = due_days(make_store((make_document("one", text), Annotations(sentences=sentences, commitments=found))), OPEN)
    assert days["what"].tolist() == ["Zone: set up", "Leave", "Moscow: hold talks"]
    assert [str(due)[5:10] for due in days["due"]] == ["10-15", "10-15", "10-20"]


def test_a_headline_is_shown_and_not_counted(make_store: Any) -> None:
    store = make_store(article("one", "A", headline=True))
    reports = queries.reports(store, OPEN).set_index("matter")
    assert reports.loc["pact/zone", ["statements", "sentences", "headlines"]].tolist() == [0, 0, 1]
    assert reports.loc["pact/zone", "days"] == []
    assert queries.reported_days(store, OPEN).empty
    assert len(queries.commitments(store, OPEN)) == 3


def test_filters_keep_one_outlet_and_nobody_else_is_silent(make_store: Any) -> None:
    store = make_store(article("one", "A"), article("two", None))
    kept = Filters(outlets=("unknown:two",))
    assert queries.present_outlets(store, kept) == ["unknown:two"]
    assert set(queries.reports(store, kept)["outlet"]) == {"unknown:two"}
    assert queries.commitments(store, Filters(outlets=("nobody",))).empty
    assert list(queries.matters(queries.commitments(store, Filters(outlets=("nobody",))), ()).columns)


@pytest.mark.parametrize(
    ("clause", "days"),
    [
        ("demilitarised-zone", {"ya-libnan": ["2018-10-15"], "alwaght": ["2018-10-15"], "unknown": []}),
        ("heavy-weapons", {"ya-libnan": ["2018-10-10"], "alwaght": ["2018-10-10"]}),
        ("highways", {"alwaght": ["2018-12-31"], "unknown": ["2018-12-31"]}),
        ("radical-groups-withdraw", {"ya-libnan": [], "alwaght": [], "unknown": []}),
    ],
)
def test_the_seeds_days_each_with_their_outlets(seed_connection: Any, clause: str, days: dict[str, list[str]]) -> None:
    rows = queries.reports(seed_connection, OPEN)
    rows = rows[rows["matter"] == f"sochi-2018/{clause}"]
    assert {row.outlet.split(":")[0]: [str(day) for day in row.days] for row in rows.itertuples()} == days


@pytest.mark.parametrize(
    ("own", "reported", "apart"),
    [
        (None, [date(2018, 10, 15)], True),
        (date(2018, 10, 10), [date(2018, 10, 10)], False),
        (date(2018, 10, 10), [date(2018, 10, 10), date(2018, 10, 15)], True),
        (date(2018, 10, 15), [], False),  # the press gives no day: nothing to differ
    ],
)
def test_days_that_the_text_does_not_give_differ(own: date | None, reported: list[date], apart: bool) -> None:  # noqa: FBT001
    assert days_apart(own, reported) is apart


@pytest.mark.parametrize(
    ("due", "as_of", "words"),
    [
        (date(2018, 10, 10), date(2018, 9, 17), "▸ in 23 days"),
        (date(2018, 10, 10), date(2018, 10, 11), "◂ 1 day past"),
        (date(2018, 10, 10), date(2018, 10, 10), "● due this day"),
        (None, date(2018, 10, 10), ""),
        (date(2018, 10, 10), None, ""),
    ],
)
def test_days_left_carry_a_sign_and_a_word(due: date | None, as_of: date | None, words: str) -> None:
    assert distance(due, as_of) == words


def test_the_line_has_a_lane_for_the_text_and_for_each_outlet(make_store: Any) -> None:
    store = make_store(article("one", "A"), article("two", "<b>"))
    looks = Looks({"a": "A", "<b>": "<b>"}, {}, {})
    own = [OwnDay(date(2018, 9, 17), "Signed"), OwnDay(date(2018, 10, 10), "Arms", "pact/arms")]
    outlets = queries.present_outlets(store, OPEN)
    figure = timeline_figure(own, queries.reported_days(store, OPEN), outlets, date(2018, 9, 17), looks)
    words = " ".join(str(note.text) for note in figure.layout.annotations)
    assert len(figure.data) == 3
    assert "signed, as of" in words
    assert "<b>15 Oct 2018</b>" in words
    assert list(figure.layout.yaxis.ticktext) == ["The agreement’s<br>own text", "A", "&lt;b&gt;"]
    assert [list(mark.customdata[0]) for mark in figure.data] == [[None], ["due:2018-10-15/a"], ["due:2018-10-15/<b>"]]
    # names stand beside the line and the last label ends inside the picture, however narrow it is
    assert figure.layout.yaxis.automargin
    assert figure.layout.margin.r > LAST_LABEL


@pytest.fixture
def open_page(open_on_seeds: Any) -> Any:
    """A function that opens the page over the seeds' store: `open_page(as_of="2018-10-01")`."""
    return partial(open_on_seeds, "agreement")


def as_of(at: AppTest) -> str:
    """The day in the link; AppTest gives a list or, where the script wrote it, the text."""
    value = at.query_params["as_of"]
    return value if isinstance(value, str) else value[0]


def rows_shown(at: AppTest) -> str:
    """The HTML of the clauses."""
    return " ".join(block.proto.body for block in at.get("html") if "clause-row" in block.proto.body)


def test_the_page_shows_each_clause_and_who_is_silent(open_page: Any) -> None:
    at = open_page()
    assert not at.exception
    shown = rows_shown(at)
    for words in (
        "differs",
        "not reported",
        "mentioned",
        "no date",
        "▸ in 23 days",
        "10\N{NO-BREAK SPACE}Oct",
        "date taken from the story",
        "cited: ",
    ):
        assert words in shown
    assert "contradict" not in shown
    assert as_of(at) == "2018-09-17"


def test_the_line_says_how_many_days_and_not_how_many_marks(open_page: Any) -> None:
    at = open_page()
    assert "3 days reported by outlets, 3 by the agreement's own text" in at.get("plotly_chart")[0].proto.alt


def test_the_as_of_date_follows_the_field_and_the_link(open_page: Any) -> None:
    at = open_page(as_of="2018-10-12")
    assert "2 days overdue" in rows_shown(at)
    at.date_input(key="as_of_day").set_value(date(2018, 10, 9)).run()
    assert as_of(at) == "2018-10-09"
    assert "▸ in 1 day<" in rows_shown(at)


@pytest.mark.parametrize("value", ["soon", "2018-02-31", "0001-01-01", ""])
def test_a_day_that_cannot_be_read_is_dropped_with_a_notice(open_page: Any, value: str) -> None:
    at = open_page()
    at.query_params["as_of"] = value
    at.run()
    assert not at.exception
    assert as_of(at) == "2018-09-17"
    assert not value or any("as\\_of" in warning.value for warning in at.warning)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2018-10-10/alwaght", "By 10 Oct 2018: Alwaght"),
        ("2018-10-10//sochi-2018/heavy-weapons", "By 10 Oct 2018: "),
        ("2018-10-10/nobody", ""),
        ("soon", ""),
    ],
)
def test_the_link_shows_the_sentences_that_give_a_day(open_page: Any, due: str, said: str) -> None:
    at = open_page(due=due)
    assert not at.exception
    titles = [one.value.replace("\\", "") for one in at.markdown if one.value.startswith("**By ")]
    evidence = [one.proto.body for one in at.get("html") if one.proto.body.startswith('<ol class="evidence"')]
    assert len(titles) == len(evidence) == bool(said)
    assert all(title.startswith(f"**{said}") for title in titles)
    assert all("Copy citation" in body and "by when: 10 Oct 2018" in body for body in evidence)
    assert bool(said) == ("due" in at.query_params)


def test_the_link_opens_a_row(open_page: Any) -> None:
    assert 'open="open"' in rows_shown(open_page(clause="sochi-2018/heavy-weapons"))
    at = open_page(clause="nothing")
    assert 'open="open"' not in rows_shown(at)
    assert not at.exception


@pytest.mark.parametrize(
    "apart", [(), (0,), (0, 3), (0, 23, 28, 105), (0, 60, 105), (0, 2, 4, 6, 8, 10, 12), (0, 1, 50, 51, 99, 100)]
)
def test_no_label_of_the_line_lies_on_another_or_on_a_line(apart: tuple[int, ...]) -> None:
    whole = max(apart, default=0) or 1
    labels = label_places([date(2018, 9, 17) + timedelta(days) for days in apart])
    placed = [(days / whole, label) for days, label in zip(apart, labels, strict=True) if label]
    assert len(placed) >= min(len(apart), 5)
    for x, label in placed:
        for other_x, other in placed:
            if other is not label:
                assert label.level != other.level or abs(label.right - other.right) >= LABEL_SHARE - 1e-9
                crossed = label.right - LABEL_SHARE < other_x < label.right
                assert not crossed or other.level < label.level or other_x == x


@pytest.mark.parametrize("apart", [(0, 7, 9, 10, 16, 24, 40, 70, 82, 100), tuple(range(0, 18, 2))])
def test_days_near_each_other_all_have_their_label(apart: tuple[int, ...]) -> None:
    assert None not in label_places([date(2018, 9, 17) + timedelta(days) for days in apart])


@pytest.mark.parametrize(("apart", "sides"), [((), []), ((0, 4, 99), ["left", "right", "right"])])
def test_a_number_stands_where_the_next_mark_leaves_room(apart: tuple[int, ...], sides: list[str]) -> None:
    days = pd.DataFrame({"due": pd.to_datetime([date(2018, 9, 17) + timedelta(one) for one in apart])})
    days = days.assign(outlet="a", matter="m", sentences=1, deeds=[["go"]] * len(days))
    [*marks] = timeline_figure([], days, ["a"], None, Looks({}, {}, {})).data
    assert [side for mark in marks for side in mark.textposition] == [f"middle {side}" for side in sides]
