"""The measures of the stories, on records small enough to count by hand; the stories' gold against their articles."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from tests.quality.sets import GOLD, GoldSet
from tests.quality.stories import STORY_COUNTERS
from tests.quality.tally import Tally

STORIES = GoldSet("stories", GOLD / "stories")
MARKED = ("commitments", "not", "quotes", "places", "figures", "deeds", "not_deeds")


def _span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def _told(start: int, end: int, due: str | None = None, obligor: str | None = None, **more: Any) -> dict[str, Any]:
    return _span(start, end, due=due, obligor=obligor, modality="obligation", **more)


def _read(start: int, end: int, due: str | None = None, **obligor: str | None) -> dict[str, Any]:
    return _span(start, end, deadline={"due": due} if due else None, obligor=obligor or None, modality="obligation")


CASES = [
    ("half of the shorter is enough", "commitments", [_told(0, 40)], [_read(30, 50)], (1, 1, 1), {}),
    ("less than half is one missed and one too many", "commitments", [_told(0, 40)], [_read(31, 50)], (1, 1, 0), {}),
    (
        "of two pieces one is found, the other no error",
        "commitments",
        [_told(0, 40)],
        [_read(0, 9), _read(20, 40)],
        (1, 1, 1),
        {},
    ),
    (
        "of two in one long span the nearest in extent is found",
        "commitments",
        [_told(0, 90, "2030-01-01")],
        [_read(2, 9), _read(10, 90, "2030-01-01")],
        (1, 1, 1),
        {"due_right_of_all": (1, 1)},
    ),
    ("what is optional counts neither way", "commitments", [_told(0, 9, optional=True)], [_read(0, 9)], (0, 0, 0), {}),
    ("nor where it is not found", "commitments", [_told(0, 9, optional=True)], [], (0, 0, 0), {}),
    (
        "a day and a party of what was not found are wrong, of what has none unasked",
        "commitments",
        [_told(0, 9, "2030-01-01", "Peru"), _told(20, 29, "2030-01-02", "Chile"), _told(30, 39)],
        [_read(0, 9, "2030-01-01", text="Lima", entity="peru"), _read(30, 39, "2030-01-03", text="Chile")],
        (3, 2, 2),
        {"due_right_of_all": (1, 2), "who_right_of_all": (1, 2), "modality_right": (2, 2)},
    ),
    (
        "a party is right by a word of its text, name or entity, but not by an article",
        "commitments",
        [_told(0, 9, None, "the union"), _told(10, 19, None, "the firm"), _told(20, 29, None, "Rosa Huanca")],
        [
            _read(0, 9, text="Union members"),
            _read(10, 19, text="the miners"),
            _read(20, 29, text="she", name="R. Huanca"),
        ],
        (3, 3, 3),
        {"who_right_of_all": (2, 3)},
    ),
    (
        "the speaker of a quote that was not found is wrong",
        "quotes",
        [_span(0, 9, speaker="Rosa Huanca"), _span(20, 29, speaker="Rosa Huanca")],
        [{"marked": [[0, 9], [50, 60]], "speaker": {"text": "Huanca", "entity": None}}],
        (2, 2, 1),
        {"speaker_right_of_all": (1, 2)},
    ),
    (
        "a place that gold does not mark does not count",
        "places",
        [_span(0, 5, country="CL", literal=True), _span(9, 12, country="CL", literal=False)],
        [_span(0, 5, place={"country": "CL"}, role="associative"), _span(20, 25, place=None, role="literal")],
        (2, 2, 1),
        {"country_right": (1, 2), "role_right": (0, 2)},
    ),
    (
        "bounds",
        "figures",
        [_span(0, 9, low=15, high=20), _span(10, 19, low=3, high=None), _span(30, 31, low=1, high=1)],
        [_span(2, 9, low=15.0, high=20.0), _span(10, 19, low=3.0, high=3.0)],
        (3, 2, 2),
        {"bounds_right_of_all": (1, 3)},
    ),
    (
        "a deed's state and day",
        "deeds",
        [_span(0, 9, state="done", on="2030-01-01"), _span(10, 19, state="broken", on=None)],
        [
            _span(0, 9, state="done", on=None),
            _span(10, 19, state="begun", on="2030-01-01"),
            _span(50, 59, state="done"),
        ],
        (2, 3, 2),
        {"state_right": (1, 2), "on_right": (0, 1)},
    ),
]


@pytest.mark.parametrize(
    ("key", "gold", "predicted", "counts", "shares"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_counts_in_a_story(
    key: str, gold: Any, predicted: Any, counts: tuple[int, int, int], shares: Mapping[str, Any]
) -> None:
    _, count = STORY_COUNTERS[key]
    tally = count({key: gold}, {"toponyms" if key == "places" else key: predicted})
    assert (tally.gold, tally.predicted, tally.hits) == counts
    assert {name: tally.shares[name] for name in shares} == shares


def test_where_gold_does_not_mark_the_whole_there_is_no_precision() -> None:
    assert (Tally() + Tally(4, 9, 2, whole=False)).figures() == {"recall": 0.5}


def test_every_mark_is_the_words_of_its_article() -> None:
    for path in STORIES.files():
        outlets = tomllib.loads((path.parent / "sources.toml").read_text(encoding="utf-8"))["article"]
        dated = {article["file"]: article["published"].isoformat() for article in outlets}
        for document in GoldSet("one", path).documents():
            text = (path.parent / document["id"]).read_text(encoding="utf-8")
            assert (document["text"], document["published"]) == (text, dated[document["id"]])
            marks = [mark for key in MARKED for mark in document.get(key, ())]
            assert [mark["text"] for mark in marks] == [text[mark["start"] : mark["end"]] for mark in marks]
