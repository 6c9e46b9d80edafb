"""A filter is one record: made-up ones, registered by one line, are wherever filters are, and gone without it."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Filters, FilterValue
from lib.queries import filters as registry
from lib.queries.filters import Filter, by_sentence
from lib.queries.selection import answer

Opened = Callable[..., AppTest]


def _units(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = connection.execute("SELECT DISTINCT unit FROM figures WHERE unit IS NOT NULL ORDER BY unit").fetchall()
    return {unit: unit.title() for (unit,) in found}


class MadeUp(NamedTuple):
    """A filter, what it is set to, how that stands in the link and in words, and the rows it keeps, told otherwise."""

    filter: Filter
    value: FilterValue
    link: list[str]
    words: list[str]
    documents: str = "true"
    sentences: str = "true"
    quotes: str = "true"


MADE_UP = {
    "length": MadeUp(
        Filter(
            "lengths", "length", "Length", "Length: {}", {"short": "up to 500 words", "long": "more than 500 words"},
            documents="if(words > 500, 'long', 'short') IN $kept_lengths", note="Of the cleaned text.",
        ),
        ("long",), ["long"], ["Length: more than 500 words"], documents="words > 500",
    ),
    "length, all": MadeUp(
        Filter(
            "lengths", "length", "Length", "Length: {}", {"short": "short", "long": "long"},
            documents="if(words > 500, 'long', 'short') IN $kept_lengths",
        ),
        ("short", "long"), ["long", "short"], ["Length: short", "Length: long"],
    ),
    "units": MadeUp(
        Filter(
            "units", "unit", "Counts", "Counting {}", _units, first=True,
            sentences="(document, sentence) IN (SELECT (document, sentence) FROM figures WHERE unit IN $kept_units)",
        ),
        ("people",), ["people"], ["Counting People"],
        sentences="EXISTS (SELECT 1 FROM figures f WHERE f.document = t.document AND f.sentence = t.sentence "
        "AND f.unit = 'people')",
    ),
    "a day": MadeUp(
        Filter(
            "after", "after", "Printed after", "After {}", first=True,
            documents="published > $kept_after AND published_from = 'text'",
        ),
        date(2018, 9, 1), ["2018-09-01"], ["After 1 Sep 2018"], documents="published_from = 'text'",
    ),
    "quotes": MadeUp(
        Filter("ways", "way", "Quotes", "Quotes: {}", {"direct": "word for word", "indirect": "reported"},
               rows={"quotes": "kind IN $kept_ways"}),
        ("direct",), ["direct"], ["Quotes: word for word"], quotes="kind = 'direct'",
    ),
}  # fmt: skip


@pytest.fixture(params=MADE_UP.values(), ids=list(MADE_UP))
def made_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> MadeUp:
    """One of them, registered."""
    one: MadeUp = request.param
    monkeypatch.setattr(registry, "FILTERS", (*registry.FILTERS, one.filter))
    return one


def _chips(at: AppTest) -> list[str]:
    return [one.label.replace("\\", "") for one in at.button if str(one.key).startswith("chip ")]


def _widget(at: AppTest, key: str) -> Any:
    drawn = [*at.sidebar.multiselect, *at.sidebar.date_input]
    return next((one for one in drawn if one.key == f"filter_{key}"), None)


def _linked(at: AppTest, parameter: str) -> list[str]:
    """The links to other pages that have a parameter."""
    html = " ".join(block.proto.body for block in at.get("html"))
    return re.findall(rf'href="[a-z]+\?[^"]*\b{parameter}', html)


def test_it_stands_in_the_sidebar_the_link_and_the_chips(made_up: MadeUp, open_on_seeds: Opened) -> None:
    one = made_up.filter
    at = open_on_seeds("article", **{one.key: made_up.link})
    assert not at.exception
    assert not at.warning
    assert _widget(at, one.key).label == one.label
    assert at.session_state["filters"] == Filters.of({one.field: made_up.value})
    assert at.session_state["filters"][one.field] == made_up.value
    assert _chips(at) == made_up.words
    for words in made_up.words:
        next(button for button in at.button if button.label.replace("\\", "") == words).click().run()
    assert one.key not in at.query_params
    assert not at.session_state["filters"]
    _widget(at, one.key).set_value(made_up.value if one.choices is None else list(made_up.value)).run()  # type: ignore[arg-type]
    written = at.query_params[one.key]
    assert sorted([written] if isinstance(written, str) else written) == sorted(made_up.link)


def test_links_and_files_say_it(made_up: MadeUp, open_on_seeds: Opened) -> None:
    one = made_up.filter
    at = open_on_seeds("brief", **{one.key: made_up.link})
    assert _linked(at, f"{one.key}={made_up.link[0]}"), "a link to another page loses it"
    at.button(key="export").click().run()
    at.button(key="export").click()  # the dialog stands only while it is asked for
    at.button(key="make articles.jsonl").click().run()
    view = json.loads(at.session_state["file made"][1].splitlines()[0])["view"]
    assert view["filters"] == "; ".join(made_up.words)
    assert f"{one.key}={made_up.link[0]}" in view["address"]


def test_it_restricts_every_table(made_up: MadeUp, seed_connection: duckdb.DuckDBPyConnection) -> None:
    filters = Filters.of({made_up.filter.field: made_up.value})
    columns = seed_connection.execute("SELECT table_name, column_name FROM duckdb_columns()").df()
    tables = columns.groupby("table_name")["column_name"].agg(set)
    standing = [name for name, names in tables.items() if {"document", "sentence"} <= names]
    assert {"sentences", "mentions", "toponyms", "quotes", "figures", "commitments"} <= set(standing)
    less = 0
    for name in standing:
        of_quotes = made_up.quotes if name == "quotes" else "true"
        told = seed_connection.execute(
            f"SELECT count(*) FROM {name} t WHERE {made_up.sentences} AND {of_quotes} AND document IN "
            f"(SELECT document FROM documents WHERE {made_up.documents})"
        ).fetchall()
        kept = answer(seed_connection, f"SELECT count(*) AS n FROM kept_{name}", filters)["n"].item()
        every = answer(seed_connection, f"SELECT count(*) AS n FROM kept_{name}", Filters())["n"].item()
        assert kept == told[0][0], name
        less += every - kept
    assert bool(less) == (made_up is not MADE_UP["length, all"])
    assert by_sentence(filters) == bool(made_up.filter.sentences)


def test_it_holds_together_with_the_others(made_up: MadeUp, seed_connection: duckdb.DuckDBPyConnection) -> None:
    both = Filters.of({made_up.filter.field: made_up.value, "outlets": ("alwaght",)})
    assert (both.outlets, both[made_up.filter.field]) == (("alwaght",), made_up.value)
    assert hash(both) != hash(Filters(outlets=("alwaght",)))
    one = Filters(others=((made_up.filter.field, made_up.value),))
    kept = [
        set(answer(seed_connection, "SELECT document FROM kept_documents", some)["document"]) for some in (both, one)
    ]
    assert kept[0] == kept[1] & {"a45250b29837bfec"}


def test_without_its_line_nothing_is_left_of_it(
    made_up: MadeUp, open_on_seeds: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = made_up.filter.key
    at = open_on_seeds("article", **{key: made_up.link})
    monkeypatch.setattr(registry, "FILTERS", registry.FILTERS[:-1])
    at.run()
    assert not at.exception
    assert _widget(at, key) is None
    assert _chips(at) == []
    assert at.session_state["filters"] == Filters()
    at = open_on_seeds("brief", **{key: made_up.link})
    assert _linked(at, "as_of=")
    assert not _linked(at, f"{key}="), "a link to another page still says it"
