"""A list that is made up here: one record, one query, one line among the lists; and a column that is renamed."""

import inspect
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import listing
from lib.errors import FrameError
from lib.exports.dossier import Section, dossier_pieces
from lib.exports.dossier.cells import listed
from lib.exports.view import View
from lib.listing import Listing, columns, framed, gives
from lib.models import Filters
from lib.queries import map as located
from lib.queries.agreement import commitments
from lib.queries.agreement.commitments import ALL_COMMITMENTS
from lib.queries.map import NOT_FOUND, unresolved_toponyms
from lib.queries.selection import answer
from lib.queries.sources import names
from lib.ui.kit import files as kit_files
from tests.listings import LISTINGS
from tests.opened import SECONDS
from tests.test_dossier import MADE, desk_of
from tests.test_rows_exported import Files

LONGEST = Listing(
    "longest sentences",
    "The longest sentences",
    columns("document, start: whole, outlet, outlet_name, published: day?, text, letters: whole, share: number"),
    "outlet_name: Outlet, published, letters, share: Share of all letters, text: Sentence",
    ("document", "start"),
)
SQL = """
SELECT document, s.start, outlet, outlet_name, published, s.exact AS text, length(s.exact) AS letters,
       letters / sum(letters) OVER () AS share
FROM kept_sentences s JOIN documents d USING (document) ORDER BY letters DESC LIMIT 5
"""


