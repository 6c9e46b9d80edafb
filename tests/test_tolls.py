"""Numbers of killed, wounded, displaced, detained and freed: those of one occasion differ, all others never do."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools, annotate
from lib.compare.article import Article
from lib.compare.facts.differences import find_differences
from lib.compare.facts.rows import fact_rows, find_facts
from lib.compare.facts.topics import Topic
from lib.compare.records import Fact
from lib.queries.sources.facts import about
from tests.conftest import make_document

# Invented passages of two outlets, of many regions, written before the rules were.
GOLD = Path(__file__).parent / "gold" / "tolls.jsonl"
PAIRS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def facts_of(day: str, text: str, outlet: str, tools: Tools) -> Iterator[Fact]:
    """What is read of a passage that an outlet publishes on a day."""
    document = make_document(f"d {outlet}", text, outlet, published=date.fromisoformat(day))
    annotations = annotate(document, tools)
    return find_facts(Article(document.id, outlet, annotations, published=document.published))


def rows_of(day: str, *texts: str, tools: Tools) -> list[Topic]:
    """The rows of numbers of passages, each by an outlet of its own."""
    found = [fact for name, text in zip("abc", texts, strict=False) for fact in facts_of(day, text, name, tools)]
    return [row for row in fact_rows(found) if row.kind == "quantity"]


def differing(day: str, *texts: str, tools: Tools) -> list[str]:
    """What is said to differ."""
    return [about(one) for one in find_differences(rows_of(day, *texts, tools=tools))]


def test_tolls_of_one_occasion_differ(tools: Tools) -> None:
    pairs = [pair for pair in PAIRS if pair["differ"]]
    found = [pair for pair in pairs if differing(pair["day"], pair["one"], pair["other"], tools=tools)]
    # Measured: at first try 16 of 20, and 9 of 10 written later; now 27 of the 30, and of the 34 others none ever.
    assert len(found) >= 27


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair["differ"]], ids=lambda pair: pair["one"][:40])
def test_other_numbers_stand_side_by_side(pair: dict[str, Any], tools: Tools) -> None:
    assert differing(pair["day"], pair["one"], pair["other"], tools=tools) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        # two causes on one day are two occasions
        ("A bomb killed 5 people in Baghdad on Tuesday.", "Gunmen shot 3 people dead in Baghdad on Tuesday.", False),
        # who did it is not to whom it was done
        ("Forty militants killed 3 soldiers at Wana on Tuesday.", "At Wana 2 militants were killed on Tuesday.", False),
        # adds up over years
        ("In all 120 people have been killed in Gao since 2001.", "On Tuesday 6 people were killed in Gao.", False),
        # in a country several things happen on one day
        ("Two people were killed in Peru on Tuesday.", "On Tuesday 9 people were killed in Peru.", False),
        # planned is not done
        ("The rebels will free 12 men in Gao on Tuesday.", "On Tuesday 6 men were freed in Gao.", False),
        # one outlet gives several values, one of them the other's
        (
            "A blast in Gao on Tuesday killed 6 people, the mayor said. The army said the blast killed 9 people.",
            "A blast in Gao on Tuesday killed 6 people.",
            False,
        ),
        # the day is that of saying
        ("The army said on Tuesday 12 people were killed in Gao.", "On Sunday 20 people were killed in Gao.", False),
        # a dateline is where it was written; as of a day it is a sum
        ("GAO -- On Tuesday 6 people were killed.", "GAO (AFP) - On Tuesday 9 people were killed.", False),
        ("As of Tuesday 12 people were killed in Gao.", "As of Tuesday 6 people were killed in Gao.", False),
        # a time since a day, told on one day
        ("About 4,000 people fled Gao since Sunday.", "The UN says 9,500 people fled Gao since Sunday.", True),
    ],
)
def test_what_makes_one_occasion(one: str, other: str, tools: Tools, *, differ: bool) -> None:
    assert bool(differing("2004-05-12", one, other, tools=tools)) is differ


def test_a_toll_is_named_by_whom_it_befell_the_day_and_the_place(tools: Tools) -> None:
    [row] = rows_of(
        "2004-05-12", "A bomb killed 5 soldiers in Gao on Tuesday.", "Eight troops died in Gao on Tuesday.", tools=tools
    )
    assert (about(row), row.measure) == ("Soldiers, 11 May 2004, Gao", "killed")
    assert [fact.words for fact in row.facts] == ["5 soldiers", "Eight troops"]


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Three men were killed and five were injured.", ["killed", "injured"]),
        ("The blast left nine soldiers dead and wounded 12 others.", ["killed", "injured"]),
        ("The death toll rose to 40 people.", ["killed"]),
        ("Some 300 people were killed or injured.", ["killed or injured"]),
        ("They released 30 detainees and captured 4 officers.", ["freed", "arrested"]),
        ("Rebels kidnapped 16 farmers; 70 farmers fled.", ["kidnapped", "displaced"]),
        ("They left 14 people in the valley.", ["number"]),
    ],
)
def test_what_became_of_how_many(text: str, became: list[str], tools: Tools) -> None:
    counts = [fact for fact in facts_of("2004-05-12", text, "a", tools) if fact.kind == "quantity"]
    assert [fact.measure for fact in counts] == became
