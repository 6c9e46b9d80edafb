"""What outlets tell of one thing in several duties, of an agreement as a whole, of its bodies, and how soon."""

from datetime import date
from typing import Any

import pytest

from lib.annotate import Tools, annotate
from lib.compare.article import Article
from lib.compare.facts.differences import find_differences, kind_of
from lib.compare.facts.rows import fact_rows, find_facts
from tests.conftest import make_document

# Articles of one story name the same countries and people.
STORY = "Brazil and Bolivia said so, and Paraguay was told by Ana Ruiz."

DIFFERING = [
    (
        "The ministry will lift the duties imposed under Customs Orders 611 and 627.",
        "The ministry will suspend half of the duties levied under Customs Orders 611 and 627.",
        "what becomes of it", "what",
    ),
    (
        "Brazil and Bolivia have struck an accord on the river.",
        "In principle an accord has been struck on the river, Ana Ruiz said.",
        "how sure", "what",
    ),
    (
        "Brazil, Bolivia and Paraguay agreed to form a joint team on the river.",
        "Brazil and Bolivia agreed to form a joint team on the river.",
        "who made it", "who",
    ),
    (
        "The delegations sat down for over five hours in Santos.",
        "The talks in Santos ran for around two hours.",
        "how long they lasted", "number",
    ),
    (
        "The ferries will start over the next few days, Ana Ruiz said.",
        "It will be a few weeks before ferries are sailing, Ana Ruiz said.",
        "how soon", "day",
    ),
    (
        "The Joint River Committee will be set up at once.",
        "The Joint River Committee will be set up within three weeks.",
        "from when", "day",
    ),
    (
        "The Joint River Committee is to oversee the crossing.",
        "The Joint River Committee is to deal with complaints.",
        "what it does", "what",
    ),
    (
        "The road between Aleppo and both Hama and Latakia will be reopened.",
        "The road between Hama and both Aleppo and Latakia will be reopened.",
        "from where to where", "what",
    ),
    (
        "Once the guns are gone, joint patrols will begin on the river.",
        "Joint patrols will begin on the river from 3 May 2030.",
        "from when", "day",
    ),
    (
        "The guards will stay at the posts of Santos.",
        "The guards will stay on the line of separation.",
        "where", "what",
    ),
]  # fmt: skip

ALIKE = [
    # a day of the month is no act with a number
    ("Brazil will halt the levies of July 29.", "Brazil will scrap the visas of July 29."),
    ("Brazil and Bolivia agreed to build a bridge.", "Bolivia and Brazil agreed to build a bridge."),
    # two names more tell of another agreement
    ("Brazil and Bolivia agreed to build a bridge.", "Ana Ruiz and Juan Paz agreed to build a bridge."),
    ("The Joint River Committee will begin at once.", "The Joint River Committee will begin straight away."),
    ("The ferries will start over the next few days.", "The ferries will start in the coming days."),
    # a battle is no talk
    ("The battle of Santos ran for five hours.", "The battle of Santos ran for two hours."),
    ("The guards will stay on the soil of Brazil.", "The guards will stay in the province of Bahia."),
]


def of_text(text: str, outlet: str, tools: Tools) -> Article:
    """An article of the story as the annotators read it, its commitments of one matter."""
    document = make_document(outlet, f"{text} {STORY}", outlet, published=date(2030, 4, 1))
    read = annotate(document, tools)
    matters = {(one.span.start, one.span.end, one.action): "deed/one" for one in read.commitments}
    return Article(document.id, outlet, read, matters=matters, told=date(2030, 4, 1))


def differing(one: str, other: str, tools: Tools) -> dict[str, Any]:
    """The differences of two articles by their measure."""
    articles = [of_text(text, outlet, tools) for text, outlet in ((one, "a"), (other, "b"))]
    rows = fact_rows(fact for article in articles for fact in find_facts(article))
    return {found.measure: found for found in find_differences(rows)}


@pytest.mark.parametrize(("one", "other", "measure", "kind"), DIFFERING)
def test_outlets_differ(one: str, other: str, measure: str, kind: str, tools: Tools) -> None:
    found = differing(one, other, tools)
    assert measure in found
    assert kind_of(found[measure]) == kind
    assert measure not in differing(one, one, tools)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_outlets_say_the_same(one: str, other: str, tools: Tools) -> None:
    new = {"what becomes of it", "who made it", "from when", "how soon", "how long they lasted", "where"}
    assert not new & set(differing(one, other, tools))
