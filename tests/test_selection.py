"""What each filter keeps, and the sentences behind a number."""

from datetime import date

import duckdb
import pytest

from lib.models import Annotations, Figure, Filters, Quote, Toponym
from lib.queries.evidence import evidence
from lib.queries.selection import answer, problems
from tests.conftest import Store, make_document, mention_of, sentences_of, span_of

TEXT = "Putin speaks\n\nPutin met Erdogan. Syrian troops left Idlib."
HOSTILE = "'; DROP TABLE documents; --"


def _annotations() -> Annotations:
    return Annotations(
        sentences_of(TEXT, "Putin speaks", "Putin met Erdogan.", "Syrian troops left Idlib.", headline=True),
        (
            mention_of(TEXT, "Putin", "putin"),
            mention_of(TEXT, "Putin", "putin", nth=1),
            mention_of(TEXT, "Erdogan", "erdogan"),
            mention_of(TEXT, "Syrian", "syria", "PLACE"),
            mention_of(TEXT, "Idlib", "idlib", "PLACE"),
        ),
        toponyms=(
            Toponym(span_of(TEXT, "Syrian"), "demonym", 0.9, None, "syria"),
            Toponym(span_of(TEXT, "Idlib"), "literal", 0.75, None, "idlib"),
        ),
        quotes=(Quote(span_of(TEXT, "met Erdogan. Syrian troops"), "indirect", (), None, span_of(TEXT, "met")),),
        figures=(Figure(span_of(TEXT, "troops"), 24, None, "people", None, approximate=True),),
    )


@pytest.fixture(scope="module")
def connection(make_shared_store: Store) -> duckdb.DuckDBPyConnection:
    """Three articles of one text: dated, with a borrowed date, and undated of an outlet nobody knows."""
    documents = [
        make_document("dated", TEXT, title="Putin speaks", body_start=14),
        make_document("borrowed", TEXT, "Ya Libnan", published=date(2018, 9, 17), published_from="story"),
        make_document("undated", TEXT, None, published=None, published_from=None),
    ]
    store: duckdb.DuckDBPyConnection = make_shared_store(
        *((document, _annotations()) for document in documents), refused=[("b.txt", "Empty."), ("a.txt", "Binary.")]
    )
    return store


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), ["dated", "borrowed", "undated"]),
        (Filters(outlets=("alwaght", "unknown:undated")), ["dated", "undated"]),
        (Filters(outlets=("nobody",)), []),
        (Filters(outlets=(HOSTILE,)), []),
        (Filters(entities=("syria",)), []),  # mentioned by the demonym alone
        (Filters(entities=("idlib",), outlets=("ya-libnan",)), ["borrowed"]),
        (Filters(since=date(2018, 9, 1)), ["dated"]),
        (Filters(until=date(2018, 9, 18)), ["dated"]),
        (Filters(until=date(2018, 9, 17)), []),
        (Filters(since=date(2018, 9, 30), until=date(2018, 9, 1)), ["dated"]),  # a slider's ends reversed
        (Filters(articles=("undated", "dated")), ["dated", "undated"]),
        (Filters(articles=("undated",), outlets=("alwaght",)), []),
        (Filters(without=("syria",)), ["dated", "borrowed", "undated"]),  # mentioned by the demonym alone
        (Filters(without=("putin", "erdogan")), ["dated", "borrowed", "undated"]),
        (Filters(without=("putin", "idlib")), []),  # no sentence is left
        (Filters(entities=("erdogan",), without=("putin",)), []),
        (Filters(entities=("idlib",), without=("putin",), articles=("dated",)), ["dated"]),
        (Filters(without=(HOSTILE,), roles=("literal",)), ["dated", "borrowed", "undated"]),
    ],
)
def test_which_articles_a_filter_keeps(
    connection: duckdb.DuckDBPyConnection, filters: Filters, kept: list[str]
) -> None:
    assert (
        answer(connection, "SELECT document FROM kept_documents ORDER BY position", filters)["document"].tolist()
        == kept
    )


