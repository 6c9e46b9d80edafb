"""Dated events: which deed on which day, by whom and where; which tellings are one event, and whose days differ."""

import json
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools, annotate
from lib.compare.article import Article
from lib.compare.duties.deeds import WHO
from lib.compare.facts.differences import find_differences
from lib.compare.facts.events import ON, clause_around, find_events
from lib.compare.facts.rows import fact_rows
from lib.compare.facts.topics import topics
from lib.compare.records import Fact
from lib.models import Span
from tests.conftest import digests_of, make_document

EVENT_DAYS = Path(__file__).parent / "gold" / "event-days.jsonl"

# Read as an article of Tuesday, 18 September 2018. What is expected: deed, day, who, place.
GOLD: list[tuple[str, list[tuple[str, str, set[str], str | None]]]] = [
    (
        "Vladimir Putin and Hassan Rouhani met on Monday in Tehran.",
        [("meeting", "2018-09-17", {"Vladimir Putin", "Hassan Rouhani"}, "Tehran")],
    ),
    (
        "Vladimir Putin hosted Hassan Rouhani in Moscow on 12 September, where they discussed Syria.",
        [("meeting", "2018-09-12", {"Vladimir Putin", "Hassan Rouhani"}, "Moscow")],
    ),
    (
        "Colombia and Venezuela signed an agreement in Geneva on 3 May 2016.",
        [("agreement", "2016-05-03", {"Colombia", "Venezuela"}, "Geneva")],
    ),
    (
        "The accord was signed by Juan Manuel Santos on 26 September 2016.",
        [("agreement", "2016-09-26", {"Juan Manuel Santos"}, None)],
    ),
    (
        "Thousands fled after the army shelled Hodeidah on 13 June 2018.",
        [("attack", "2018-06-13", set(), "Al Hudaydah")],
    ),
    ("Monday's summit ended without a deal.", [("meeting", "2018-09-17", set(), None)]),
    ("The talks on 14 September failed.", [("meeting", "2018-09-14", set(), None)]),
    ("Prisoners were released on 9 September 2018.", [("release", "2018-09-09", set(), None)]),
    ("Parliament ratified the treaty in November 2016.", [("vote", "2016-11", {"Parliament"}, None)]),
    # The month alone is enough; a year, a week and a stretch of time are not.
    ("The rebels attacked Juba in July 2016.", [("attack", "2016-07", set(), "Juba")]),
    ("The rebels attacked Juba in 2016.", []),
    ("The army has bombed the town since 3 September.", []),
    # The day on which it was said is not the day of the deed.
    ("Sergei Lavrov said on Monday that both sides signed the deal.", []),
    ("Reports on Monday said Turkey has sent troops to Idlib.", []),
    # What is to come, and a deadline, are no events.
    ("Vladimir Putin will meet Hassan Rouhani on 25 September.", []),
    ("The two countries agreed that weapons will be withdrawn by 10 October.", []),
    ("The ministers are to be released on 30 September 2018.", []),
    # Each clause has its own day.
    (
        "Fighters attacked Aden on 2 August 2018, while Martin Griffiths met Abdrabbuh Mansur Hadi on 5 August 2018.",
        [
            ("attack", "2018-08-02", set(), "Aden"),
            ("meeting", "2018-08-05", {"Martin Griffiths", "Abdrabbuh Mansur Hadi"}, None),
        ],
    ),
    ("Nothing happened on 4 September 2018.", []),
    # Who rejects or hails an agreement on a day does not agree on it.
    ("The rebels rejected the agreement on 14 September 2018.", []),
    ("France hailed the new deal on 14 September 2018.", []),
    ("", []),
]


def told(article: Article) -> list[tuple[str, str, set[str], str | None]]:
    """The events of an article: deed, day, who, place."""
    found: dict[tuple[int, str], list[Fact]] = {}
    for fact in find_events(article):
        found.setdefault((fact.span.start, fact.subject), []).append(fact)
    return [
        (
            facts[0].subject,
            next(fact.meaning or "" for fact in facts if fact.measure == ON),
            {name for fact in facts if fact.measure == WHO for name in fact.words.split(", ")},
            facts[0].place,
        )
        for facts in found.values()
    ]


def read(text: str, tools: Tools, outlet: str = "A") -> Article:
    """The sentence as an article of an outlet."""
    document = make_document(f"d {outlet}", text or " ", outlet)
    annotations = annotate(document, tools)
    names = {mention.entity: mention.name for mention in annotations.mentions if mention.entity}
    return Article(document.id, outlet, annotations, names)


