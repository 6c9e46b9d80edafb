"""What each filter keeps, and the sentences behind a number."""

from datetime import date
from typing import Any

import duckdb
import pytest

from lib.models import Annotations, Figure, Filters, Quote, Toponym
from lib.queries.evidence import evidence, sentence_evidence, span_evidence
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
        (
            Toponym(span_of(TEXT, "Syrian"), "demonym", 0.9, None, "syria"),
            Toponym(span_of(TEXT, "Idlib"), "literal", 0.75, None, "idlib"),
        ),
        quotes=(Quote(span_of(TEXT, "met Erdogan. Syrian troops"), "indirect", (), None, span_of(TEXT, "met")),),
        figures=(Figure(span_of(TEXT, "troops"), 24, None, "people", None, approximate=True),),
    )


@pytest.fixture
def connection(make_store: Store) -> duckdb.DuckDBPyConnection:
    """Three articles of one text: dated, with a borrowed date, and undated of an outlet nobody knows."""
    documents = [
        make_document("dated", TEXT, title="Putin speaks", body_start=14),
        make_document("borrowed", TEXT, "Ya Libnan", published=date(2018, 9, 17), published_from="story"),
        make_document("undated", TEXT, None, published=None, published_from=None),
    ]
    store: duckdb.DuckDBPyConnection = make_store(
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


@pytest.mark.parametrize(
    ("table", "chosen", "expected"),
    [
        ("mentions", {"entity": "erdogan", "outlet": "alwaght"},
         [("dated", 1, "Putin met Erdogan.", [("Erdogan", "PERSON")], "full name")]),
        ("mentions", {"entity": ("putin", "erdogan"), "headline": False, "document": "dated"},
         [("dated", 1, "Putin met Erdogan.", [("Putin", "PERSON"), ("Erdogan", "PERSON")], "full name")]),
        ("mentions", {"entity": "putin", "document": "dated"},
         [("dated", 0, "Putin speaks", [("Putin", "PERSON")], "full name"),
          ("dated", 1, "Putin met Erdogan.", [("Putin", "PERSON")], "full name")]),
        ("toponyms", {"place": None, "role": "literal", "document": "dated"},
         [("dated", 2, "Syrian troops left Idlib.", [("Idlib", "literal")], "not resolved, score 0.75")]),
        ("quotes", {"document": "dated"},
         [("dated", 1, "Putin met Erdogan.", [("met Erdogan.", "indirect")], "cue met"),
          ("dated", 2, "Syrian troops left Idlib.", [("Syrian troops", "indirect")], "cue met")]),
        ("figures", {"document": "dated"},
         [("dated", 2, "Syrian troops left Idlib.", [("troops", "people")], "approximate, at least 24, people")]),
        ("commitments", {}, []),
        ("timexes", {"value": HOSTILE}, []),
    ],
)  # fmt: skip
def test_evidence_is_whole_sentences_with_what_was_counted_marked(
    connection: duckdb.DuckDBPyConnection, table: str, chosen: dict[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    rows = evidence(connection, Filters(), table, **chosen)
    seen = [
        (r.document, r.sentence, r.exact, [(TEXT[start:end], label) for start, end, label in r.marks], r.how_read)
        for r in rows.itertuples()
    ]
    assert seen == expected


def test_evidence_keeps_the_corpus_s_order_and_the_filters(connection: duckdb.DuckDBPyConnection) -> None:
    assert evidence(connection, Filters(), "mentions", entity="erdogan")["document"].tolist() == [
        "dated", "borrowed", "undated",
    ]  # fmt: skip
    assert evidence(connection, Filters(kinds=("PLACE",)), "mentions", entity="erdogan").empty


def test_evidence_for_rows_a_page_chose_itself(connection: duckdb.DuckDBPyConnection) -> None:
    met = span_of(TEXT, "met Erdogan")
    rows = span_evidence(connection, [("undated", met.start, met.end, "claim", "same day")])
    assert rows[["outlet", "sentence", "marks", "how_read"]].to_numpy().tolist() == [
        ["unknown:undated", 1, [(met.start, met.end, "claim")], "same day"]
    ]
    assert sentence_evidence(connection, [("dated", 2), ("dated", 2)])["exact"].tolist() == [
        "Syrian troops left Idlib."
    ]
    columns = list(evidence(connection, Filters(), "mentions"))
    for empty in (span_evidence(connection, []), sentence_evidence(connection, [])):
        assert (list(empty), len(empty)) == (columns, 0)


def test_problems_are_listed_by_name(connection: duckdb.DuckDBPyConnection) -> None:
    assert problems(connection).to_numpy().tolist() == [["a.txt", "Binary."], ["b.txt", "Empty."]]
