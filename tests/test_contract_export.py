"""The articles in view as JSON Lines: what the annotators said of each, field by field, and the view inside."""

import json
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from lib.annotate import Tools, annotate_all
from lib.contract import contract_record
from lib.exports.jsonl import jsonl_lines
from lib.exports.view import View
from lib.models import Annotations, Document, Filters
from lib.queries.article import articles
from lib.queries.contract import BATCH, annotated_articles
from tests.bench.corpus import made_articles
from tests.conftest import Store, make_document

VIEW = View("Map", ("Outlet: Outlet 1",), "1", "http://desk/", datetime(2026, 1, 2, tzinfo=UTC))
QUOTED = 'Vladimir Putin said on Monday: "We will withdraw heavy weapons from Idlib by October 10." He denied the rest.'


@pytest.fixture(scope="module")
def contents(tools: Tools) -> list[tuple[Document, Annotations]]:
    """More articles than are read at once, one of them from nobody known and without a day."""
    documents = [
        make_document(one.name, one.text, one.outlet, published=one.published)
        for one in made_articles(BATCH + 2, 3, sentences=4)
    ]
    nobody = {"published": None, "published_from": None, "title": "A \u2028 title"}
    documents.append(make_document("nobody", QUOTED, None, **nobody))
    return list(annotate_all(documents, tools))


@pytest.fixture(scope="module")
def data(contents: list[tuple[Document, Annotations]], make_shared_store: Store) -> duckdb.DuckDBPyConnection:
    """The same, saved and opened."""
    return make_shared_store(*contents)


def _lines(data: duckdb.DuckDBPyConnection, filters: Filters) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl_lines(annotated_articles(data, filters), VIEW)]


def test_a_line_is_what_the_annotators_said(
    contents: list[tuple[Document, Annotations]], data: duckdb.DuckDBPyConnection
) -> None:
    lines = _lines(data, Filters())
    assert len(lines) == len(contents)
    for line, (document, annotations) in zip(lines, contents, strict=True):
        assert line.pop("view") == VIEW.record()
        said = json.loads(json.dumps(contract_record(document, annotations)))
        for field in said:
            assert _sorted(line[field]) == _sorted(said[field]), (document.id, field)


def _sorted(value: Any) -> Any:
    """Lists of annotations in one order."""
    return sorted(value, key=json.dumps) if isinstance(value, list) else value


@pytest.mark.parametrize(
    "filters",
    [
        Filters(outlets=("outlet-1",)),
        Filters(since=date(2018, 9, 20), until=date(2018, 9, 25)),
        Filters(entities=("vladimir-putin",)),
        Filters(outlets=("nobody",)),
    ],
)
def test_there_is_a_line_for_every_article_in_view(filters: Filters, data: duckdb.DuckDBPyConnection) -> None:
    lines = _lines(data, filters)
    assert [line["id"] for line in lines] == articles(data, filters)["document"].tolist()