@pytest.mark.parametrize(("text", "expected"), GOLD)
def test_who_did_what_on_which_day(text: str, expected: Any, tools: Tools) -> None:
    assert told(read(text, tools)) == expected


@pytest.mark.parametrize(
    ("one", "other", "events", "differ"),
    [
        # One event in other words, one naming no place, one no people, one the month.
        ("Russia and Turkey signed a deal on 3 May 2016.", "The deal was signed on 3 May 2016.", 1, False),
        ("The deal was signed in Geneva in May 2016.", "The deal was signed in Geneva on 3 May 2016.", 1, False),
        # The same people and place on another day: the day differs.
        (
            "Russia and Turkey signed a deal in Geneva on 3 May 2016.",
            "Russia and Turkey signed the deal in Geneva on 5 May 2016.",
            1,
            True,
        ),
        # The thing in another word, and the people of only one article.
        (
            "The truce was signed in Juba on 3 May 2016.",
            "Both sides signed a ceasefire in Juba on 5 May 2016.",
            1,
            True,
        ),
        # What was done to a deal is no deal.
        (
            "Parliament ratified the Belfast Agreement on 3 May 1998.",
            "Parliament ratified the Belfast Agreement on 5 May 1998.",
            1,
            True,
        ),
        # Other people, or another place, or a deed that recurs: two events.
        (
            "Russia and Turkey signed a deal in Geneva on 3 May 2016.",
            "Russia and Iran signed the deal in Geneva on 5 May 2016.",
            2,
            False,
        ),
        (
            "Russia and Turkey signed a deal in Geneva on 3 May 2016.",
            "Russia and Turkey signed a deal in Moscow on 5 May 2016.",
            2,
            False,
        ),
        ("The rebels attacked Juba on 3 May 2016.", "The rebels attacked Juba on 5 May 2016.", 2, False),
        # One article that tells of both days tells of two events.
        (
            "Vladimir Putin met Hassan Rouhani in Tehran on 3 May 2016. He met Hassan Rouhani in Tehran on 5 May 2016.",
            "Vladimir Putin met Hassan Rouhani in Tehran on 5 May 2016.",
            2,
            False,
        ),
    ],
)
def test_which_tellings_are_one_event(one: str, other: str, events: int, tools: Tools, *, differ: bool) -> None:
    facts = [fact for outlet, text in (("A", one), ("B", other)) for fact in find_events(read(text, tools, outlet))]
    rows = fact_rows(facts)
    assert len(topics(rows)) == events
    assert [difference.measure for difference in find_differences(rows)] == ([ON] if differ else [])


def test_two_days_of_one_event_differ_and_no_others(tools: Tools) -> None:
    pairs = [json.loads(line) for line in EVENT_DAYS.read_text(encoding="utf-8").splitlines()]
    found = {True: 0, False: 0}
    for pair in pairs:
        articles = [read(pair[outlet], tools, outlet) for outlet in ("one", "other")]
        rows = fact_rows(fact for article in articles for fact in find_events(article))
        found[pair["differ"]] += any(difference.measure == ON for difference in find_differences(rows))
    # Measured: 16 of 20, and none of the 20 others.
    assert found[True] >= 16
    assert found[False] == 0


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("met", "Erdogan and Putin met in Tehran"),
        ("called", "the leader called for peace"),
    ],
)
def test_a_clause_ends_where_another_begins(words: str, clause: str) -> None:
    text = "Erdogan and Putin met in Tehran, where the leader called for peace; it rained."
    at = text.index(words)
    assert clause_around(Span(0, len(text), text), Span(at, at + len(words), words)).exact == clause


def test_the_seeds(seed_connection: Any) -> None:
    rows = topics(fact_rows(fact for one in digests_of(seed_connection) for fact in one.facts))
    events = {row.subject: row for row in rows if row.kind == "event"}
    summit = events["meeting: Vladimir Putin, Recep Tayyip Erdogan, 2018-09-17"]
    assert summit.place == "Sochi"
    assert summit.outlets() == ["unknown:000_425b2209d8d733d6", "alwaght"]
    deal = events["agreement: Russia, Turkey, 2018-09-17"]
    assert deal.outlets() == ["unknown:000_425b2209d8d733d6", "alwaght"]
    tehran = events["meeting: Recep Tayyip Erdogan, Vladimir Putin, Hassan Rouhani, 2018-09-07"]
    assert (tehran.place, tehran.outlets()) == ("Tehran", ["ya-libnan"])
    # Days on which something was only said make no event.
    assert len(events) == 3
