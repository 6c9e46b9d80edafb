"""A question in words finds the sentences that have most of it, and a word spelled wrongly finds how it is spelled."""

from typing import Any

import duckdb
import pytest

from lib.models import Annotations, Filters
from lib.queries import search as queries
from lib.search.questions import read_question
from tests.conftest import Store, make_document, sentences_of

Desk = tuple[duckdb.DuckDBPyConnection, queries.Searchable]
SENTENCES = (
    "The heavy weapons are withdrawn from the zone by October.",
    "Weapons were seen in the corridor.",
    "Heavy rain fell on the corridor, and on the zone.",
    "Nobody withdrew heavy weapons, the monitors said.",
    "The monitors met.",
)
EVERYTHING = Filters()


@pytest.fixture(scope="module")
def desk(make_shared_store: Store) -> Desk:
    """One article with these sentences."""
    text = " ".join(SENTENCES)
    connection = make_shared_store((make_document("one", text), Annotations(sentences=sentences_of(text, *SENTENCES))))
    return connection, queries.open_search(connection)


def numbers(desk: Desk, text: str, filters: Filters = EVERYTHING) -> list[int]:
    """The numbers of the sentences found, best first."""
    found = queries.found_sentences(*desk, queries.search(*desk, text, filters), slice(None))
    return [SENTENCES.index(one) for one in dict.fromkeys(found["text"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("When are the heavy weapons withdrawn?", [3, 0]),  # two of three words are most, and [1], [2] have one
        ("When must the heavy weapons be withdrawn from the zone?", [0, 3, 2]),
        ("who withdrew heavy weapons", [3, 0]),
        ("What of the monitors?", [4, 3]),
        ("heavy weapons corridor", [1, 2, 3, 0]),  # no sentence has all three
        ("heavy weapons withdraw", [3, 0]),  # all have all of them: no question
        ("corridor zebra", []),  # two words are asked for together
        ("Where is the zebra?", []),
        ("What is it?", []),
    ],
)
def test_a_question_finds_most_of_its_words(text: str, found: list[int], desk: Desk) -> None:
    assert numbers(desk, text) == found


def test_more_words_come_before_fewer(desk: Desk) -> None:
    found = queries.search(*desk, "When must heavy weapons be withdrawn from the zone?", EVERYTHING)
    assert found.partly
    assert numbers(desk, found.query.text)[0] == 0
    assert found.query.notes == (
        "Read as a question: sentences with most of “heavy”, “weapons”, “withdrawn”, “zone” come first.",
    )


@pytest.mark.parametrize(
    "text",
    ["zone OR corridor", "heavy weapons", '"heavy weapons" corridor zone?', "withdr* heavy weapons zone",
     "heavy weapons -zone corridor", "who", "heavy NOT weapons corridor", "outlet:one heavy weapons", "", "???",
     "when " * 300],
)  # fmt: skip
def test_a_query_is_no_question(text: str) -> None:
    assert read_question(text) is None


@pytest.mark.parametrize("text", ["who? who? who?", "İ ß ﷺ when?", "what\x00 is \ud83d this zone", "why - not zone"])
def test_odd_questions_are_read_or_left(text: str, desk: Desk) -> None:
    question = read_question(text)
    assert question is None or isinstance(queries.search(*desk, text, EVERYTHING), queries.Found)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("coridor", [("corridor", 2)]),
        ("wepons zone", [("weapons zone", 1)]),
        ("withdrawm", [("withdrawn", 2)]),
        ("Where are the wepons of the monitors?", [("Where are the weapons of the monitors?", 4)]),
        ("zone", []),
        ("xqzptwv", []),
        ("zone NOT coridor", []),
        ("12345", []),
    ],
)
def test_what_is_spelled_wrongly_is_asked_back(text: str, meant: list[tuple[str, int]], desk: Desk) -> None:
    assert queries.spellings(*desk, queries.search(*desk, text, EVERYTHING), EVERYTHING) == meant


def test_the_page_says_how_a_question_was_read_and_what_may_be_meant(open_on_seeds: Any) -> None:
    def shown(query: str) -> str:
        at = open_on_seeds("search", q=query)
        assert not at.exception
        return " ".join([*(one.value for one in at.caption), *(one.proto.body for one in at.get("html"))])

    asked = shown("When must the heavy weapons be withdrawn?")
    assert "Read as a question: sentences with most of" in asked.replace("\\", "")
    assert 'class="concordance"' not in asked  # but whole sentences
    assert "Did you mean" not in asked
    spelled = shown("Erdogen")
    assert "Did you mean " in spelled
    assert "q=Erdogan" in spelled


def test_a_word_is_no_form_of_another_that_begins_like_it(make_shared_store: Store) -> None:
    text = "Both signed the accord. According to them, it holds."
    sentences = sentences_of(text, "Both signed the accord.", "According to them, it holds.")
    connection = make_shared_store((make_document("two", text), Annotations(sentences=sentences)))
    desk = queries.open_search(connection)
    found = queries.search(connection, desk, "accords", EVERYTHING)
    assert queries.found_sentences(connection, desk, found, slice(None))["text"].tolist() == ["Both signed the accord."]
