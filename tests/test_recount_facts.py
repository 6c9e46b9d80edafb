"""The facts held side by side: who says what, who is silent, and which values are apart, counted again."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from lib.codebooks import load_agreements
from lib.compare.facts.topics import Topic
from lib.compare.records import Fact
from lib.exports.grids import facts_grid
from lib.queries.sources.digests import outlet_words
from lib.queries.sources.facts import Comparison, compared_facts, fact_sentences, fact_table
from lib.views.sources.facts import differing_measures
from tests.recount.corpora import Case
from tests.recount.evidence import assert_evidence
from tests.recount.facts import alone, dates, far_apart, numbers, place_mentions, promises


@pytest.fixture
def compared(case: Case) -> Comparison:
    """The facts as the sources page puts them together."""
    outlets = outlet_words(case.data, case.filters)["outlet"].tolist()
    return compared_facts(case.digests(), outlets, load_agreements())


def place(fact: Fact) -> tuple[str, int, int]:
    """Where a fact stands."""
    return fact.document, fact.span.start, fact.span.end


def bounds(fact: Fact) -> tuple[float | None, float | None]:
    """The ends of a number."""
    low, high = (None if end is None else round(end, 6) for end in (fact.low, fact.high))
    return low, high


def facts_of(compared: Comparison, kind: str) -> list[Fact]:
    """The facts of a kind, as the rows have them."""
    return [fact for row in compared.rows for fact in row.facts if row.kind == kind]


def test_every_number_and_every_place_is_one_statement(case: Case, compared: Comparison) -> None:
    assert Counter((place(fact), bounds(fact)) for fact in facts_of(compared, "quantity")) == numbers(case.again)
    names = case.corpus.names
    shown = Counter(
        (row.subject, row.measure, names[fact.outlet])
        for row in compared.rows
        for fact in row.facts
        if row.kind == "place"
    )
    assert shown == place_mentions(case.again)


def test_every_commitment_is_told_in_its_respects(case: Case, compared: Comparison) -> None:
    deeds = facts_of(compared, "deed")
    again = promises(case.again)
    assert Counter(place(fact) for fact in deeds if fact.measure == "action") == again["action"]
    assert Counter((place(fact), fact.words) for fact in deeds if fact.measure == "who") == again["who"]
    assert Counter((place(fact), fact.meaning) for fact in deeds if fact.measure == "by when") == again["by when"]


def test_every_dated_event_has_its_date(case: Case, compared: Comparison) -> None:
    known = dates(case.again)
    texts = {record["id"]: record["text"] for record in case.again.articles}
    for fact in facts_of(compared, "event"):
        assert texts[fact.document][fact.span.start : fact.span.end] == fact.span.exact
        if fact.measure == "on which day":
            inside = {(text, value) for name, text, value, start in known
                      if name == fact.document and fact.span.start <= start < fact.span.end}  # fmt: skip
            assert (fact.words, fact.meaning) in inside


def test_who_says_it_and_who_is_silent(case: Case, compared: Comparison) -> None:
    outlets = {record["id"]: case.again.outlet_name(record) for record in case.again.articles}
    present = list(dict.fromkeys(outlets.values()))
    names = case.corpus.names
    ids = {name: outlet for outlet, name in names.items()}
    grid = facts_grid(compared.topics, differing_measures(compared), [ids[name] for name in present], names)
    mentions = place_mentions(case.again)
    tellers: dict[str, set[str]] = defaultdict(set)
    for at, row in enumerate(compared.topics):
        told = {outlets[fact.document] for fact in row.facts}
        assert {names[outlet] for outlet in row.outlets()} == told
        if row.kind != "event":
            tellers[row.key] |= told
        for outlet in present:
            cell = grid.iloc[at][outlet]
            assert (cell == "not reported") == (outlet not in told)
            if row.kind == "place" and outlet in told:
                assert cell.split()[0] == f"{mentions[row.subject, row.measure, outlet]:,}"
    only, lacking = alone(tellers, set(present))
    assert {(names[outlet], key) for outlet, keys in compared.only.items() for key in keys} == only
    assert {(names[outlet], key) for outlet, keys in compared.lacking.items() for key in keys} == lacking


def test_a_rows_number_of_statements_is_that_of_its_sentences(case: Case, compared: Comparison) -> None:
    table = fact_table(compared.topics, case.corpus.names)
    assert len(table) == sum(len(row.facts) for row in compared.rows)
    rows = fact_sentences(case.data, case.filters, compared.topics)
    assert_evidence(rows, case.again)
    shown: dict[str, set[Any]] = defaultdict(set)
    for one in rows.itertuples():
        shown[one.row].add((one.document, one.start))
    assert shown == {row.key: {(fact.document, fact.span.start) for fact in row.facts} for row in compared.topics}


def test_values_that_are_far_apart_differ_and_equal_ones_do_not(compared: Comparison) -> None:
    differing = {(one.kind, one.subject, one.measure, one.place) for one in compared.differences}
    for row in compared.rows:
        values = [fact for fact in row.facts if fact.comparable and not fact.headline]
        if row.kind == "quantity" and _some_far_apart(values):
            assert row[:4] in differing, row.key
        if row.measure == "by when" and len({(fact.meaning) for fact in values}) > 1:
            assert row[:4] in differing or len({fact.outlet for fact in values}) == 1, row.key
    for one in compared.differences:
        said = {(fact.meaning, *bounds(fact)) for side in one.sides for fact in side}
        own = compared.own_days.get(one.subject)
        assert len(said) > 1 or said != {(own and own.isoformat(), None, None)}
        row = _row_of(compared, one)
        assert {place(fact) for side in one.sides for fact in side} <= {place(fact) for fact in row.facts}


def _some_far_apart(values: list[Fact]) -> bool:
    """Whether two outlets give numbers of the same unit that no rounding makes one."""
    return any(
        one.outlet != other.outlet and one.unit == other.unit and far_apart(bounds(one), bounds(other))
        for one in values
        for other in values
    )


def _row_of(compared: Comparison, one: Any) -> Topic:
    """The row that a difference is of."""
    return next(row for row in compared.rows if row[:4] == (one.kind, one.subject, one.measure, one.place))
