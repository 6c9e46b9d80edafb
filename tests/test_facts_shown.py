"""Facts on the page: both sentences of a difference, any number of outlets, any filters, any folder of agreements."""

from typing import Any

import pandas as pd
import pytest

from lib.codebooks import load_agreements
from lib.codebooks.referents import load_referents
from lib.compare.article import Article
from lib.compare.digest import make_digest
from lib.compare.facts.rows import fact_rows
from lib.models import (
    Annotations,
    Filters,
)
from lib.queries.sources.digests import outlet_words
from lib.queries.sources.facts import Comparison, compared_facts, fact_sentences, fact_table
from lib.views.kit.looks import Looks
from lib.views.sources.alone import alone_html
from lib.views.sources.columns import MOST_COLUMNS
from lib.views.sources.facts import FactDesk, differences_html, facts_html
from tests.conftest import digests_of, make_document, mention_of, sentences_of
from tests.fact_articles import arms, as_document, figure, of_sentence, toponyms

OPEN = Filters()


def looks_of(outlets: list[str]) -> Looks:
    return Looks({outlet: outlet for outlet in outlets}, {}, {})


def drawn(store: Any, compared: Comparison, outlets: list[str]) -> str:
    """The three pieces of the page as one text."""
    sentences = dict(list(fact_sentences(store, OPEN, compared.topics).groupby("row")))
    desk = FactDesk(
        outlets, looks_of(outlets), lambda document, at: f"{document}@{at}", lambda key: f"?fact={key}", sentences
    )
    return "".join((differences_html(compared, desk), facts_html(compared, desk), alone_html(compared, desk)))


def test_both_sentences_of_a_difference_are_shown_and_no_verdict(make_store: Any) -> None:
    store = make_store(*map(as_document, arms()))
    read = digests_of(store)
    page = drawn(store, compared_facts(read, ["a", "b", "c"], load_agreements()), ["a", "b", "c"])
    cards = page.split("clauses facts")[0]
    assert "≠ differs" in cards
    for word in ("handed over", "should be", "would be", "Syrian rebels in Idlib", "all opposition forces"):
        assert word in cards
    for verdict in ("contradict", "true", "false", "biased", "wrong"):
        assert verdict not in page.lower()


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_any_number_of_outlets(make_store: Any, count: int) -> None:
    text = "Idlib <b>hosts</b> 3 million people & a zone."
    read = [
        of_sentence(text, f"outlet-{n}", figures=(figure(text, "3 million", n * 1e6, n * 1e6, "people", of="people"),))
        for n in range(1, count + 1)
    ]
    store = make_store(*map(as_document, read))
    outlets = outlet_words(store, OPEN)["outlet"].tolist()
    compared = compared_facts(digests_of(store), outlets, load_agreements())
    assert [len(one.sides) for one in compared.differences] == ([count] if count > 1 else [])
    page = drawn(store, compared, outlets)
    # Of many, some have a column of their own and the others one for all.
    assert f"--outlets:{min(count, MOST_COLUMNS + 1)}" in page
    assert ("other outlets" in page) == (count > MOST_COLUMNS + 1)
    assert "<b>hosts</b>" not in page
    assert "&lt;b&gt;" in page


def test_filters_keep_sentences_and_articles(make_store: Any) -> None:
    first = "Idlib hosts 3 million people."
    text = f"{first} Hama hosts 1 million people."
    read = Annotations(
        sentences=sentences_of(text, first, "Hama hosts 1 million people."),
        mentions=(mention_of(text, "Hama", "hama", "PLACE"),),
        toponyms=toponyms(text),
        figures=(
            figure(text, "3 million", 3e6, 3e6, "people", of="people"),
            figure(text, "1 million", 1e6, 1e6, "people", of="people"),
        ),
    )
    store = make_store((make_document("one", text, "A"), read), (make_document("two", text + " ", "B"), read))
    kept = digests_of(store, Filters(entities=("hama",), outlets=("a",)))
    assert [digest.outlet for digest in kept] == ["a"]
    assert {row.key for row in fact_rows(fact for digest in kept for fact in digest.facts)} == {
        "quantity/inhabitants/number/Hama",
        "place/Hama/city",
    }


def outlets_of(store: Any) -> list[str]:
    return list(outlet_words(store, OPEN)["outlet"])


def test_a_width_given_in_two_units_is_one_range_and_differs(seed_connection: Any, tools: Any) -> None:
    from lib.annotate import annotate  # noqa: PLC0415  # only this test annotates

    text = "A demilitarised zone of 15km to 25km (9-15 miles) will be set up by 15 October, Mr Putin said."
    added = make_digest(Article("bbc", "bbc", annotate(make_document("bbc", text, "BBC"), tools)), load_referents())
    compared = compared_facts(
        [*digests_of(seed_connection), added], [*outlets_of(seed_connection), "bbc"], load_agreements()
    )
    [width] = [one for one in compared.differences if one.measure == "width"]
    assert [[fact.words for fact in side] for side in width.sides] == [
        ["15-20 kilometres", "15-20km"],
        ["15km to 25km", "9-15 miles"],
    ]


def test_no_agreement_leaves_the_rest(seed_connection: Any) -> None:
    compared = compared_facts(digests_of(seed_connection), outlets_of(seed_connection), ())
    assert compared.own_days == {}
    assert any(one.measure == "action" for one in compared.differences)
    assert isinstance(fact_table(compared.rows, {}), pd.DataFrame)


def test_who_is_silent_is_counted_and_named_in_the_row_and_who_has_nothing_in_one_line(make_store: Any) -> None:
    text = "Idlib hosts 3 million people."
    said = figure(text, "3 million", 3e6, 3e6, "people", of="people")
    read = [of_sentence(text, f"outlet-{n}", figures=(said,) if n < 2 else ()) for n in range(9)]
    store = make_store(*map(as_document, read))
    outlets = outlet_words(store, OPEN)["outlet"].tolist()
    page = drawn(store, compared_facts(digests_of(store), outlets, load_agreements()), outlets)
    assert "not reported: 7 outlets" in page
    inside = page.partition('class="silent-outlets"')[2].partition("</p>")[0]
    assert [outlet in inside for outlet in outlets] == [False] * 2 + [True] * 7
    alone = page.partition('class="cards only-in"')[2]
    assert "Only this outlet" not in alone
    assert alone.count("Neither: ") == 1
