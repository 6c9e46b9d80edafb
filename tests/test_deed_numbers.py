"""How many a party is to free, withdraw, send or pay, and where how many are: what is compared, and what is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools, annotate, annotate_all
from lib.compare.article import Article
from lib.compare.facts.differences import find_differences
from lib.compare.facts.rows import fact_rows, find_facts
from lib.compare.facts.topics import Topic
from lib.compare.records import Fact
from lib.store import open_version, save
from tests.conftest import digests_of, file_row, make_document, span_of

# Invented sentences of two outlets, of many regions: 28 written before the rules were, 12 after them.
GOLD = Path(__file__).parent / "gold" / "deed-numbers.jsonl"
PAIRS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def rows_of_pairs(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> list[list[Topic]]:
    """The rows of each pair, all read together: a story of its own keeps a pair from the others."""
    documents = [
        make_document(f"{at:02} {side}", pair[side], f"outlet {side}", story=f"story {at}")
        for at, pair in enumerate(PAIRS)
        for side in ("one", "other")
    ]
    table = tmp_path_factory.mktemp("pairs") / "table"
    save(table, [file_row(*content) for content in annotate_all(documents, tools)])
    digests = digests_of(open_version(table))
    return [
        fact_rows(fact for digest in digests if digest.document.startswith(f"{at:02} ") for fact in digest.facts)
        for at in range(len(PAIRS))
    ]


def rows_of(make_store: Any, tools: Tools, *texts: str) -> list[Topic]:
    """The rows of articles, each by an outlet of its own."""
    documents = [make_document(f"d {n}", text, f"outlet {n}") for n, text in enumerate(texts)]
    store = make_store(*annotate_all(documents, tools))
    return fact_rows(fact for digest in digests_of(store) for fact in digest.facts)


def differing(rows: list[Topic]) -> list[str]:
    """In which respects the deeds differ."""
    return [one.measure for one in find_differences(rows) if one.kind == "deed"]


def test_numbers_of_one_deed_differ(rows_of_pairs: list[list[Topic]]) -> None:
    found = [
        rows for pair, rows in zip(PAIRS, rows_of_pairs, strict=True) if pair["differ"] and "object" in differing(rows)
    ]
    # Measured: before these rules 7 of the first 15, now 13; of the 6 written later all 6 at first try. The two
    # that are missed stand under two matters.
    assert len(found) >= 19


@pytest.mark.parametrize("at", [at for at, pair in enumerate(PAIRS) if not pair["differ"]])
def test_parts_rates_and_unlike_things_stand_side_by_side(at: int, rows_of_pairs: list[list[Topic]]) -> None:
    assert differing(rows_of_pairs[at]) == [], PAIRS[at]


def test_three_outlets_two_numbers(make_store: Any, tools: Tools) -> None:
    rows = rows_of(
        make_store, tools,
        "Kenya will release 52 Ugandan fishermen by 31 March.",
        "The deal obliges Kenya to hand over 54 Ugandan detainees by the end of March.",
        "Kenya will release some 50 Ugandan detainees by 31 March.",
    )  # fmt: skip
    [one] = [one for one in find_differences(rows) if one.measure == "object"]
    assert [[fact.words for fact in side] for side in one.sides] == [
        ["52 Ugandan fishermen", "some 50 Ugandan detainees"],
        ["54 Ugandan detainees"],
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Kenya must hand over 54 detainees.", 54, 54),
        ("The rebels turned over 30 rifles.", 30, 30),
        ("Over 54 detainees left.", 54, None),
        ("Kenya must hand over more than 54 detainees.", 54, None),
    ],
)
def test_over_of_a_verb_is_no_bound(text: str, low: float, high: float | None, tools: Tools) -> None:
    [figure] = annotate(make_document("d", text), tools).figures
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("There are 300 soldiers in Gao.", "Gao"),
        ("In Gao 300 soldiers wait.", "Gao"),
        ("Norway now hosts 300 soldiers.", "Norway"),
        ("The mayor said that in Gao 300 soldiers wait.", "Gao"),
        # who takes part, where it was signed, to whom it goes, what is told of another number
        ("Norway will grant 400 licences by 30 June.", None),
        ("Under the deal, signed in Oslo by the minister, Norway will grant 400 licences.", None),
        ("Norway must give 400 licences to the boats of Bergen.", None),
        ("Norway will grant 400 licences and the fleet will land half of its catch in Bergen.", None),
        ("OSLO (AP) - The ministry will grant 400 licences.", None),
    ],
)
def test_the_place_of_a_count_is_where_they_are(text: str, place: str | None, tools: Tools) -> None:
    document = make_document("d", text)
    article = Article("d", "a", annotate(document, tools), published=document.published)
    [found] = [fact.place for fact in find_facts(article) if fact.kind == "quantity" and fact.low in {300, 400}]
    assert found == place


def test_a_number_without_a_place_joins_the_place_of_the_same_number() -> None:
    span = span_of("Rain fell.", "Rain")
    told = [("a", "Gao", 300.0), ("b", "Kidal", 90.0), ("c", None, 300.0), ("d", None, 70.0)]
    facts = (
        Fact("quantity", "soldiers", "number", place, who, who, 0, span, "x", low=number, high=number, unit="people")
        for who, place, number in told
    )
    rows = fact_rows(facts)
    assert {row.place: row.outlets() for row in rows} == {"Gao": ["a", "c"], "Kidal": ["b"], None: ["d"]}
