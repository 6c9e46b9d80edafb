"""A sentence as it is cited: what is known of its article, and the address that shows it again."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.models import Filters
from lib.queries.entities import entity_sentences
from lib.views.kit.citation import article_citation, citation

ROW = {"text": "Both\n agreed."}
ORIGIN = {
    "outlet_name": "Alwaght", "title": "A deal", "url": "https://example.org/deal", "published": date(2018, 9, 18),
    "published_from": "text", "author": None,
}  # fmt: skip
COPIED = 'class="copy" data-copy="'


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ({}, "Alwaght, “A deal”, 18 Sep 2018: “Both agreed.” https://example.org/deal "),
        (
            {"published_from": "story", "url": None},
            "Alwaght, “A deal”, 18 Sep 2018 (date taken from the story): “Both agreed.” ",
        ),
        (
            {"author": "Rosa Diaz", "title": 'A "plain" deal'},
            "Rosa Diaz, Alwaght, “A ‘plain’ deal”, 18 Sep 2018: “Both agreed.” https://example.org/deal ",
        ),
        ({"title": None, "url": "", "published": None}, "Alwaght, no date: “Both agreed.” "),
        (
            {"title": "A\u202e deal\n\tof\x00 all", "outlet_name": "Al\nwaght", "url": "https://x.org/\na"},
            "Al waght, “A deal of all”, 18 Sep 2018: “Both agreed.” https://x.org/ a ",
        ),
    ],
)
def test_what_is_known_is_said_in_one_line(origin: dict[str, Any], said: str) -> None:
    where = "http://desk/article?at=1"
    written = citation(pd.Series(ROW), pd.Series(ORIGIN | origin), "3.1", where)
    assert written == f"{said}(Accord Desk, data version 3.1: {where})"
    whole = article_citation(pd.Series(ORIGIN | origin), "3.1", where)
    assert whole == written.replace(": “Both agreed.”", "")


def test_each_sentence_of_evidence_offers_its_citation(open_on_seeds: Any) -> None:
    at = open_on_seeds("entities", chosen="vladimir-putin")
    listed = next(block.proto.body for block in at.get("html") if 'class="evidence"' in block.proto.body)
    assert listed.count(COPIED) == listed.count("<blockquote") > 5
    assert f">Copy all {listed.count(COPIED)} citations</button>" in listed
    assert "data version 0: " in listed
    assert listed.count("data=0&amp;document=") == 2 * listed.count(COPIED)  # copied, and seen on hover
    # An outlet that nobody knows is short on screen, with the whole path on hover, and cited by it.
    assert 'title="seeds/000_425b2209d8d733d6.txt">' in listed
    assert "</i>unknown outlet (000_425b…)</span>" in listed
    assert 'data-copy="unknown outlet (seeds/000_425b2209d8d733d6.txt), ' in listed


@pytest.mark.parametrize(
    ("page", "query"), [("agreement", {}), ("agreement", {"due": "2018-10-10/alwaght"}), ("sources", {})]
)
def test_the_sentences_that_rows_and_cards_open_to_offer_theirs(
    page: str, query: dict[str, Any], open_on_seeds: Any
) -> None:
    at = open_on_seeds(page, **query)
    listed = [block.proto.body for block in at.get("html") if 'class="evidence"' in block.proto.body]
    assert listed
    for body in listed:
        assert body.count(COPIED) == body.count("<blockquote") > 0
        assert body.count('class="how-read"') == body.count("<blockquote")


def test_a_name_of_a_place_says_how_sure_its_place_is(seed_connection: Any) -> None:
    rows = entity_sentences(seed_connection, Filters(), "idlib")
    scores = seed_connection.execute("SELECT count(*) FROM toponyms WHERE entity = 'idlib'").fetchone()[0]
    assert rows["read"].str.contains(r" \(certainty of the place \d\.\d\d\)").sum() == scores > 5
