"""Whom an article credits, and how many independent sources stand behind some outlets."""

from dataclasses import replace

import pytest

from lib.compare.reuse.credits import find_credits
from lib.compare.reuse.independence import independent_sources
from lib.compare.reuse.passages import find_passages
from lib.models import Removal
from tests.conftest import make_document
from tests.test_reuse import BODY, LEAD, QUOTED

CREDITS = [
    # in brackets in the first line, and at the end: the whole article's
    ("SOCHI (AP) Talks began.", [("associated-press", "article")]),
    ("Talks began. They ended. (Reuters)", [("reuters", "article")]),
    # in brackets in the middle of a longer text: the statement's
    (f"{BODY} It rained, he said (Interfax). {BODY}", [("interfax", "statement")]),
    # before and after a verb of saying, with the noun between
    ("There is no plan, Russia’s Interfax news agency reported.", [("interfax", "statement")]),
    ("Pro-government al-Watan newspaper on Thursday cited a general.", [("al-watan", "statement")]),
    ("The minister told Turkey's state-run Anadolu Agency that he would go.", [("anadolu-agency", "statement")]),
    ("It rained, according to Reuters.", [("reuters", "statement")]),
    # an agency that the codebook does not list, known by the noun beside it
    ("The Valley Herald newspaper reported that it rained.", [("valley-herald", "statement")]),
    # nobody in particular
    ("It rained, according to Russian news agencies.", [("russian-news-agencies", "statement")]),
    # a line of its own
    (f"{BODY}\n\nSource: Reuters", [("reuters", "article")]),
    # the outlet's own name, a name that is only mentioned, and none at all
    ("Outlet 0 reported that it rained.", []),
    ("The office of Reuters stands beside the river.", []),
    ("It rained, she said.", []),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_credits(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(find_credits([make_document("d", text, "Outlet 0")]))
    assert [(credit.source, credit.scope) for credit in found] == expected
    assert all(text[credit.span.start : credit.span.end] == credit.span.exact for credit in found)


def test_a_dateline_that_cleaning_took_out_is_a_credit() -> None:
    removed = (Removal(0, 26, "SOCHI, Russia (Reuters) - ", "dateline"), Removal(26, 33, "Reuters", "site phrase"))
    document = replace(make_document("d", BODY), removed=removed, original="SOCHI, Russia (Reuters) - Reuters" + BODY)
    [credit] = find_credits([document])
    assert (credit.source, credit.scope, credit.removed) == ("reuters", "article", True)
    assert document.original[credit.span.start : credit.span.end] == credit.span.exact


def outlets_of(texts: dict[str, str]) -> list[tuple[str, ...]]:
    """The groups of independent sources that one article an outlet makes."""
    documents = [make_document(f"{n}", text, name) for n, (name, text) in enumerate(texts.items())]
    groups = independent_sources(documents, find_passages(documents), find_credits(documents))
    return [group.outlets for group in groups]


OTHER = "In the harbour, fishermen mended nets while the council argued about the price of ice for the whole season."
SOURCES = [
    # three outlets, nothing in common
    ({"a": BODY, "b": OTHER}, [("a",), ("b",)]),
    # a short notice taken from a long article
    ({"a": f"{BODY} {OTHER}", "b": LEAD}, [("a", "b")]),
    # the same agency in brackets
    ({"a": f"{BODY} (AP)", "b": f"{OTHER} (AP)", "c": "It rained."}, [("a", "b"), ("c",)]),
    # one outlet gives the other as its source for everything
    ({"a": BODY, "b": f"{OTHER}\n\nSource: a"}, [("a", "b")]),
    # one statement credited, and one quote shared, leave two sources
    ({"a": f'{BODY} "{QUOTED}," he said.', "b": f'{OTHER} "{QUOTED}," a reported.'}, [("a",), ("b",)]),
    # a chain: b has from a, c has from b
    ({"a": BODY, "b": f"{BODY} {OTHER}", "c": OTHER}, [("a", "b", "c")]),
]


@pytest.mark.parametrize(("texts", "expected"), SOURCES)
def test_independent_sources(texts: dict[str, str], expected: list[tuple[str, ...]]) -> None:
    assert outlets_of(texts) == expected


def test_an_outlet_with_one_shared_article_of_three_stays_its_own_source() -> None:
    documents = [make_document("a", BODY, "A"), make_document("b", BODY, "B")]
    documents += [make_document("a2", OTHER, "A"), make_document("a3", "It rained.", "A")]
    documents += [make_document("b2", "Snow fell on the pass.", "B"), make_document("b3", "Wind rose.", "B")]
    groups = independent_sources(documents, find_passages(documents), [])
    assert [group.outlets for group in groups] == [("a",), ("b",)]
