"""Versions of one article in the store: kept, told, counted once; what analysts decide of them."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.models import Annotations, Decision, Subject
from lib.store import open_version
from tests.conftest import make_document, save_in, sentences_of
from tests.decided import decided

TEXT = (
    "The leaders of both countries met on Monday in the resort and agreed that a demilitarised zone would be set up by "
    "October 15, after four hours of talks. Patrols of both armies will secure the zone, and the rebels would stay."
)
LATER = TEXT.replace("stay", "leave")


def made(name: str, text: str = TEXT, **fields: Any) -> Any:
    """An article with its one sentence."""
    return make_document(name, text, **fields), Annotations(sentences_of(text, text))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store: two versions of one outlet's article, an agency's copy in another outlet, and what is at one address."""
    folder = tmp_path_factory.mktemp("versions")
    first, last = {"published": date(2018, 9, 17)}, {"published": date(2018, 9, 18)}
    save_in(
        folder,
        made("first", url="https://news.example/a?utm_source=x", **first),
        made("last", LATER, url="https://www.news.example/a", **last),
        made("copy", outlet="Other News"),
        made("nameless", outlet=None),
        made("nameless again", outlet=None),
    )
    return folder


def counted(folder: Path, *decisions: Decision) -> tuple[set[str], dict[str, str]]:
    """The articles that count, and the versions that do not, each with the one that does."""
    connection = open_version(folder / "table", None, decisions)
    kept = {name for (name,) in connection.execute("SELECT document FROM documents").fetchall()}
    return kept, versions_of(connection)


def versions_of(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The versions that do not count, each with the one that does."""
    return dict(connection.execute("SELECT document, counted FROM versions").fetchall())


def about(name: str) -> Subject:
    """An article as a decision names it."""
    return Subject("document", name, name=f"{name}.txt")


def test_versions_of_one_outlet_count_once_and_copies_elsewhere_stay(folder: Path) -> None:
    assert counted(folder) == ({"last", "copy", "nameless"}, {"first": "last", "nameless again": "nameless"})


def test_a_version_is_told_with_what_differs(folder: Path) -> None:
    connection = open_version(folder / "table")
    reasons = dict(connection.execute("SELECT path, reason FROM versions").fetchall())
    assert reasons["first.txt"].startswith("an earlier version of last.txt, which is counted; differs in: “stay” for")
    assert reasons["nameless again.txt"].startswith("the same text as nameless.txt")
    (notes,) = connection.execute("SELECT notes FROM documents WHERE document = 'last'").fetchall()[0]
    assert notes == ["another version, first.txt, is not counted; differs in: “stay” for “leave”"]
    assert connection.execute("SELECT count(*) FROM sentences").fetchall() == [(3,)]
    assert connection.execute("SELECT text FROM versions WHERE document = 'first'").fetchall() == [(TEXT,)]


def test_where_the_counted_version_is_left_out_the_other_counts(folder: Path) -> None:
    kept, versions = counted(folder, decided("hide", about("last")))
    assert kept == {"first", "copy", "nameless"}
    assert versions == {"nameless again": "nameless"}


def test_a_corrected_outlet_makes_versions_and_parts_them(folder: Path) -> None:
    parted = decided("correct", about("first"), "third", field="outlet")
    assert counted(folder, parted)[0] == {"first", "last", "copy", "nameless"}
    joined = decided("correct", about("copy"), "alwaght", field="outlet")
    assert counted(folder, joined) == (
        {"last", "nameless"},
        {"first": "last", "copy": "last", "nameless again": "nameless"},
    )


def test_a_version_that_does_not_count_can_be_corrected(folder: Path) -> None:
    decision = decided("correct", about("first"), "2018-09-19", field="date")
    connection = open_version(folder / "table", None, [decision])
    assert connection.execute("SELECT state FROM decisions").fetchall() == [("in force",)]
    assert versions_of(connection)["last"] == "first"
