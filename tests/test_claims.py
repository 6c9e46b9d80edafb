"""Terms that two give otherwise, and numbers beside what somebody else puts them at."""

from datetime import date
from typing import Any

import pytest

from lib.annotate import Tools, annotate_all
from lib.compare.facts.claims import FOR_HOW_LONG, HOW_MANY, OF_HUNDRED, UNTIL
from lib.compare.facts.differences import find_differences
from lib.compare.facts.rows import fact_rows, find_facts
from lib.compare.records import Difference
from lib.queries.articles import read_articles
from tests.conftest import make_document


@pytest.fixture
def differing(make_store: Any, tools: Tools) -> Any:
    """The differences of some texts, each of another outlet, of one day."""

    def found(*texts: str) -> list[Difference]:
        made = [
            make_document(f"Outlet {n}", text, f"Outlet {n}", published=date(2026, 3, 3))
            for n, text in enumerate(texts)
        ]
        store = make_store(*annotate_all(made, tools))
        names = [name for (name,) in store.execute("SELECT document FROM documents ORDER BY position").fetchall()]
        facts = [fact for article in read_articles(store, names) for fact in find_facts(article)]
        return list(find_differences(fact_rows(facts)))

    return found


TERMS = [
    ("The pact will stay in force for 90 days.", "The deal is valid for six months.", [FOR_HOW_LONG]),
    ("The pact will stay in force for 90 days.", "The 90-day deal covers both ports.", []),
    ("The truce was extended by six months.", "The truce was prolonged by half a year.", []),
    ("The truce was extended by six months.", "The truce was prolonged by another three months.", [FOR_HOW_LONG]),
    ("The truce was renewed for a month, until 7 May 2026.", "It was renewed for a month, until 9 May 2026.", [UNTIL]),
    # the term is not by how much it is prolonged, and a licence is no agreement
    ("The truce is valid for a year.", "The truce was extended by six months.", []),
    ("The pact will stay in force for 90 days.", "It has a licence for two years.", []),
    ("The truce was extended by six months.", "The truce was extended two days before.", []),
]


@pytest.mark.parametrize(("one", "other", "measures"), TERMS)
def test_terms_differ(differing: Any, one: str, other: str, measures: list[str]) -> None:
    assert [found.measure for found in differing(one, other)] == measures


def test_terms_of_two_stories_are_not_held_against_each_other(differing: Any) -> None:
    one = "Chad and the African Union signed. The pact will stay in force for 90 days."
    other = "The singer from Norway and Apple Records signed. The deal is valid for six years."
    assert differing(one, other) == []
    assert [found.measure for found in differing(one, one.replace("90 days", "six months"))] == [FOR_HOW_LONG]


def test_what_another_answers_to_a_term_is_of_the_same(differing: Any) -> None:
    [found] = differing(
        "The army says the truce was renewed for six months. “Three months,” said rebel leader Tarik Onda."
    )
    assert (found.measure, [[fact.words for fact in side] for side in found.sides]) == (
        FOR_HOW_LONG,
        [["six months"], ["Three months"]],
    )


CLAIMS = [
    ("The movement says it has 1,400 fighters; diplomats put the figure at about 900.", True),
    ("The mission has registered 62 heavy guns, but the army believes the rebels have 90.", True),
    ("Observers counted 430 of the 610 it declares.", True),
    # no other's number, and a part that nobody doubts
    ("The movement has 1,400 fighters; 200 are women.", False),
    ("Observers counted 430 of the 610 fighters.", False),
]


@pytest.mark.parametrize(("text", "differ"), CLAIMS)
def test_a_number_that_others_put_otherwise(differing: Any, text: str, *, differ: bool) -> None:
    assert [found.measure for found in differing(text)] == ([HOW_MANY] if differ else [])


def test_per_cent_are_no_points(differing: Any) -> None:
    points = "The duty will fall by 12 percentage points."
    assert [found.measure for found in differing(points, "Twelve per cent of the duty, 12%, is suspended.")] == [
        OF_HUNDRED
    ]
    assert differing(points, "The share was 14%.") == []


LOADS = [
    ("They will ship 15 million tonnes of rice.", "The deal frees 14 million tonnes of rice.", True),
    ("They will ship 15 million tonnes of rice.", "The deal frees 2 million tonnes of rice.", False),  # another load
    ("They will ship 15 million tonnes of rice.", "They will ship 14 million tonnes of rice a month.", False),
]


@pytest.mark.parametrize(("one", "other", "differ"), LOADS)
def test_loads_of_one_size_differ(differing: Any, one: str, other: str, *, differ: bool) -> None:
    assert ("mass" in {found.measure for found in differing(one, other)}) is differ


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The pact will be prolonged.", "The pact can be prolonged for a year.", True),
        ("The pact will be prolonged.", "It runs for a year, with a possible extension.", True),
        ("The pact will be prolonged.", "The pact is to be extended.", False),
    ],
)
def test_prolonging_is_sure_or_not(differing: Any, one: str, other: str, *, differ: bool) -> None:
    found = {(found.subject, found.measure) for found in differing(one, other)}
    assert (("prolongation", "how sure") in found) is differ


def test_a_number_that_is_not_round_is_known_wherever_it_stands(differing: Any) -> None:
    [found] = differing("Observers counted 430 of the 610 it declares.", "All 610 fighters are in the camps.")
    assert found.subject == "fighters"
    assert [{fact.words for fact in side} for side in found.sides] == [{"430"}, {"610", "610 fighters"}]
