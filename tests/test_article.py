"""One article: what is set off in it, how overlapping spans nest, and where a link leads."""

from dataclasses import asdict
from datetime import date
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.models import (
    Annotations,
    Commitment,
    Deadline,
    Figure,
    Filters,
    Obligor,
    Place,
    Quote,
    ReportedDeed,
    Speaker,
    Timex,
    Toponym,
)
from lib.queries import article as queries
from lib.text.clean import clean
from lib.views import article as views
from lib.views.article import UNSEEN, AskedPlace, Ways, article_html, layers, original_html, removed_html
from tests.conftest import make_document, mention_of, sentences_of, span_of

ROOT = Path(__file__).resolve().parent.parent
OPEN = Filters()
HEADLINE = "Zone & <script>alert(1)</script> agreed"
BODY = "Putin said rebels must leave Idlib by 15 October. About 300 people left Syrian towns."
TEXT = f"{HEADLINE}\n\n{BODY}"
SYRIA = Place("sy", "Syria", 35.0, 38.0, "SY", "country")
FIRST, SECOND = BODY[: BODY.index("About")].strip(), BODY[BODY.index("About") :]


def annotated() -> Annotations:
    """Every kind once; a commitment holds a place and a date and lies in a quote."""
    due = span_of(TEXT, "by 15 October")
    return Annotations(
        sentences=sentences_of(TEXT, HEADLINE, FIRST, SECOND, headline=True),
        mentions=(
            mention_of(TEXT, "Putin", "vladimir-putin"),
            mention_of(TEXT, "Idlib", "idlib", "PLACE"),
            mention_of(TEXT, "rebels", None, "GROUP"),
        ),
        toponyms=(Toponym(span_of(TEXT, "Syrian"), "demonym", 1.0, SYRIA, "syria"),),
        timexes=(
            Timex(span_of(TEXT, "15 October"), "DATE", "2018-10-15", None, date(2018, 10, 15), date(2018, 10, 15)),
        ),
        quotes=(
            Quote(
                span_of(TEXT, "rebels must leave Idlib by 15 October"),
                "indirect",
                (),
                Speaker(span_of(TEXT, "Putin"), "vladimir-putin"),
                span_of(TEXT, "said"),
            ),
        ),
        figures=(Figure(span_of(TEXT, "About 300 people"), 300, 300, "people", "people", approximate=True),),
        commitments=(
            Commitment(
                span_of(TEXT, "rebels must leave Idlib by 15 October"),
                None,
                "leave",
                "Idlib",
                None,
                "obligation",
                Deadline(due, date(2018, 10, 15), "ON_OR_BEFORE"),
                "vladimir-putin",
                "pact/leave",
            ),
        ),
        deeds=(
            ReportedDeed(
                span_of(TEXT, "About 300 people left Syrian towns"),
                Obligor("people", None),
                "left",
                "Syrian towns",
                "begun",
                date(2018, 9, 17),
                "vladimir-putin",
                "told of a part: “left”",
            ),
        ),
    )


@pytest.fixture
def store(make_store: Any) -> Any:
    """One annotated article and one with nothing in it."""
    document = make_document("one", TEXT, title=HEADLINE, body_start=len(HEADLINE) + 2)
    return make_store((document, annotated()), (make_document("two", "No.", None), Annotations()))


class Marks(HTMLParser):
    """The text inside marks by class, and all text; fails on a tag closed out of turn."""

    def __init__(self, html: str) -> None:
        """Read the markup to its end."""
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.text = ""
        self.marked: dict[str, str] = {}
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open."""
        self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        """The last opened is closed."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Text, in the paragraphs only, for every kind that covers it."""
        if "p" in [tag for tag, _ in self.open]:
            self.text += data
            for kind in " ".join(classes for tag, classes in self.open if tag == "mark").split():
                self.marked[kind] = self.marked.get(kind, "") + data


def drawn(store: Any, kinds: Any = None, at: Any = None) -> Any:
    row = queries.article(store, "one")
    assert row is not None
    marks = queries.highlights(store, OPEN, "one")
    (page,) = article_html(row, marks, kinds or layers(), at, Ways(lambda entity: f"entities?{entity}"))
    return page


def test_every_kind_is_found_and_read(store: Any) -> None:
    rows = queries.highlights(store, OPEN, "one").set_index("kind")
    assert set(rows.index) == set(layers()) - {"organisation"}
    assert rows["name"].to_dict() == {
        "person": "Putin",
        "place": "Idlib",
        "group": "rebels",
        "people": "Syria",
        "date": "Mon 15 Oct 2018",
        "figure": "about 300 people",
        "quote": "Putin",
        "commitment": "leave Idlib, by 15 Oct 2018",
        "deed": "begun: people, 17 Sep 2018",
    }
    assert rows.loc["commitment", "note"] == "obligation, cited: Putin, clause pact/leave"
    assert rows.loc["deed", "note"] == "told of a part: “left”, cited: Putin"
    assert pd.isna(rows.loc["group", "entity"])
    assert rows.loc["people", "entity"] == "syria"  # though nothing else names Syria
    assert "not counted as the place" in rows.loc["people", "note"]


def test_overlapping_spans_keep_the_text_whole_and_the_markup_valid(store: Any) -> None:
    read = Marks(drawn(store))
    assert read.text == HEADLINE + BODY
    assert read.marked["m-commitment"] == read.marked["m-quote"] == "rebels must leave Idlib by 15 October"
    assert (read.marked["m-place"], read.marked["m-date"]) == ("Idlib", "15 October")


