"""The measures of the quality gate, on records small enough to count by hand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.quality.clauses import count_clauses, count_reports, count_sentences
from tests.quality.grouping import count_grouping
from tests.quality.measure import tally_set
from tests.quality.scores import COUNTERS, toponym_counter
from tests.quality.sets import OWN, SEALED, GoldSet, benchmarks_folder, larger_sets, why_missing
from tests.quality.spans import partners
from tests.quality.tally import Tally

EVERY_SET = (*OWN, *SEALED, *larger_sets(benchmarks_folder()))
COUNT = {name: count for name, (_, count) in COUNTERS.items()} | {"places": toponym_counter({"syrian"})}


def _span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def _person(start: int, end: int, entity: str | None = "putin") -> dict[str, Any]:
    return _span(start, end, kind="PERSON", entity=entity)


def _place(start: int, end: int, lat: float, text: str = "Idlib", precision: str = "city") -> dict[str, Any]:
    place = {"lat": lat, "lon": 36.0, "precision": precision}
    return _span(start, end, text=text, lat=lat, lon=36.0, role="literal", place=place)


def _quote(start: int, end: int, speaker: str | None = "putin", **more: Any) -> dict[str, Any]:
    said_by = _span(0, 5, entity=speaker) if speaker else None
    return _span(start, end, kind="direct", marked=[[start, end]], speaker_entity="putin", speaker=said_by, **more)


CASES = [
    (
        "a found one, one too many",
        "entities",
        "mentions",
        [_person(0, 5)],
        [_person(0, 5), _person(9, 12)],
        (1, 2, 1),
        {},
    ),
    ("the span must be exact", "entities", "mentions", [_person(0, 5)], [_person(0, 6)], (1, 1, 0), {}),
    (
        "another entity is a right span of the wrong one",
        "entities",
        "mentions",
        [_person(0, 5)],
        [_person(0, 5, "erdogan")],
        (1, 1, 1),
        {"same_entity": (0, 1)},
    ),
    (
        "groups are not marked in gold, so they do not count",
        "entities",
        "mentions",
        [],
        [_span(0, 5, kind="GROUP")],
        (0, 0, 0),
        {},
    ),
    (
        "a point within 161 km is right, one farther off is not",
        "places",
        "toponyms",
        [_place(0, 5, 35.0), _place(9, 12, 35.0)],
        [_place(0, 5, 36.0), _place(9, 12, 38.0)],
        (2, 2, 2),
        {"right_place": (1, 2)},
    ),
    (
        "a country's point may lie far off",
        "places",
        "toponyms",
        [_place(0, 5, 35.0)],
        [_place(0, 5, 38.0, precision="country")],
        (1, 1, 1),
        {"right_place": (1, 1)},
    ),
    (
        "peoples' names count on neither side",
        "places",
        "toponyms",
        [_place(0, 6, 35.0, "Syrian")],
        [_place(0, 6, 35.0, "Syrian"), _place(4, 8, 35.0)],
        (0, 0, 0),
        {},
    ),
    (
        "an overlap is found, an exact span is strict, the value counts by itself",
        "dates",
        "timexes",
        [_span(0, 9, value="2018-10-10"), _span(20, 26, value="2018-09-17")],
        [_span(3, 9, value="2018-10-10"), _span(20, 26, value="2018-09-24")],
        (2, 2, 2),
        {},
    ),
    (
        "what touches only a neutral expression does not count",
        "dates",
        "timexes",
        [_span(0, 9, value="P1D", neutral=True)],
        [_span(0, 5, value="P1D")],
        (0, 0, 0),
        {},
    ),
    (
        "a quote of the wrong speaker is found",
        "quotes",
        "quotes",
        [_quote(0, 10)],
        [_quote(0, 10, "erdogan")],
        (1, 1, 1),
        {"speaker_right": (0, 1)},
    ),
    (
        "half of the whole content is enough, half of the words between marks is not",
        "quotes",
        "quotes",
        [_span(0, 10, source=[20, 25])],
        [_quote(0, 6)],
        (1, 1, 1),
        {"speaker_right": (0, 1)},
    ),
    ("words between marks", "quotes", "quotes", [{**_quote(0, 10), "marked": True}], [_quote(0, 6)], (1, 1, 0), {}),
    ("indirect speech is no quote", "quotes", "quotes", [], [{**_quote(0, 9), "kind": "indirect"}], (0, 0, 0), {}),
    (
        "indirect speech is an attribution",
        "attributions",
        "quotes",
        [_quote(0, 9, quoted=False)],
        [{**_quote(0, 9), "kind": "indirect"}],
        (1, 1, 1),
        {"speaker_right": (1, 1)},
    ),
    (
        "bounds",
        "figures",
        "figures",
        [_span(0, 9, low=15, high=20)],
        [_span(2, 9, low=15.0, high=None)],
        (1, 1, 1),
        {"bounds_right": (0, 1)},
    ),
    (
        "no deadline is right where gold has none",
        "commitments",
        "commitments",
        [_span(0, 9, due=None, modality="obligation"), _span(10, 19, due="2018-10-10", modality="permission")],
        [_span(0, 9, deadline=None, modality="obligation"), _span(10, 19, deadline=None, modality="permission")],
        (2, 2, 2),
        {"due_right": (1, 2), "modality_right": (2, 2)},
    ),
]


@pytest.mark.parametrize(
    ("annotator", "key", "gold", "predicted", "counts", "shares"),
    [case[1:] for case in CASES],
    ids=[c[0] for c in CASES],
)
def test_what_counts(
    annotator: str, key: str, gold: Any, predicted: Any, counts: tuple[int, int, int], shares: Mapping[str, Any]
) -> None:
    tally = COUNT[annotator]({key: gold}, {key: predicted})
    assert (tally.gold, tally.predicted, tally.hits) == counts
    assert {name: tally.shares[name] for name in shares} == shares


def test_a_prediction_in_neutral_words_counts_only_where_gold_has_it() -> None:
    gold = {"mentions": [_person(0, 5)], "neutral": [_span(0, 20)]}
    tally = COUNT["entities"](gold, {"mentions": [_person(0, 5), _person(10, 12)]})
    assert (tally.gold, tally.predicted, tally.hits) == (1, 1, 1)


def test_roles_count_places_read_as_places() -> None:
    gold = {"mentions": [_span(0, 5, literal=True), _span(9, 12, literal=False), _span(20, 25, literal=None)]}
    tally = COUNT["roles"](gold, {"toponyms": [_span(0, 5, role="literal"), _span(9, 12, role="literal")]})
    assert tally == Tally(1, 2, 1, shares={"role_right": (1, 2)})


def test_each_prediction_goes_to_one_gold_span_the_most_alike_first() -> None:
    one, other = _span(0, 10), _span(8, 14)
    assert [found for _, found in partners([_span(5, 10), _span(8, 14)], [one, other])] == [one, other]
    assert [found for _, found in partners([_span(0, 4), _span(5, 10)], [one])] == [one, None]


def test_pairs_within_and_across_documents_whatever_the_entity_is_called() -> None:
    gold = {"id": "a", "mentions": [_person(0, 5), _person(9, 12), _person(20, 25, "erdogan")]}
    other = {"id": "b", "mentions": [_person(0, 5)]}
    named = {"mentions": [_person(0, 5, "vladimir"), _person(9, 12, "vladimir"), _person(20, 25, None)]}
    grouped = count_grouping([(gold, named), (other, {"mentions": [_person(0, 5, "another")]})])
    assert grouped["within"] == Tally(1, 1, 1)
    assert grouped["across"] == Tally(2, 0, 0)


def test_an_article_reports_a_clause_with_its_day() -> None:
    gold = [
        {"id": "zone", "due": "2018-10-15", "reported_by": ["a", "b"], "dated_by": ["a"]},
        {"id": "roads", "due": "2018-12-31", "reported_by": ["a"], "dated_by": []},
    ]
    dated = {"clause": "deal/zone", "deadline": {"due": "2018-10-15"}}
    predicted = {
        "a": {"commitments": [dated, {"clause": None}]},
        "b": {"commitments": [dated, {"clause": "deal/arms"}]},
    }
    assert count_clauses(gold, predicted) == Tally(3, 3, 2, shares={"day_right": (1, 2)})


def test_a_report_is_of_its_sentence_and_its_clause() -> None:
    gold = {
        "reports": [{"start": 0, "end": 10, "clause": "deal/zone"}, {"start": 11, "end": 20, "clause": "deal/roads"}]
    }
    found = [
        {"start": 3, "clause": "deal/zone"},
        {"start": 5, "clause": "deal/zone"},  # the same sentence and clause once more
        {"start": 12, "clause": "deal/zone"},
        {"start": 30, "clause": "deal/roads"},
    ]
    assert count_reports(gold, {"clause_matches": found}) == Tally(2, 3, 1)


def test_a_sentence_that_gold_leaves_open_counts_for_neither() -> None:
    gold = [
        {"article": "a", "sentence": "One.", "clause": "deal/zone", "reported": True},
        {"article": "a", "sentence": "Two.", "clause": "deal/zone", "reported": None},
    ]
    found = [dict(_span(start, start + 2), clause="deal/zone", of="sentence", text="x") for start in (0, 5, 10)]
    predicted = {
        "a": {"text": "One. Two. Three.", "clause_matches": [*found, dict(found[0], of="commitment", start=10)]}
    }
    assert count_sentences(gold, predicted) == Tally(1, 2, 1)


def test_nothing_predicted_and_nothing_there_is_zero_and_no_error() -> None:
    assert Tally().figures() == {"precision": 0.0, "recall": 0.0, "f": 0.0}


@pytest.mark.parametrize("gold_set", [one for one in EVERY_SET if one.story], ids=lambda one: one.name)
def test_gold_measured_against_itself_is_right_throughout(gold_set: GoldSet) -> None:
    if reason := why_missing(gold_set):
        pytest.skip(reason)
    gold = gold_set.documents()
    named = replace(gold_set, others=())
    for name, tally in tally_set(named, gold, {document["id"]: _as_found(document) for document in gold}):
        assert set(tally.figures().values()) == {1.0}, (name, tally)


def _as_found(gold: Mapping[str, Any]) -> dict[str, Any]:
    """The gold as if the annotators had found it, in the contract's words."""
    toponyms = [dict(place, place=None if place["lat"] is None else place) for place in gold.get("toponyms", ())]
    told = [dict(place, place=place) for place in gold.get("places", ())]
    roles = {True: "literal", False: "associative", None: None}
    return {
        **gold,
        "toponyms": toponyms or [dict(m, role=roles[m.get("literal")]) for m in (*gold.get("mentions", ()), *told)],
        "quotes": [_as_found_quote(quote) for quote in gold.get("quotes", ())],
        "commitments": [_as_found_promise(promise) for promise in gold.get("commitments", ())],
        "clause_matches": gold.get("reports", []),
    }


def _as_found_promise(promise: Mapping[str, Any]) -> dict[str, Any]:
    return {**promise, "deadline": {"due": promise["due"]}, "obligor": {"text": promise["obligor"]}}


def _as_found_quote(quote: Mapping[str, Any]) -> dict[str, Any]:
    start, end = quote.get("source") or (0, 0)
    kind = "direct" if quote.get("quoted", True) else "indirect"
    speaker = _span(start, end, entity=quote.get("speaker_entity"), text=quote.get("speaker"))
    return {**quote, "kind": kind, "marked": [[quote["start"], quote["end"]]], "speaker": speaker}
