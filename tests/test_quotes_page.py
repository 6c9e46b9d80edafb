"""Quotes on the sources page: counts and words by speaker and outlet, versions, and what the link keeps."""

from functools import partial
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Annotations, Filters, Quote, Speaker
from lib.queries.sources import quotes as queries
from lib.queries.sources import utterances
from lib.views.kit.looks import Looks
from lib.views.sources.quotes import (
    MOST_SPEAKERS,
    QUOTES,
    WORDS,
    left_out,
    shown_speakers,
    speakers_html,
    utterances_html,
)
from tests.conftest import make_document, mention_of, sentences_of, span_of

OPEN = Filters()
LOOKS = Looks({}, {}, {})
TEXT = (
    'Sesay said "we will never shell the harbour, its market <b>or</b> its mosque". '
    "Sesay agreed to meet. Fishermen said that Sesay said the boats would sail at dawn."
)
SENTENCES = (TEXT[:79], "Sesay agreed to meet.", "Fishermen said that Sesay said the boats would sail at dawn.")
FOLLOWED = "Sesay slept, they said it rained."
SAME = "Sesay told them that the harbour, the market and the mosque would never be shelled."


def quote_of(text: str, words: str, kind: Any, who: str | None, cue: str, *, nth: int = 0) -> Quote:
    """A quote of Sesay's, or of whom the words at the cue name."""
    marked = (span_of(text, words.strip('"')),) if kind == "direct" else ()
    named = Speaker(span_of(text, who or "Fishermen"), "amina-sesay" if who else None)
    return Quote(span_of(text, words), kind, marked, named, span_of(text, cue, nth))


def article(name: str, outlet: str | None, text: str, *quotes: Quote, **fields: Any) -> Any:
    """An article that names Sesay."""
    sentences = SENTENCES if text == TEXT else (text,)
    mentions = (mention_of(text, "Sesay", "amina-sesay"),)
    return make_document(name, text, outlet, **fields), Annotations(
        sentences_of(text, *sentences), mentions, quotes=quotes
    )


FIRST = (
    quote_of(TEXT, '"we will never shell the harbour, its market <b>or</b> its mosque"', "direct", "Sesay", "said"),
    quote_of(TEXT, "to meet", "indirect", "Sesay", "agreed"),
    quote_of(TEXT, "that Sesay said the boats would sail at dawn", "indirect", None, "said", nth=1),
    quote_of(TEXT, "the boats would sail at dawn", "indirect", "Sesay", "said", nth=2),
)
SECOND = (quote_of(SAME, SAME[16:-1], "indirect", "Sesay", "told"),)


@pytest.fixture(scope="module")
def store(make_shared_store: Any) -> Any:
    """Two outlets with one utterance in common, and one that quotes nobody and is not known."""
    return make_shared_store(
        article("one", "<i>A", TEXT, *FIRST),
        article("two", "B", SAME, *SECOND, published=None),
        article("three", None, "Sesay slept."),
    )


def test_quotes_and_words_are_counted_by_speaker_and_outlet(store: Any) -> None:
    rows = queries.quote_counts(store, OPEN).speakers
    shown = rows[["who", "linked", "mentions", "direct", "indirect", "quoted", "direct_words"]].to_numpy().tolist()
    assert shown == [
        # agreeing to meet is no quote
        ["amina-sesay", True, 2, 1, 1, 17, 11],
        ["amina-sesay", True, 1, 0, 1, 12, 0],
        ["amina-sesay", True, 0, 0, 0, 0, 0],
        ["text:fishermen", False, 1, 0, 1, 9, 0],
        ["text:fishermen", False, 0, 0, 0, 0, 0],
        ["text:fishermen", False, 0, 0, 0, 0, 0],
    ]
    assert rows["total"].tolist() == [3, 3, 3, 1, 1, 1]


def test_the_share_of_an_outlets_words_counts_each_word_once(store: Any) -> None:
    rows = queries.quote_counts(store, OPEN).outlets
    assert rows[["words", "mentions", "quoted", "marked"]].to_numpy().tolist() == [
        [28, 3, 20, 11],
        [15, 1, 12, 0],
        [2, 0, 0, 0],
    ]
    assert rows["share"].iloc[0] == pytest.approx(100 * 20 / 28)


def test_a_pronoun_that_could_not_be_followed_is_nobody(make_store: Any) -> None:
    quote = Quote(span_of(FOLLOWED, "it rained"), "indirect", (), Speaker(span_of(FOLLOWED, "they"), None), None)
    rows = queries.quote_counts(make_store(article("d", "A", FOLLOWED, quote)), OPEN).speakers
    assert rows[["who", "name", "linked"]].to_numpy().tolist() == [["nobody", "speaker not known", False]]


def test_quotes_of_a_speaker_in_one_outlet(store: Any) -> None:
    assert queries.speaker_quotes(store, OPEN, "amina-sesay")["document"].tolist() == ["one", "one", "two"]
    assert queries.speaker_quotes(store, OPEN, "amina-sesay", "b")["document"].tolist() == ["two"]


@pytest.mark.parametrize("filters", [OPEN, Filters(outlets=("nobody",)), Filters(outlets=("unknown:three",))])
def test_nobody_quoted_and_nothing_in_view(make_store: Any, filters: Filters) -> None:
    counts = queries.quote_counts(make_store(article("three", None, "Sesay slept.")), filters)
    assert counts.speakers.empty
    assert not counts.outlets["quoted"].sum()


