"""What figures and panels show of the frames they are given."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.views.agreement.timeline import OwnDay
from lib.views.kit.bars import count_figure, rate_figure
from lib.views.kit.looks import Looks
from lib.views.kit.palette import OKABE_ITO, UNKNOWN_GREY, outlet_colours, outlet_patterns
from lib.views.kit.text import day, days_left, listed
from lib.views.over_time import over_time_figure
from lib.views.panels import bars_html, cards_html, deadlines_html

LOOKS = Looks({"a": "Alpha", "b": "Beta"}, {"a": "#0072B2", "b": "#D55E00"}, {"a": "", "b": "/"})


def _outlets(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"outlet": list(ids)})


def test_colours_follow_the_corpus_and_not_the_unknown() -> None:
    assert outlet_colours(_outlets("unknown:a", "x", "unknown:b", "y")) == {
        "unknown:a": UNKNOWN_GREY,
        "x": OKABE_ITO[0],
        "unknown:b": UNKNOWN_GREY,
        "y": OKABE_ITO[1],
    }


def test_no_two_outlets_look_alike_up_to_forty_eight() -> None:
    many = _outlets(*(f"o{n}" for n in range(48)), *(f"unknown:{n}" for n in range(8)))
    colours, patterns = outlet_colours(many), outlet_patterns(many)
    assert len({(colours[outlet], patterns[outlet]) for outlet in many["outlet"]}) == 56
    assert len(set(colours.values())) == 7


def _counts(*rows: tuple[str, str, str, int, int, float | None]) -> pd.DataFrame:
    columns = ["entity", "name", "outlet", "mentions", "total", "rate"]
    return pd.DataFrame(rows, columns=columns).assign(words=1000)


TWO = _counts(("p", "Putin", "a", 3, 5, 3.0), ("p", "Putin", "b", 2, 5, 2.0), ("i", "<b>Idlib</b>", "b", 1, 1, 1.0))


def test_bars_stand_from_zero_with_their_count_at_the_end() -> None:
    figure = count_figure(TWO, "entity", LOOKS, chosen="p")
    assert figure.layout.xaxis.rangemode == "tozero"
    assert [(a.y, a.text) for a in figure.layout.annotations] == [("p", "5"), ("i", "1")]
    assert [trace.name for trace in figure.data] == ["Alpha", "Beta"]
    assert [trace.marker.pattern.shape for trace in figure.data] == ["", "/"]
    assert list(figure.layout.yaxis.ticktext) == ["<b>Putin</b>", "&lt;b&gt;Idlib&lt;/b&gt;"]
    assert figure.data[1].customdata.tolist() == [["p", "b"], ["i", "b"]]


def test_an_outlet_without_words_has_no_rate() -> None:
    figure = rate_figure(_counts(("p", "Putin", "a", 0, 2, None), ("p", "Putin", "b", 2, 2, 2.0)), "entity", LOOKS)
    assert [list(pd.isna(trace.x)) for trace in figure.data] == [[True], [False]]
    assert figure.layout.xaxis.rangemode == "tozero"


def test_bars_in_html_share_one_scale_and_leave_zeros_out() -> None:
    counts = _counts(("p", "P", "a", 4, 4, 1.0), ("q", "Q", "a", 0, 1, 0.0), ("q", "Q", "b", 1, 1, 1.0))
    markup = bars_html(counts, "entity", LOOKS, lambda entity: f"entities?chosen={entity}")
    assert "width:100.00%" in markup
    assert "width:25.00%" in markup
    assert markup.count("<i ") == 2
    assert markup.count('href="entities?chosen=p"') == 2, "the name, and the bar with its count"
    assert markup.count('tabindex="-1"') == 2, "each thing is one stop for the keyboard"


def _days(*rows: tuple[date, list[str], list[str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["due", "outlets", "silent"])
    return frame.assign(
        due=pd.to_datetime(frame["due"]),
        mentioned=[[]] * len(rows),
        what="do <it>",
        document="d",
        at=0,
        clause=None,
        who=None,
    )


def _article(document: str, at: int) -> str:
    return f"article?document={document}&at={at}"


def _said(row: Any) -> str:
    return _article(row.document, row.at)


def test_days_to_come_stand_first_then_the_past_from_the_latest() -> None:
    days = _days(
        (date(2018, 9, 1), ["a"], []),
        (date(2018, 9, 10), ["a"], []),
        (date(2018, 10, 10), ["a"], []),
        (date(2018, 12, 31), ["a"], []),
    )
    markup = deadlines_html(days, date(2018, 9, 17), LOOKS, _said)
    places = [markup.index(word) for word in ("10 Oct 2018", "31 Dec 2018", "10 Sep 2018", "1 Sep 2018")]
    assert places == sorted(places)
    assert "in 23 days" in markup
    assert "7 days past" in markup
    assert "do &lt;it&gt;" in markup


def test_the_agreement_s_days_stand_apart_from_promises_with_who_owes_them_and_all_are_there() -> None:
    days = pd.concat([_days(*[(date(2018, 10, at), ["a"], []) for at in range(1, 10)])] * 2, ignore_index=True)
    days = days.assign(clause=["pact/1"] * 9 + [None] * 9, who=["Peru"] * 9 + [None] * 9)
    markup = deadlines_html(days, date(2018, 9, 17), LOOKS, _said)
    of_text, besides = markup.split("Promised or expected besides")
    assert "Of the agreement’s clauses" in of_text
    assert of_text.count("owed by Peru") == 9
    assert "owed by" not in besides
    for group in (of_text, besides):
        assert [group.count(f"{at} Oct 2018") for at in range(1, 10)] == [1] * 9
        assert "and 3 days more</summary>" in group


def test_without_an_as_of_date_no_day_is_near_or_past() -> None:
    markup = deadlines_html(_days((date(2018, 9, 1), ["a"], [])), None, LOOKS, _said)
    assert "1 Sep 2018" in markup
    assert "past" not in markup


def test_a_card_says_that_a_date_is_borrowed_and_that_a_body_is_empty() -> None:
    row: dict[str, Any] = {
        "document": "d", "outlet": "a", "title": None, "published": pd.Timestamp(2018, 9, 17), "words": 0,
        "published_from": "story", "sentences": 0, "first_sentence": None, "notes": [], "path": "/x/f.txt", "url": None,
        "about": [],
    }  # fmt: skip
    markup = cards_html(pd.DataFrame([row]), LOOKS, _article)
    assert "date taken from the story" in markup
    assert "no sentence" in markup
    assert ">f.txt<" in markup


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2018, 9, 17), "due this day"), (date(2018, 9, 18), "in 1 day"), (date(2018, 8, 17), "31 days past")],
)
def test_days_left_are_words(due: date, words: str) -> None:
    assert days_left(due, date(2018, 9, 17)) == words


def test_a_missing_day_is_said() -> None:
    assert day(pd.NaT) == "no date"
    assert listed(["a", "b", "c", "d"]) == "a, b, c, d"


def test_days_are_brushed_on_the_agreements_own_axis() -> None:
    """Each outlet's bars above and below, the signing and the as-of day named, the axis as long as all of them."""
    rows = [("a", "Alpha", pd.Timestamp(2018, 9, 20), 2, 5), ("b", "Beta", pd.Timestamp(2018, 10, 2), 1, 0)]
    days = pd.DataFrame(rows, columns=["outlet", "outlet_name", "day", "articles", "reports"])
    own = [OwnDay(date(2018, 9, 17), "Signed"), OwnDay(date(2018, 12, 31), "Roads", "pact/roads")]
    figure = over_time_figure(days, own, date(2018, 10, 5), LOOKS)
    assert [(bar.yaxis, bar.name, list(bar.y)) for bar in figure.data] == [
        ("y", "Alpha", [2]), ("y", "Beta", [1]), ("y2", "Alpha", [5]), ("y2", "Beta", [0]),
    ]  # fmt: skip
    assert [(note.x, note.text) for note in figure.layout.annotations] == [
        (date(2018, 9, 17), "signed"), (date(2018, 10, 5), "as of"),
    ]  # fmt: skip
    first, last = figure.layout.xaxis.range
    assert first < date(2018, 9, 17)
    assert last > date(2018, 12, 31)
    assert (figure.layout.dragmode, figure.layout.selectdirection) == ("select", "h")
    same = over_time_figure(days, own[:1], date(2018, 9, 17), LOOKS)
    assert [note.text for note in same.layout.annotations] == ["signed, as of"]
