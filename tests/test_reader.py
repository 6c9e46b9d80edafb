"""Following one name: where it stands, its neighbours across articles, and the keys and link that lead to them."""

from functools import partial
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Annotations, Filters, Place, Toponym
from lib.queries import article as queries
from lib.queries import entities
from lib.views.article import AskedPlace, Ways, article_html
from tests.conftest import make_document, mention_of, sentences_of, span_of

TEXT = "Putin met Erdogan. Later Putin left."
AGAIN = TEXT.index("Putin left")
OPEN = Filters()


@pytest.fixture(scope="module")
def store(make_shared_store: Any) -> Any:
    """Two articles that name Putin and Erdogan, and one that names nobody between them."""
    found = Annotations(
        sentences=sentences_of(TEXT, "Putin met Erdogan.", "Later Putin left."),
        mentions=(
            mention_of(TEXT, "Putin", "putin"),
            mention_of(TEXT, "Erdogan", "erdogan"),
            mention_of(TEXT, "Putin", "putin", nth=1),
        ),
    )
    return make_shared_store(
        (make_document("one", TEXT), found),
        (make_document("two", "Nobody."), Annotations()),
        (make_document("three", TEXT, "B"), found),
    )


def test_the_names_of_an_article_with_their_counts(store: Any) -> None:
    names = queries.named(queries.highlights(store, OPEN, "one"))
    assert names.to_numpy().tolist() == [["putin", "Putin", 2], ["erdogan", "Erdogan", 1]]
    assert queries.named(queries.highlights(store, OPEN, "two")).empty
    assert queries.entity_name(store, "erdogan") == "Erdogan"
    assert queries.entity_name(store, "nobody") is None


@pytest.mark.parametrize(
    ("document", "at", "before", "here", "after"),
    [
        ("one", None, None, None, ("one", 0)),
        ("one", 0, None, 0, ("one", AGAIN)),
        ("one", 3, ("one", 0), None, ("one", AGAIN)),
        ("one", AGAIN, ("one", 0), 1, ("three", 0)),
        ("three", 0, ("one", AGAIN), 2, ("three", AGAIN)),
        ("three", AGAIN, ("three", 0), 3, None),
        ("two", None, None, None, ("one", 0)),
    ],
)
def test_neighbours(store: Any, document: str, at: int | None, before: Any, here: int | None, after: Any) -> None:
    places = queries.entity_places(store, OPEN, "putin")
    assert queries.neighbours(places, document, at) == (before, here, after)


def test_filters_keep_the_places(store: Any) -> None:
    assert set(queries.entity_places(store, Filters(outlets=("b",)), "putin")["document"]) == {"three"}
    nowhere = queries.entity_places(store, Filters(outlets=("nobody",)), "putin")
    assert queries.neighbours(nowhere, "one", 0) == (None, None, None)


def test_every_mention_of_the_followed_name_is_set_apart_though_its_kind_is_off(store: Any) -> None:
    row = queries.article(store, "one")
    assert isinstance(row, pd.Series)
    page = "".join(article_html(row, queries.highlights(store, OPEN, "one"), ["place"], None, Ways(str), "putin"))
    assert page.count("m-followed") == 2
    assert "Erdogan</mark>" not in page


@pytest.mark.parametrize(("offset", "current"), [(0, 1), (AGAIN, 1), (AGAIN + 1, 0)])
def test_the_mention_stepped_to_is_set_apart_from_the_others(store: Any, offset: int, current: int) -> None:
    row, bounds = queries.article(store, "one"), queries.sentence_at(store, "one", offset)
    assert isinstance(row, pd.Series)
    assert bounds
    at = AskedPlace("one", offset, *bounds)
    page = "".join(article_html(row, queries.highlights(store, OPEN, "one"), ["place"], at, Ways(str), "putin"))
    assert page.count("m-current") == current
    assert page.count(f'id="at-one-{offset}"') == 1
    assert (f'm-current m-at" id="at-one-{offset}"' in page) == bool(current)


@pytest.fixture
def open_page(open_on_seeds: Any) -> Any:
    """A function that opens the page over the seeds' store with a link's parameters."""
    return partial(open_on_seeds, "article")


def place(at: AppTest) -> tuple[str, int]:
    """The article and the offset in the link."""
    return str(at.query_params["document"]), int(at.query_params["at"])


def test_steps_walk_through_the_articles(open_page: Any) -> None:
    at = open_page(follow="recep-tayyip-erdogan")
    assert not at.exception
    assert at.button(key="step p").disabled
    visited = []
    while not at.button(key="step n").disabled:
        at.button(key="step n").click().run()
        visited.append(place(at))
    assert len(visited) == len(set(visited)) > 5
    assert len({document for document, _ in visited}) == 3
    assert any(f"{len(visited)} of {len(visited)} in 3 articles" in one.value for one in at.markdown)
    at.button(key="step p").click().run()
    assert place(at) == visited[-2]


def test_a_name_that_no_article_has_is_dropped_with_a_notice(open_page: Any) -> None:
    at = open_page(follow="<b>nobody")
    assert "follow" not in at.query_params
    assert "does not have" in at.warning[0].value


def test_a_people_s_name_is_followed_and_said_to_be_one(make_store: Any) -> None:
    text = "Syria agreed. Syrian guns fell silent, Kenyan officers said."
    found = Annotations(
        sentences=sentences_of(text, "Syria agreed.", "Syrian guns fell silent, Kenyan officers said."),
        mentions=(mention_of(text, "Syria", "syria", "PLACE"),),
        toponyms=tuple(
            Toponym(span_of(text, exact), "demonym", 1.0, Place(entity[:2], name, 1.0, 1.0, None, "country"), entity)
            for exact, entity, name in (("Syrian", "syria", "Syria"), ("Kenyan", "kenya", "Kenya"))
        ),
    )
    store = make_store((make_document("one", text), found))
    places = queries.entity_places(store, OPEN, "syria")
    assert places[["start", "demonym"]].to_numpy().tolist() == [[0, False], [text.index("Syrian"), True]]
    highlights = queries.highlights(store, OPEN, "one")
    assert queries.named(highlights).to_numpy().tolist() == [["syria", "Syria", 2], ["kenya", "Kenya", 1]]
    assert queries.entity_name(store, "kenya") == "Kenya"
    page = "".join(article_html(queries.article(store, "one"), highlights, [], None, Ways(str), "kenya"))
    assert page.count("m-followed") == 1
    alone = entities.peoples_only(store, OPEN)
    assert alone[["entity", "name", "demonyms"]].to_numpy().tolist() == [["kenya", "Kenya", 1]]
    assert entities.peoples_only(store, Filters(kinds=("PERSON",))).empty