def test_one_utterance_of_two_outlets(store: Any) -> None:
    [found] = utterances.utterances(store, OPEN)
    assert [version.said.document for version in found.versions] == ["one", "two"]
    table = utterances.version_table([found], {"b": "B"})
    assert table[["utterance", "kind", "outlet_name"]].to_numpy().tolist() == [
        [1, "quoted", "<i>a"],
        [1, "reported", "B"],
    ]
    assert utterances.version_table([], {}).empty


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(outlets=("b",)), 0),
        (Filters(entities=("amina-sesay",)), 1),
        (Filters(entities=("nobody",)), 0),
        (Filters(without=("amina-sesay",)), 0),
        (Filters(articles=("one", "two")), 1),
    ],
)
def test_filters_keep_utterances(store: Any, filters: Filters, count: int) -> None:
    assert len(utterances.utterances(store, filters)) == count
    compared = utterances.compared_utterances(store, utterances.deciding(filters))
    assert utterances.utterances(store, filters, compared) == utterances.utterances(store, filters)


def test_what_keeps_names_alone_compares_nothing_anew() -> None:
    names = Filters(outlets=("b",), kinds=("PLACE",), roles=("literal",), entities=("amina-sesay",))
    assert utterances.deciding(names) == Filters(outlets=("b",))


def test_article_text_and_names_are_escaped(store: Any) -> None:
    shared = utterances.versions_in_text(store, utterances.utterances(store, OPEN))
    page = utterances_html(shared, LOOKS, lambda document, at: f"{document}{at}", lambda who, outlet: f"{who}{outlet}")
    assert "&lt;" in page
    assert "<i>" not in page
    assert "<b>or" not in page
    assert "2 outlets, other wording" in page
    assert '<span class="around">Sesay said &quot;</span>' in page


def test_versions_in_the_same_words_stand_together(make_store: Any) -> None:
    outlets = [article(f"d{n}", f"Outlet {n}", TEXT, *FIRST) for n in range(9)]
    shared = utterances.versions_in_text(store := make_store(*outlets), utterances.utterances(store, OPEN))
    page = utterances_html(shared, LOOKS, lambda document, at: f"{document}{at}", lambda who, outlet: f"{who}{outlet}")
    assert page.count('class="version"') == len(shared)
    assert page.count('class="origin"') == 9 * len(shared)
    assert page.count("9 outlets, the same words in a row") == len(shared)


@pytest.mark.parametrize("measure", [QUOTES, WORDS])
@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_a_column_for_each_outlet(make_store: Any, measure: Any, count: int) -> None:
    counts = queries.quote_counts(make_store(*(article(f"d{n}", f"O <{n}>", TEXT, *FIRST) for n in range(count))), OPEN)
    looks = Looks(dict(zip(counts.outlets["outlet"], counts.outlets["outlet_name"], strict=True)), {}, {})
    page = speakers_html(counts.speakers, counts.outlets, measure, looks, lambda who, outlet: f"?{who}&{outlet}")
    assert page.count("<td") == 2 * count
    assert "Speakers not linked to a name" in page
    assert "O &lt;0&gt;" in page
    assert f">{17 if measure is WORDS else 2}</a>" in page


def test_speakers_beyond_the_first_are_counted_and_left_to_the_table() -> None:
    names = [f"s{n:02}" for n in range(40)]
    rows = pd.DataFrame(
        {"who": names, "name": names, "linked": True, "outlet": "a", "outlet_name": "A", "mentions": range(40, 0, -1),
         "total": range(40, 0, -1), "quoted": range(40), "total_words": range(40)}
    )  # fmt: skip
    assert left_out(rows) == 40 - MOST_SPEAKERS
    assert shown_speakers(rows, QUOTES)["who"].tolist() == names[:MOST_SPEAKERS]
    assert shown_speakers(rows, WORDS)["who"].tolist() == names[::-1][:MOST_SPEAKERS]


@pytest.fixture
def open_page(open_on_seeds: Any) -> Any:
    """A function that opens the quotes over the seeds' store with a link's parameters."""
    return partial(open_on_seeds, "sources", section="quotes")


def html_of(at: AppTest) -> str:
    return " ".join(block.proto.body for block in at.get("html"))


def test_the_page_shows_utterances_heat_map_and_bars(open_page: Any) -> None:
    at = open_page()
    assert not at.exception
    assert [one.value for one in at.header] == [
        "The same utterance in several outlets", "Who is quoted by whom", "Who is quoted most",
    ]  # fmt: skip
    page = html_of(at)
    assert page.count('class="panel utterance"') == 8
    assert "grid speakers" in page


def test_the_link_keeps_measure_wording_speaker_and_outlet(open_page: Any) -> None:
    at = open_page(measure="words", wording="other", speaker="vladimir-putin", by="alwaght")
    assert html_of(at).count('class="panel utterance"') == 3
    assert "Words by outlet" in " ".join(one.value for one in at.caption)
    assert "Quotes of Vladimir Putin in Alwaght" in [one.value for one in at.header]
    assert "speaker=vladimir-putin&amp;by=ya-libnan&amp;measure=words&amp;wording=other#quotes-of" in html_of(at)
    at.button(key="close speaker").click().run()
    assert {"speaker", "by"}.isdisjoint(at.query_params)
    assert not at.exception


def test_one_outlet_has_nothing_to_compare(open_page: Any) -> None:
    at = open_page(outlet="alwaght")
    assert "Nothing to compare: this needs two outlets with articles in view." in [one.value for one in at.caption]
    assert "grid speakers" in html_of(at)


@pytest.mark.parametrize(
    "query", [{"speaker": "nobody"}, {"by": "<b>"}, {"measure": "x", "wording": ":red[x]"}, {"entity": "jan-egeland"}]
)
def test_odd_links_draw(open_page: Any, query: dict[str, str]) -> None:
    assert not open_page(**query).exception
