"""Deeds done to so many of a kind: how many one party is to free, send or pay is compared, whoever words it."""

import pytest

from lib.annotate import Tools, annotate
from lib.compare.article import Article
from lib.compare.deeds import find_deeds
from lib.compare.facts import fact_rows, find_differences
from tests.conftest import make_document


def read(text: str, outlet: str, tools: Tools) -> Article:
    """The sentence as an article of an outlet."""
    document = make_document(f"d {outlet}", text, outlet)
    annotations = annotate(document, tools)
    names = {mention.entity: mention.name for mention in annotations.mentions if mention.entity}
    return Article(document.id, outlet, annotations, names)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("France will release 240 prisoners.", "France is to free 230 prisoners.", True),
        ("France will release 240 prisoners.", "France will release about 230 prisoners.", False),
        ("France will release 240 prisoners.", "Iran will release 185 prisoners.", False),
        ("The UN will send 300 observers.", "The United Nations will send 400 observers.", True),
        ("France will pay 25 million euros.", "France will pay 30 million euros.", True),
    ],
)
def test_how_many_one_party_is_to_release_differs(one: str, other: str, tools: Tools, *, differ: bool) -> None:
    articles = [read(text, outlet, tools) for outlet, text in (("a", one), ("b", other))]
    facts = [fact for article in articles for fact in find_deeds(article)]
    found = list(find_differences(fact_rows(facts)))
    assert [one.measure for one in found] == (["object"] if differ else [])
