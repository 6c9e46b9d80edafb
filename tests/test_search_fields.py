"""Fields of a search, hostile names and queries, and what is said where nothing is found."""

import random
import time
from contextlib import suppress

import duckdb
import pytest

from lib.errors import QueryError
from lib.models import Annotations, Filters, Quote, Sentence
from lib.queries import search as queries
from lib.search.catalogue import Catalogue
from lib.search.hits import find_hits
from lib.search.index import SentenceRecord, build_index
from lib.search.query import parse_query
from tests.conftest import Store, make_document, mention_of, sentences_of, span_of
from tests.test_search_query import PIECES

Desk = tuple[duckdb.DuckDBPyConnection, queries.Searchable]
EVERYTHING = Filters()
QUOTED = 'Sesay said: "We hold the zone." The zone is "safe".'


@pytest.fixture(scope="module")
def quoting(make_shared_store: Store) -> Desk:
    """Two articles: one with a quote and without a date, the other by an outlet with a name full of signs."""
    span = span_of(QUOTED, "We hold the zone.")
    quote = Quote(span, "direct", (span,), None, None)
    first = Annotations(
        sentences=sentences_of(QUOTED, 'Sesay said: "We hold the zone."', 'The zone is "safe".'),
        mentions=(mention_of(QUOTED, "Sesay", "sesay"),),
        quotes=(quote,),
    )
    text = "The zone of <b>Juba</b> holds; 50% OR more."
    other = Annotations(
        sentences=(Sentence(span_of(text, text), 0),), mentions=(mention_of(text, "Juba", "juba", "PLACE"),)
    )
    connection = make_shared_store(
        (make_document("one", QUOTED, published=None, published_from=None), first),
        (make_document("two", text, 'The "O\'Star" (R) 100%'), other),
    )
    return connection, queries.open_search(connection)


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("quoted:zone", 1),
        ("zone NOT quoted:zone", 2),
        ("quoted:safe", 0),  # marks that quote nobody
        ('quoted:"hold the zone"', 1),
        ("quoted:said", 0),
        ("date:[* TO *]", 1),
        ("NOT date:[* TO *]", 2),
        ('outlet:"the O’Star r 100"', 1),
        ("outlet:alwaght zone", 2),
        ("entity:juba", 1),
        ('"50% OR more"', 1),
    ],
)
def test_fields(query: str, sentences: int, quoting: Desk) -> None:
    connection, desk = quoting
    assert len(queries.search(connection, desk, query, EVERYTHING)) == sentences


def test_what_can_be_read_can_be_searched(quoting: Desk) -> None:
    """No text becomes syntax of the index: whatever the parser lets through is answered."""
    connection, desk = quoting
    chance = random.Random(42)  # noqa: S311  test data, no secret
    answered = 0
    for _ in range(2500):
        query = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 9)))
        with suppress(QueryError):
            found = queries.search(connection, desk, query, EVERYTHING)
            queries.found_sentences(connection, desk, found, slice(None))
            queries.parts_found(desk, found)
            answered += 1
    assert answered > 100


def test_why_nothing_was_found(quoting: Desk) -> None:
    connection, desk = quoting
    found = queries.search(connection, desk, 'zone NEAR/1 moon "hold the sun" NOT juba', Filters(outlets=("alwaght",)))
    assert queries.parts_found(desk, found) == [("zone", 2, 3), ("moon", 0, 0), ('"hold the sun"', 0, 0)]


def test_examples_can_be_read_whatever_the_names(quoting: Desk) -> None:
    connection, desk = quoting
    examples = queries.example_queries(connection, desk, EVERYTHING)
    assert len(examples) == 5
    for query, _, sentences in examples:
        assert len(queries.search(connection, desk, query, EVERYTHING)) == sentences > 0


def test_names_of_any_length_can_be_searched(make_store: Store) -> None:
    """What is too long to be asked for is no example, and is cut where it is said."""
    outlet, name = "Daily " + "x" * 1000, "Sesay" + "y" * 1000
    text = f"{name} holds the zone."
    known = Annotations(sentences=sentences_of(text, text), mentions=(mention_of(text, name, "sesay"),))
    connection = make_store((make_document("one", text, outlet), known))
    desk = queries.open_search(connection)
    assert queries.example_queries(connection, desk, EVERYTHING) == []
    found = queries.search(connection, desk, "outlet:daily entity:sesay zone", EVERYTHING)
    assert len(found) == 1
    assert max(map(len, found.query.notes)) < 200
    with pytest.raises(QueryError, match="There are Daily x") as caught:
        queries.search(connection, desk, f"outlet:{'z' * 900}", EVERYTHING)
    assert len(str(caught.value)) < 250


HOSTILE = (
    *("a" * 100_000, "a " * 50_000, "a." * 50_000, "1 200 " * 20_000, "1,200," * 20_000, "12 " * 40_000),
    *("a" + "'" * 100_000, "a'" * 50_000, "\u0301" * 100_000, "\x00" * 100_000, "\u202eא" * 50_000, "\ud800" * 1000),
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:4]))
def test_the_time_to_read_and_mark_a_sentence_grows_with_its_length(text: str) -> None:
    begin = time.process_time()
    index = build_index([SentenceRecord(0, 0, text, False, "a", None, (), (text,))], 1)
    for query in ("a NEAR/30 a", "a*a*a*a", '"a a a a"', "quoted:a", "1200"):
        node = parse_query(query, Catalogue()).node
        find_hits(text, ["a"], node)
        index.find(node)
    assert time.process_time() - begin < 15, "a second or two is usual"


def test_an_empty_corpus_has_nothing_to_find(make_store: Store) -> None:
    connection = make_store()
    desk = queries.open_search(connection)
    assert not len(queries.search(connection, desk, "zone", EVERYTHING))
    assert queries.example_queries(connection, desk, EVERYTHING) == []
    with pytest.raises(QueryError, match="no articles"):
        queries.search(connection, desk, "outlet:x", EVERYTHING)
