"""Outlet, date, address and story of articles, corrected as decisions: what then counts, and what stays beside it."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.errors import DecisionError
from lib.models import Decision, Filters, Subject
from lib.queries import contract, corpus
from lib.queries.selection import corpus_facts
from lib.store import decisions_toml, open_version, parse_decisions, save_decisions, undo
from tests.decided import NOON, Desk, decided, desk_of
from tests.test_refresh import DATED, UNDATED
from tests.test_refresh import Desk as Corpus
from tests.test_refresh import desk as corpus_desk  # noqa: F401  (a fixture)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A function that opens two articles, of the outlets A and B, with the decisions given."""
    return desk_of(tmp_path_factory.mktemp("corrected"))


def corrected(field: Any, value: str | None, document: str = "a", **fields: Any) -> Decision:
    """A correction of one field of an article."""
    return decided("correct", Subject("document", document, name="a.txt"), value, field=field, **fields)


def row(connection: duckdb.DuckDBPyConnection, columns: str) -> tuple[Any, ...]:
    """Some columns of the article a."""
    return connection.execute(f"SELECT {columns} FROM documents WHERE document = 'a'").fetchall()[0]


@pytest.mark.parametrize(
    ("decision", "columns", "expected"),
    [
        (corrected("outlet", "b"), "outlet, outlet_name, source_from, outlet_name_read", ("b", "B", "analyst", "A")),
        (corrected("outlet", "new-times", value_name="New Times"), "outlet, outlet_name, outlet_read",
         ("new-times", "New Times", "a")),
        (corrected("date", "2018-09-21"), "published, published_from, published_read",
         (date(2018, 9, 21), "analyst", date(2018, 9, 18))),
        (corrected("date", None), "published, published_from", (None, None)),
        (corrected("address", "https://a.example/1"), "url, url_read", ("https://a.example/1", None)),
        (corrected("story", "zone"), "story, story_read", ("zone", "corpus")),
    ],
)  # fmt: skip
def test_a_correction_counts_and_what_was_read_stays_beside_it(
    desk: Desk, decision: Decision, columns: str, expected: tuple[Any, ...]
) -> None:
    connection = desk(decision)
    assert row(connection, columns) == expected
    assert "by Nadia on 3 Oct 2018: same" in row(connection, "decided")[0]
    assert "read as" in row(connection, "notes[-1]")[0]
    assert connection.execute("SELECT state FROM decisions").fetchall() == [("in force",)]
    names = columns.split(", ")
    assert row(desk(decision, undo(decision, NOON, "Omar")), columns) == row(desk(), ", ".join(names))


def test_the_last_correction_of_a_field_counts(desk: Desk) -> None:
    connection = desk(corrected("date", "2018-09-21"), corrected("date", "2018-09-22", at=1))
    assert row(connection, "published, published_read") == (date(2018, 9, 22), date(2018, 9, 18))


def test_filters_lists_and_exports_count_with_it(desk: Desk) -> None:
    connection = desk(corrected("outlet", "c", value_name="C"), corrected("date", "2018-09-25"))
    assert corpus.outlets(connection)["outlet_name"].tolist() == ["C", "B"]
    assert corpus_facts(connection, Filters(outlets=("c",))).articles == 1
    assert corpus_facts(connection, Filters(since=date(2018, 9, 20))).articles == 1
    told = {document.id: document for document, _ in contract.annotated_articles(connection, Filters())}
    assert told["a"].source is not None
    assert (told["a"].source.name, told["a"].published) == ("C", date(2018, 9, 25))


def test_a_correction_of_no_article_says_so(desk: Desk) -> None:
    connection = desk(corrected("date", "2018-09-21", "gone"))
    assert connection.execute("SELECT state, note FROM decisions").fetchall() == [
        ("no longer applies", "There is no such article, or no longer.")
    ]


