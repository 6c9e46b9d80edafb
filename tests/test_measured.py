"""Of what a length, an area or a share is: only what the words tell, else one of the lengths, areas or shares."""

import pytest

from lib.annotate import Tools, annotate
from lib.compare.article import Article
from lib.compare.facts.differences import find_differences
from lib.compare.facts.rows import fact_rows, find_facts
from lib.views.sources.fact_words import topic_words
from tests.conftest import make_document


def article_of(text: str, tools: Tools, outlet: str = "a") -> Article:
    document = make_document(f"d {outlet}", text, outlet)
    return Article(document.id, outlet, annotate(document, tools))


@pytest.mark.parametrize(
    ("text", "subject", "measure"),
    [
        ("The corridor is 7 km wide.", "zone", "width"),
        ("The ditch will be only 3 metres deep.", "ditch", "depth"),
        ("Guards were posted along a 560-mile border.", "border", "length"),
        ("The frontier stretches for 560 miles.", "frontier", "length"),
        ("The parties agreed on a corridor of 5 kilometres.", "zone", "width"),
        ("They laid 500 km of wiring.", "wiring", "length"),
        # a distance is from something, and no length of what is named before it
        ("Troops will pull back 15 kilometres from the line of contact.", "line of contact", "distance"),
        ("The camp lies 30 km north-east of Agadez.", "Agadez", "distance"),
        ("The village, 3 miles off the coast, was shelled.", "coast", "distance"),
        # a verb, or a noun that only stands near, is not what it is of
        ("The deal obliges both armies to move 15 km back.", "lengths", "of what was not read"),
        ("The army advanced 10 km.", "lengths", "of what was not read"),
        ("Some 60 km from Aden to Taiz were reopened.", "lengths", "of what was not read"),
        ("Prices rose by 5 percent.", "shares", "of what was not read"),
        ("Rebels control 40 percent of the territory.", "territory", "share"),
        ("They cleared 3 square kilometres of land.", "land", "area"),
    ],
)
def test_of_what_a_measure_is(text: str, subject: str, measure: str, tools: Tools) -> None:
    [fact] = [one for one in find_facts(article_of(text, tools)) if one.kind == "quantity"]
    assert (fact.subject, fact.measure) == (subject, measure)


def test_what_was_not_read_stands_in_one_row_and_never_differs(tools: Tools) -> None:
    texts = {"a": "The army advanced 10 km.", "b": "The rebels advanced 25 km."}
    facts = [fact for outlet, text in texts.items() for fact in find_facts(article_of(text, tools, outlet))]
    [row] = [row for row in fact_rows(facts) if row.kind == "quantity"]
    assert topic_words(row) == "Lengths: of what was not read"
    assert list(find_differences([row])) == []


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("The UN will send 300 observers to Aden.", "Some 300 monitors are in Aden.", "observers"),
        ("There are 40 prisoners in Gao.", "In Gao 40 detainees are held.", "prisoners"),
        ("Gao counted 12 violations.", "There were 12 breaches in Gao.", "violations"),
        ("The army has 90 troops in Gao.", "There are 90 soldiers in Gao.", "soldiers"),
    ],
)
def test_nouns_for_one_thing_are_one_row_and_keep_their_words(one: str, other: str, subject: str, tools: Tools) -> None:
    facts = [
        fact for outlet, text in (("a", one), ("b", other)) for fact in find_facts(article_of(text, tools, outlet))
    ]
    [row] = [row for row in fact_rows(facts) if row.kind == "quantity"]
    assert row.subject == subject
    assert len({fact.unit for fact in row.facts}) == 1
    assert len({fact.words.split()[1] for fact in row.facts}) == 2


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("There are 2,000 troops in Gao.", "Some 3,000 soldiers are in Gao.", True),
        # who will come, or fell ill, is not how many there are
        ("There are 2,000 troops in Gao.", "In Gao 500 troops will be replaced.", False),
        ("In Gao 50 people have fallen ill.", "Some 90,000 people live in Gao.", False),
        # two sums of money in one place
        ("France gave 8 million euros in Gao.", "Iran spent 2 million euros in Gao.", False),
    ],
)
def test_how_many_there_are_somewhere(one: str, other: str, tools: Tools, *, differ: bool) -> None:
    facts = [
        fact for outlet, text in (("a", one), ("b", other)) for fact in find_facts(article_of(text, tools, outlet))
    ]
    found = [difference for difference in find_differences(fact_rows(facts)) if difference.kind == "quantity"]
    assert bool(found) is differ