def test_markup_in_an_article_stays_text(store: Any) -> None:
    page = drawn(store)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    pieces = [{"start": 0, "end": 3, "exact": "<b>", "reason": "<i>"}]
    assert "<i>" not in removed_html(pieces)
    beside = original_html("<b>x", pieces, "<u>x")
    assert "<b>" not in beside
    assert "<u>" not in beside
    assert 'class="m-removed"' in beside


def test_what_shows_nothing_is_told_and_shown_by_a_sign() -> None:
    cleaned = clean("Rebels \u202eleave\u202c the zone, the army \u202ewrote in its statement on Monday.")
    assert "\u202e" not in cleaned.text
    pieces = [asdict(removal) for removal in cleaned.removed]
    told = removed_html(pieces)
    assert "character that shows nothing (right-to-left override)</b>, 2 times</li>" in told
    assert "(pop directional formatting)</b></li>" in told
    beside = original_html(cleaned.original, pieces, cleaned.text)
    assert "\u202e" not in beside
    assert beside.count(f">{UNSEEN}</mark>") == len(pieces) == 3


def test_only_the_kinds_switched_on_are_set_off(store: Any) -> None:
    assert set(Marks(drawn(store, ["place"])).marked) == {"m-place"}


def test_the_sentence_asked_for_is_set_apart_once(store: Any) -> None:
    at = queries.sentence_at(store, "one", TEXT.index("Idlib"))
    assert at == (TEXT.index(FIRST), TEXT.index(FIRST) + len(FIRST))
    page = drawn(store, at=AskedPlace("one", TEXT.index("Idlib"), *at))
    assert Marks(page).marked["m-at"] == FIRST
    assert page.count('id="at-one-') == 1
    assert queries.sentence_at(store, "one", 9999) is None


def test_filters_keep_articles_and_what_stands_in_kept_sentences(store: Any) -> None:
    assert queries.articles(store, OPEN)["document"].tolist() == ["one", "two"]
    kept = Filters(entities=("vladimir-putin",))
    assert queries.articles(store, kept)["document"].tolist() == ["one"]
    assert "figure" not in set(queries.highlights(store, kept, "one")["kind"])
    assert queries.article(store, "nowhere") is None
    assert queries.highlights(store, OPEN, "two").empty


@pytest.fixture
def open_page(open_on_seeds: Any) -> Any:
    """A function that opens the page over the seeds' store with a link's parameters."""
    return partial(open_on_seeds, "article")


def text_shown(at: AppTest) -> str:
    """The HTML of the article itself."""
    return " ".join(block.proto.body for block in at.get("html") if '"reading"' in block.proto.body)


def test_the_link_chooses_the_article_and_the_place(open_page: Any, seed_connection: Any) -> None:
    query = "SELECT document FROM documents WHERE outlet = 'alwaght'"
    ((document,),) = seed_connection.execute(query).fetchall()
    at = open_page(document=document, at="895")
    assert not at.exception
    assert "heavy weapons" in text_shown(at)
    assert f'id="at-{document}-895"' in text_shown(at)
    assert at.button(key="Next article").disabled
    at.button(key="Previous article").click().run()
    assert 'id="at-' not in text_shown(at)
    assert "Yielding results" in text_shown(at)


def test_what_is_repeated_is_said_in_words(make_store: Any) -> None:
    """And no code of the standard: P1W, XXXX-WXX-2."""
    text = "They meet every Tuesday for a year, once a week, at noon."
    codes = {"every Tuesday": "XXXX-WXX-2", "once a week": "P1W"}
    times = (*(Timex(span_of(text, exact), "SET", value, None, None, None) for exact, value in codes.items()),
             Timex(span_of(text, "at noon"), "TIME", "XXXX-XX-XXT12:00", None, None, None))  # fmt: skip
    store = make_store((make_document("one", text), Annotations(sentences_of(text, text), timexes=times)))
    names = queries.highlights(store, OPEN, "one")["name"].tolist()
    assert names == ["repeated: every Tuesday", "repeated: once a week", "not resolved"]


def test_a_switch_is_kept_in_the_link(open_page: Any) -> None:
    at = open_page(hide=["place", "nothing"])
    assert "m-place" not in text_shown(at)
    assert "m-person" in text_shown(at)


@pytest.mark.parametrize("query", [{"document": "nowhere"}, {"at": "99999"}, {"at": "-1"}, {"at": "x"}])
def test_what_the_link_cannot_have_is_dropped(open_page: Any, query: dict[str, str]) -> None:
    at = open_page(**query)
    assert not at.exception
    assert text_shown(at)
    assert not set(query) & set(at.query_params)
    assert "does not have" in at.warning[0].value


def test_a_switch_has_the_look_of_its_layer_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = {key: nth for nth, key in enumerate(views.layers(), 1)}
    monkeypatch.setattr(views, "layers", lambda: {"new": None, **dict.fromkeys(looks)})
    style = views.style_html()
    assert f"button:nth-of-type(1) p {{ {views.SHADE}; }}" in style
    for key, nth in looks.items():
        assert f"button:nth-of-type({nth + 1}) p {{ {views.LOOKS[key]}; }}" in style
