"""Spellings and forms of one word find each other, in the index as in what is marked."""

from collections.abc import Callable

import duckdb
import pytest

from lib.models import Annotations, Filters
from lib.queries import search as queries
from tests.conftest import Store, make_document, sentences_of

Desk = tuple[duckdb.DuckDBPyConnection, queries.Searchable]
SENTENCES = (
    "The US withdrew 1,200 men.",
    "U.S. forces are to withdraw.",
    "A USA team told us of Ma'arrat.",
    "They showed us Ma’arrat, and 1 200 women.",
    "WHO found Maʿarrat with 1\u202f200 people.",
    "Who founded Maarrat? At 6 a.m. the withdrawal of 1200.",
    "Troops withdrawn from Côte d’Ivoire shot the child: 12,000,000.",
    "Two shots; O’Brien lives. I am 1.200 m tall, says Nato.",
    "NATO and N.A.T.O. met the children of the women’s group.",
)


@pytest.fixture(scope="module")
def desk(make_shared_store: Store) -> Desk:
    """One article with these sentences."""
    text = " ".join(SENTENCES)
    connection = make_shared_store((make_document("one", text), Annotations(sentences=sentences_of(text, *SENTENCES))))
    return connection, queries.open_search(connection)


@pytest.fixture
def numbers(desk: Desk) -> Callable[[str], list[int]]:
    """The numbers of the sentences that a query finds."""

    def found(query: str) -> list[int]:
        rows = queries.found_sentences(*desk, queries.search(*desk, query, Filters(), "article"), slice(None))
        assert (rows["end"] > rows["start"]).all() or "NOT" in query, "whatever was found can be marked"
        return [SENTENCES.index(text) for text in dict.fromkeys(rows["text"])]

    return found


@pytest.mark.parametrize(
    ("queries_alike", "sentences"),
    [
        (("US", "U.S.", "USA", "U.S.A.", "u.s.", "U.S"), [0, 1, 2]),
        (('"US"', '"U.S."'), [0, 1]),
        (('"USA"',), [2]),
        (("us", '"us"', "Us"), [2, 3]),
        (("WHO", "W.H.O."), [4]),
        (("who",), [5]),
        (("a.m.", "AM"), [5]),
        (("nato", "NATO", "N.A.T.O.", "Nato", "nat?"), [7, 8]),
        (("Maarrat", "Ma'arrat", "ma’arrat", "Maʿarrat", "Ma‘arrat", '"MAARRAT"', "maar*"), [2, 3, 4, 5]),
        (("Ivoire", "d'Ivoire", '"Cote d’Ivoire"'), [6]),
        (("OBrien", "O'Brien", "o’brien"), [7]),
        (("1200", "1,200", "1 200", "1\u2009200", "1’200", '"1,200"', '"1 200"'), [0, 3, 4, 5]),
        (("1.200",), [7]),
        (("12000000", "12,000,000", "12 000 000", "12.000.000"), [6]),
        (("withdraw", "withdrew", "withdrawn", "withdrawing", "Withdrawal"), [0, 1, 5, 6]),
        (('"withdrew"',), [0]),
        (("find", "finding"), [4]),
        (("founded", "founds"), [4, 5]),
        (("shoot", "shooting"), [6]),
        (("shots",), [6, 7]),
        (("child", "children"), [6, 8]),
        (("women", "woman"), [3, 8]),
        (("life", "live", "lives"), [7]),
        (("withdrew NEAR/0 1200", '"withdrew men"~1'), [0]),
        (("US NEAR/1 withdraw", "withdrew NEAR/1 U.S."), [0]),
    ],
)
def test_each_finds_the_others(
    queries_alike: tuple[str, ...], sentences: list[int], numbers: Callable[[str], list[int]]
) -> None:
    assert {query: numbers(query) for query in queries_alike} == dict.fromkeys(queries_alike, sentences)
