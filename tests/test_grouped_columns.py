"""Columns by what outlets are: each group with all that its outlets say, none of it lost, and who of them says it."""

from typing import Any

import pandas as pd
import pytest

from lib.models import Filters
from lib.queries.entities import counts_by_group
from lib.queries.library.outlets import GROUPINGS, outlet_groups
from lib.queries.sources.facts import compared_facts, fact_sentences
from lib.views.sources.columns import grouped_looks
from lib.views.sources.facts import FactDesk, facts_html
from tests.conftest import digests_of
from tests.fact_articles import as_document, figure, of_sentence
from tests.test_facts_shown import looks_of

OPEN = Filters()
OUTLETS = {"reuters": 3, "tass": 3, "rt": 4, "sample-times": 5}


@pytest.fixture(scope="module")
def store(make_shared_store: Any) -> Any:
    """Four outlets with one number each, of which the codebook does not know the last."""
    read = []
    for outlet, number in OUTLETS.items():
        text = f"Idlib hosts {number} million people."
        found = figure(text, f"{number} million", number * 1e6, number * 1e6, "people", of="people")
        read.append(of_sentence(text, outlet, figures=(found,)))
    return make_shared_store(*map(as_document, read))


def test_outlets_are_of_the_group_that_is_known_of_them(store: Any) -> None:
    assert outlet_groups(store, OPEN, "state") == {
        "reuters": "not state-run", "tass": "state-run", "rt": "state-run",
        "sample-times": "unknown:not known whether state-run",
    }  # fmt: skip
    assert set(outlet_groups(store, OPEN, "country").values()) == {
        "United Kingdom", "Russia", "unknown:country not known",
    }  # fmt: skip
    assert list(outlet_groups(store, OPEN, "agency").values())[:2] == ["news agencies"] * 2


def test_a_column_holds_what_each_outlet_of_its_group_says(store: Any) -> None:
    outlets, groups = list(OUTLETS), outlet_groups(store, OPEN, "state")
    compared = compared_facts(digests_of(store), outlets, ())
    sentences = dict(list(fact_sentences(store, OPEN, compared.topics).groupby("row")))
    desk = FactDesk(outlets, looks_of(outlets), lambda document, at: f"{document}@{at}", lambda key: key, sentences)
    alone = facts_html(compared, desk)
    together = facts_html(compared, desk._replace(groups=groups, looks=grouped_looks(desk.looks, groups)))
    assert "--outlets:4" in alone
    assert "--outlets:3" in together
    assert "tass: " in together
    assert "rt: " in together
    assert "unknown:" not in together
    for number in OUTLETS.values():
        assert f"{number} million" in together
    assert "4 outlets" in together  # who says something of a row is counted as before


def test_counts_of_a_group_are_those_of_its_outlets() -> None:
    said = {"a": ((1, 100), (3, 300), (0, 0)), "b": ((2, 100), (0, 300), (0, 0))}
    rows = [(one, outlet, *some) for one, three in said.items() for outlet, some in zip("xyz", three, strict=True)]
    counts = pd.DataFrame(
        [(one, one.upper(), "PLACE", outlet, outlet, n, words, n / words * 1000 if words else None, 4)
         for one, outlet, n, words in rows],
        columns=["entity", "name", "kind", "outlet", "outlet_name", "mentions", "words", "rate", "total"],
    )  # fmt: skip
    found = counts_by_group(counts, {"x": "Here", "y": "Here", "z": "unknown:not known"})
    assert found[["entity", "outlet_name", "mentions", "words"]].to_numpy().tolist() == [
        ["a", "Here", 4, 400], ["a", "not known", 0, 0], ["b", "Here", 2, 400], ["b", "not known", 0, 0],
    ]  # fmt: skip
    assert found["rate"].fillna(-1).tolist() == [10, -1, 5, -1]


NOT_KNOWN = {"country": "country not known", "state": "whether state-run", "agency": "whether an agency"}


@pytest.mark.parametrize("by", list(GROUPINGS))
@pytest.mark.parametrize("section", ["facts", "names"])
def test_the_page_shows_groups_and_the_link_keeps_them(open_on_seeds: Any, section: str, by: str) -> None:
    at = open_on_seeds("sources", section=section, columns=by)
    assert not at.exception
    assert not at.warning
    assert NOT_KNOWN[by] in " ".join(block.proto.body for block in at.get("html"))
    assert at.query_params["columns"] in (by, [by])