def test_corrections_travel_as_toml() -> None:
    rows = (corrected("outlet", "b", value_name="B"), corrected("date", "2018-09-21"), corrected("address", None))
    assert parse_decisions(decisions_toml(rows), "x.toml") == rows


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("outlet", "", "value must say to what"),
        ("outlet", "…", "needs a letter"),
        ("story", None, "value must say to what"),
        ("date", "17.9.2018", "2018-09-17"),
        ("date", "0018-09-17", "between 1800 and 2200"),
        ("address", "javascript:alert(1)", "begins with https"),
        ("author", "x", "field must be one of"),
        (None, "x", "field must be one of"),
    ],
)
def test_what_no_article_can_be_is_refused(field: Any, value: str | None, said: str) -> None:
    with pytest.raises(DecisionError, match=said):
        corrected(field, value)


def test_a_field_belongs_to_a_correction_alone() -> None:
    with pytest.raises(DecisionError, match="belongs to a correction"):
        decided("hide", Subject("document", "a"), field="date")


def ids(corpus: Corpus) -> dict[str, str]:
    """The articles' ids by their files' names."""
    return dict(open_version(corpus.store).execute("SELECT parse_filename(path), document FROM documents").fetchall())


def test_a_decided_date_has_its_article_annotated_anew_and_what_borrows_it(corpus_desk: Corpus) -> None:  # noqa: F811
    folder = corpus_desk.settings.decisions
    decision = corrected("date", "2018-09-20", ids(corpus_desk)["dated.txt"])
    save_decisions(folder, [decision])
    corpus_desk.refresh()
    assert corpus_desk.annotators.take_seen() == ["dated.txt", "undated.txt"]
    # What was read stays in the table; the decision is laid over it.
    assert corpus_desk.dates() == [("dated.txt", "2018-09-17", "text"), ("undated.txt", "2018-09-20", "story")]
    assert corpus_desk.refresh().version == 1
    assert corpus_desk.annotators.take_seen() == []
    save_decisions(folder, [undo(decision, NOON, "Omar")])
    corpus_desk.refresh()
    assert corpus_desk.annotators.take_seen() == ["dated.txt", "undated.txt"]
    assert corpus_desk.dates()[1] == ("undated.txt", "2018-09-17", "story")


def test_an_article_borrows_from_the_story_that_it_is_said_to_be_of(corpus_desk: Corpus) -> None:  # noqa: F811
    save_decisions(corpus_desk.settings.decisions, [corrected("story", "other", ids(corpus_desk)["undated.txt"])])
    corpus_desk.refresh()
    assert corpus_desk.annotators.take_seen() == ["undated.txt"]
    assert corpus_desk.dates()[1] == ("undated.txt", None, None)


def test_an_outlet_or_an_address_costs_no_annotation(corpus_desk: Corpus) -> None:  # noqa: F811
    known = ids(corpus_desk)["dated.txt"]
    save_decisions(corpus_desk.settings.decisions, [corrected("outlet", "b", known), corrected("story", "s", "gone")])
    assert (corpus_desk.refresh().version, corpus_desk.annotators.take_seen()) == (0, [])


def test_a_new_file_leaves_the_decided_one_alone(corpus_desk: Corpus) -> None:  # noqa: F811
    save_decisions(corpus_desk.settings.decisions, [corrected("date", None, ids(corpus_desk)["dated.txt"])])
    corpus_desk.refresh()
    assert corpus_desk.dates()[1] == ("undated.txt", None, None)
    corpus_desk.annotators.take_seen()
    corpus_desk.write("more.txt", f"{DATED} {UNDATED}")
    corpus_desk.refresh()
    assert "dated.txt" not in corpus_desk.annotators.take_seen()


def test_a_log_that_cannot_be_read_stops_no_refresh(corpus_desk: Corpus) -> None:  # noqa: F811
    folder: Path = corpus_desk.settings.decisions
    (folder / "decisions.jsonl").mkdir(parents=True)
    assert corpus_desk.refresh().version == 0
