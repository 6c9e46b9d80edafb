"""The search page: what it shows for a link, and that what a reader does goes into the link."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import QueryError
from lib.views.kit.looks import Looks
from lib.views.search import broken_html, concordance_html, concordance_lines, parts_html

Desk = Callable[..., AppTest]
LOOKS = Looks({"a": "Alpha"}, {"a": "#0072B2"}, {"a": ""})


def _shown(at: AppTest) -> str:
    """The page's own words and HTML."""
    return " ".join([*(one.value for one in (*at.markdown, *at.caption)), *(one.proto.body for one in at.get("html"))])


def test_without_a_query_there_are_examples_of_this_corpus(open_on_seeds: Desk) -> None:
    at = open_on_seeds("search")
    assert not at.exception
    assert at.text_input(key="search_query").label
    assert "q=entity%3A%22Idlib%22" in _shown(at)
    assert "+OR+" in _shown(at)


def test_a_query_in_the_link_is_answered(open_on_seeds: Desk) -> None:
    at = open_on_seeds("search", q='"heavy weapons"')
    shown = _shown(at)
    assert at.text_input(key="search_query").value == '"heavy weapons"'
    assert "2 sentences in 2 articles" in shown
    assert shown.count("<li>") == 2
    assert ">heavy weapons</a>" in shown
    assert "article?" in shown


def test_a_query_typed_goes_into_the_link_and_out_again(open_on_seeds: Desk) -> None:
    at = open_on_seeds("search")
    at.text_input(key="search_query").set_value(" idlib  putin ").run()
    assert at.query_params["q"] == "idlib  putin"
    assert "5 sentences in 3 articles" in _shown(at)
    at.text_input(key="search_query").set_value("").run()
    assert "q" not in at.query_params
    assert "For example" in _shown(at)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"q": "idlib", "outlet": "alwaght"}, ("6 sentences in 1 article", "21 more without the filters")),
        ({"q": "When are heavy weapons withdrawn?"}, ('class="evidence"',)),  # whose answer needs the whole sentence
        ({"q": "When are heavy weapons withdrawn?", "view": "lines"}, ('class="concordance"',)),
        ({"q": "idlib", "view": "sentences", "sort": "newest"}, ("27 sentences", 'class="evidence"')),
        ({"q": "outlet:alwaght"}, ("15 sentences in 1 article", ">↗</a>")),
        ({"q": "idlib xyzzy"}, ("No sentence matches", "<code>xyzzy</code> <b>no sentence</b>", "27 sentences")),
        ({"q": "headline:idlib sochi"}, ("No sentence matches", "no sentence has them")),
        ({"q": "idlib", "since": "2030-01-01"}, ("27 sentences without the filters",)),
        ({"q": "idlib AND (putin"}, ("cannot be read", "At character 11:", "never closed")),
        ({"q": "idlib OR"}, ("cannot be read", "At the end:")),
        ({"q": "entity:putin"}, ("is read as Vladimir Putin", "19 sentences")),
        ({"q": "x" * 10_000}, ("cannot be read", "1,000 characters")),
        ({"q": "<script>alert(1)</script> :red[x] OR"}, ("cannot be read", "script&gt;alert")),
        ({"q": "idlib", "view": "fish", "sort": "fish"}, ("27 sentences",)),
        ({"q": "  "}, ("For example",)),
    ],
)
def test_what_the_page_says(query: dict[str, Any], words: tuple[str, ...], open_on_seeds: Desk) -> None:
    at = open_on_seeds("search", **query)
    assert not at.exception
    shown = _shown(at).replace("\\", "")
    for one in words:
        assert one in shown
    assert "<script" not in shown


def test_by_outlet_there_is_a_chart_with_its_table(open_on_seeds: Desk) -> None:
    at = open_on_seeds("search", q="idlib", view="outlets")
    assert not at.exception
    assert len(at.get("plotly_chart")) == 1


def test_the_field_beside_every_page_leads_to_the_search_page(open_on_seeds: Desk) -> None:
    at = open_on_seeds("entities", outlet="alwaght")
    at.text_input(key="search_anywhere").set_value("idlib").run()
    assert at.title[0].value == "Search"
    assert "6 sentences in 1 article" in _shown(at)
    assert (at.query_params["q"], at.query_params["outlet"]) == ("idlib", "alwaght")
    assert not [field for field in at.text_input if field.key == "search_anywhere"]


def _rows(*found: tuple[int, int, int]) -> pd.DataFrame:
    """One sentence with what was found in it: leaf, start and end."""
    text = "The <b>zone</b> & the zone hold."
    row = {
        "document": "d", "outlet": "a", "outlet_name": "Alpha", "published": None, "published_from": None,
        "headline": False, "text": text, "sentence_start": 100, "read": "",
    }  # fmt: skip
    return pd.DataFrame([{**row, "leaf": leaf, "start": 100 + a, "end": 100 + b} for leaf, a, b in found])


def test_a_line_stands_round_the_first_part_found_with_the_others_marked() -> None:
    rows = _rows((0, 7, 11), (1, 26, 30), (0, 22, 26))
    lines = concordance_lines(rows)
    assert lines[["left", "hit"]].to_numpy().tolist() == [["The <b>", "zone"], ["The <b>zone</b> & the ", "zone"]]
    assert all(lines["left"] + lines["hit"] + lines["right"] == lines["text"])
    markup = concordance_html(rows, LOOKS, lambda document, at: f"article?document={document}&at={at}")
    assert markup.count("<li>") == 2
    assert "<b>zone" not in markup.replace('<b class="hit">', "")
    assert 'href="article?document=d&amp;at=107"' in markup


@pytest.mark.parametrize(
    ("query", "start", "end", "carets"),
    [
        ("a OR", 4, 4, "    ^"),
        ("(a", 0, 1, "^"),
        ("a\tb & c", 4, 5, "    ^"),
        ("x" * 99 + " & y", 100, 101, " " * 62 + "^"),
    ],
)
def test_the_caret_stands_under_the_place(query: str, start: int, end: int, carets: str) -> None:
    markup = broken_html(query, QueryError("Mend it.", start, end))
    assert f'<span class="caret">{carets}</span>' in markup
    assert "Mend it." in markup


def test_parts_say_what_the_filters_hide() -> None:
    markup = parts_html([("<i>", 0, 3), ("b", 2, 2)])
    assert "<code>&lt;i&gt;</code> <b>no sentence</b> (3 without the filters)" in markup
    assert "<span>2 sentences</span></li>" in markup


def test_another_page_s_as_of_day_is_said_not_to_hold_and_offers_the_filter(open_on_seeds: Desk) -> None:
    at = open_on_seeds("quotes", as_of="2018-09-10")
    assert any(one.value.startswith("As of 10 Sep 2018 does not hold on this page") for one in at.caption)
    at.button(key="only until").click().run()
    assert at.query_params["until"] == "2018-09-10"
    assert not any(one.value.startswith("As of") for one in at.caption)
    assert not any("with problems" in one.value for one in at.caption)