@pytest.mark.parametrize(
    ("filters", "table", "kept"),
    [
        (Filters(), "kept_mentions", ["Putin", "Putin", "Erdogan", "Syrian", "Idlib"]),
        (Filters(), "counted_mentions", ["Putin", "Erdogan", "Idlib"]),
        (Filters(kinds=("PLACE",)), "kept_mentions", ["Syrian", "Idlib"]),
        (Filters(kinds=("PERSON", "ORG")), "kept_toponyms", []),
        (Filters(kinds=("PERSON", "PLACE")), "kept_toponyms", ["Syrian", "Idlib"]),
        (Filters(kinds=("PERSON",)), "kept_figures", ["troops"]),
        (Filters(entities=("erdogan",)), "kept_mentions", ["Putin", "Erdogan"]),
        (Filters(entities=("erdogan", "idlib")), "counted_mentions", ["Putin", "Erdogan", "Idlib"]),
        (Filters(entities=("erdogan",), kinds=("PLACE",)), "kept_mentions", []),
        (Filters(entities=("erdogan",)), "kept_sentences", ["Putin met Erdogan."]),
        (Filters(entities=("putin",)), "kept_sentences", ["Putin speaks", "Putin met Erdogan."]),
        (Filters(entities=("idlib",)), "kept_toponyms", ["Syrian", "Idlib"]),
        (Filters(entities=("idlib",)), "kept_quotes", []),
        (Filters(entities=("erdogan",)), "kept_quotes", ["met Erdogan. Syrian troops"]),
        (Filters(without=("erdogan",)), "kept_quotes", []),
        (Filters(without=("idlib",)), "kept_quotes", ["met Erdogan. Syrian troops"]),
        (Filters(without=("putin",)), "kept_sentences", ["Syrian troops left Idlib."]),
        (Filters(without=("erdogan",)), "kept_mentions", ["Putin", "Syrian", "Idlib"]),
        (Filters(without=("erdogan",)), "kept_figures", ["troops"]),
        (Filters(without=("idlib",)), "kept_figures", []),
        (Filters(entities=("putin",), without=("erdogan",)), "kept_sentences", ["Putin speaks"]),
        (Filters(roles=("literal",)), "kept_toponyms", ["Idlib"]),
        (Filters(roles=("literal",)), "kept_mentions", ["Putin", "Putin", "Erdogan", "Idlib"]),
        (Filters(roles=("literal", "demonym")), "kept_toponyms", ["Syrian", "Idlib"]),
        (Filters(roles=("demonym",)), "counted_mentions", ["Putin", "Erdogan"]),
        (Filters(roles=("demonym",)), "kept_quotes", ["met Erdogan. Syrian troops"]),
        (Filters(roles=("literal",), kinds=("PERSON",)), "kept_toponyms", []),
    ],
)
def test_what_a_filter_keeps_of_one_article(
    connection: duckdb.DuckDBPyConnection, filters: Filters, table: str, kept: list[str]
) -> None:
    rows = answer(
        connection, f"SELECT exact FROM {table} WHERE document = $which ORDER BY start", filters, which="dated"
    )
    assert rows["exact"].tolist() == kept


def test_a_question_may_name_several_tables_and_begin_with_its_own_names(connection: duckdb.DuckDBPyConnection) -> None:
    sql = """
        WITH counts AS (SELECT document, count(*) AS n FROM counted_mentions GROUP BY document)
        SELECT document, n, $mark AS mark FROM kept_documents LEFT JOIN counts USING (document) ORDER BY position
    """
    filters = Filters(outlets=("ya-libnan",), entities=("putin",), kinds=("PERSON",))
    rows = answer(connection, sql, filters, mark=HOSTILE)
    assert list(rows.itertuples(index=False, name=None)) == [("borrowed", 2, HOSTILE)]


def test_two_readers_may_ask_at_once_on_their_own_cursors(connection: duckdb.DuckDBPyConnection) -> None:
    cursors = [connection.cursor(), connection.cursor()]
    assert [len(answer(cursor, "SELECT * FROM kept_documents", Filters())) for cursor in cursors] == [3, 3]


def test_evidence_is_the_whole_sentence_round_each_span_in_the_corpus_s_order(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    spans = 'SELECT document, sentence, start, "end", reason AS read FROM counted_mentions WHERE entity = $entity'
    rows = evidence(connection, Filters(), spans, entity="erdogan")
    assert rows["document"].tolist() == ["dated", "borrowed", "undated"]
    first = rows.iloc[0]
    assert (first.text, first.sentence_start, TEXT[first.start : first.end], first["read"]) == (
        "Putin met Erdogan.",
        TEXT.index("Putin met"),
        "Erdogan",
        "full name",
    )
    assert evidence(connection, Filters(kinds=("PLACE",)), spans, entity="erdogan").empty


def test_problems_are_listed_by_name(connection: duckdb.DuckDBPyConnection) -> None:
    assert problems(connection)[["path", "reason"]].to_numpy().tolist() == [["a.txt", "Binary."], ["b.txt", "Empty."]]