def longest(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The sentences with most letters."""
    return gives(LONGEST.columns)(answer)(connection, SQL, filters)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Listing:
    """The list, registered until the test is over."""
    monkeypatch.setattr(listing, "FRAMES", dict(listing.FRAMES))
    return LONGEST


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What makes each file that is offered, by its name."""
    files: Files = {}

    def recorded(_: str, make: Callable[[], bytes], __: str, *, name: str) -> None:
        files[name] = make

    monkeypatch.setattr(kit_files, "offer_file", recorded)
    return files


def _page() -> None:
    """A page that shows the list."""
    from lib.models import Filters  # noqa: PLC0415  # the page is run as a script of its own
    from lib.ui.kit import connection, open_data, show_table  # noqa: PLC0415
    from tests.test_made_up_list import LONGEST, longest  # noqa: PLC0415

    open_data()
    show_table(LONGEST, longest(connection(), Filters()))


@pytest.fixture
def drawn(seed_store: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page, drawn over the seeds."""
    monkeypatch.setenv("ACCORD_DESK_DATA", str(seed_store.parent))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    st.cache_resource.clear()
    at = AppTest.from_function(_page, default_timeout=SECONDS)
    at.session_state["filters"] = Filters()
    yield at
    st.cache_resource.clear()


def test_a_list_leaves_by_its_record_alone(
    made_up: Listing, drawn: AppTest, offered: Files, seed_connection: duckdb.DuckDBPyConnection
) -> None:
    rows = longest(seed_connection, Filters())
    labels = ["Outlet", "Published", "Letters", "Share of all letters", "Sentence"]
    assert not drawn.run().exception
    (shown,) = drawn.dataframe
    assert shown.value["text"].tolist() == rows["text"].tolist()
    csv = pd.read_csv(io.BytesIO(offered["longest sentences.csv"]()))
    xlsx = pd.read_excel(io.BytesIO(offered["longest sentences.xlsx"]()))
    assert [list(csv)[:-2], list(xlsx)] == [labels, labels]
    assert csv["Letters"].tolist() == xlsx["Letters"].tolist() == rows["letters"].tolist()
    desk = desk_of(seed_connection, Filters())
    section = Section("longest", "Longest", "brief", blocks=lambda desk: [listed(made_up, rows, desk.looks)])
    view = View("Longest", (), "1", "http://desk/", MADE)
    paper = b"".join(piece for _, piece in dossier_pieces(view, desk, [section], "")).decode()
    assert all(f">{label}</th>" in paper for label in labels)
    assert f'<span class="count">{rows["letters"].iloc[0]:,}</span>' in paper


def test_a_list_that_was_made_up_is_gone_without_a_trace() -> None:
    assert LONGEST not in LISTINGS
    assert not [name for name in listing.FRAMES if "answer" in name or "longest" in name]


Query = Callable[..., pd.DataFrame]

CHANGED: list[tuple[ModuleType, str, str, str, Query, Listing, str]] = [
    (names, "OUTLET_FACTS", "AS articles", "AS pieces", names.outlet_facts, names.OUTLETS, "articles"),
    (names, "ONLY_IN", "entity, name, kind", "entity, name AS n, kind", names.only_in, names.NAMED_ALONE, "name"),
    (commitments, "COMMITMENTS", "c.modality", "c.modality AS m", commitments.commitments, ALL_COMMITMENTS, "modality"),
    (located, "UNRESOLVED", "AS reason", "AS why", unresolved_toponyms, NOT_FOUND, "reason"),
    (located, "UNRESOLVED", "t.exact, count", "t.exact[1] AS exakt, count", unresolved_toponyms, NOT_FOUND, "exact"),
]
"""A room, its SQL, what is renamed in it to what, the query, the list that its rows are, and the column."""


@pytest.mark.parametrize(("room", "sql", "old", "new", "query", "drawn_as", "column"), CHANGED)
def test_a_column_that_is_renamed_in_sql_alone_is_named(  # noqa: PLR0913, PLR0917  # a row of the table
    room: ModuleType,
    sql: str,
    old: str,
    new: str,
    query: Query,
    drawn_as: Listing,
    column: str,
    seed_connection: duckdb.DuckDBPyConnection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query(seed_connection, Filters())
    said = getattr(room, sql)
    assert said.count(old) == 1
    monkeypatch.setattr(room, sql, said.replace(old, new))
    with pytest.raises(FrameError, match=rf"^queries\..*\.{query.__name__}: no column “{column}”; “.*” is none of its"):
        query(seed_connection, Filters())
    with pytest.raises(FrameError, match=rf"^{drawn_as.key}: .*no column “{column}”"):
        drawn_as.check(inspect.unwrap(query)(seed_connection, Filters()))


def test_a_column_of_another_type_is_named(
    seed_connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        names, "ONLY_IN", names.ONLY_IN.replace("kind, mentions,", "kind, mentions::VARCHAR AS mentions,")
    )
    with pytest.raises(FrameError, match=r"only_in: “mentions” holds '\d+', which is no whole\."):
        names.only_in(seed_connection, Filters())


@pytest.mark.parametrize(
    ("said", "cells", "fault"),
    [
        ("n: whole", [1, None], "“n” holds 1.0, which is no whole"),
        ("n: whole?", [1, 2.5], "“n” holds 2.5"),
        ("n: whole", [True], "“n” holds True"),
        ("n: number", ["1"], "“n” holds '1', which is no number"),
        ("n: yes/no", [1], "“n” holds 1"),
        ("n", [["a", "b"]], "which is no text"),
        ("n: list", ["a"], "which is no list"),
        ("n: day", ["2018-09-17"], "which is no day"),
        ("n, m", ["a"], "no column “m”"),
        ("m?", ["a"], "no column “m”; “n” is none of its columns"),
    ],
)
def test_a_frame_that_is_not_of_its_record_is_told_cell_by_cell(said: str, cells: list[Any], fault: str) -> None:
    with pytest.raises(FrameError, match=re.escape(fault)):
        Listing("made up", "Made up", columns(said)).check(pd.DataFrame({"n": cells}))


@pytest.mark.parametrize("said", ["n: whole?", "n: number?", "n: day?", "n: list", "n: yes/no", "n?"])
def test_a_frame_without_rows_is_of_its_record(said: str) -> None:
    known = columns(said)
    empty = framed(known, [])
    assert Listing("made up", "Made up", known).told(empty) is not None
    assert list(empty) == ["n"]


def test_a_type_that_there_is_not_is_named() -> None:
    with pytest.raises(FrameError, match="Column n: there is no type “integer”"):
        columns("n: integer")
