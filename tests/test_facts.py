"""Facts side by side: what is counted where, which deeds and days differ, who answers for what, and who is silent."""

from datetime import date
from typing import Any

import pytest

from lib.compare.article import Article
from lib.compare.facts.differences import apart, find_differences
from lib.compare.facts.rows import fact_rows, find_facts
from lib.compare.facts.topics import Topic, alone, topics
from lib.compare.records import Fact
from lib.models import (
    Commitment,
    Deadline,
    Filters,
    Obligor,
    Quote,
    Speaker,
    Timex,
)
from lib.queries.sources.facts import about
from tests.conftest import digests_of, mention_of, span_of
from tests.fact_articles import arms, as_document, figure, of_sentence, promise

OPEN = Filters()


def rows_of(*read: Article, kind: str = "quantity") -> list[Topic]:
    return [row for row in fact_rows(f for article in read for f in find_facts(article)) if row.kind == kind]


@pytest.mark.parametrize(
    ("text", "exact", "of", "key"),
    [
        (
            "Hope for 3 million Syrian civilians in Idlib.",
            "3 million",
            "Syrian civilians in Idlib",
            "inhabitants/number",
        ),
        (
            "Turkey, near Idlib, fears for the province that holds 3 million people.",
            "3 million",
            "people",
            "inhabitants",
        ),
        ("Idlib now hosts 3 million militants.", "3 million", "militants", "fighters/number/Idlib"),
        ("In Idlib 3 million hardline fighters live.", "3 million", "hardline fighters", "fighters/number/Idlib"),
        # Those from abroad are fewer than all.
        ("Idlib hosts 3 million foreign fighters.", "3 million", "foreign fighters", "foreign fighters/number/Idlib"),
        # What became of people is not how many there are.
        ("In Idlib 3 million people have been killed.", "3 million", "people", "people/killed/Idlib"),
        ("In Idlib 3 million people have fled.", "3 million", "people", "people/displaced/Idlib"),
        ("Shelling killed 3 million civilians in Idlib.", "3 million", "civilians", "people/killed/Idlib"),
    ],
)
def test_what_is_counted_where(text: str, exact: str, of: str, key: str) -> None:
    read = of_sentence(text, figures=(figure(text, exact, 3e6, 3e6, "people", of=of),))
    [row] = rows_of(read)
    assert key in row.key


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ((15, 20, "kilometre"), (15, 25, "kilometre"), True),
        ((15, 20, "kilometre"), (15, 20, "kilometre"), False),
        ((9.3, 12.4, "mile"), (15, 20, "kilometre"), False),  # the same in miles
        ((9, 15, "mile"), (15, 20, "kilometre"), True),
        ((18, 18, "kilometre"), (15, 20, "kilometre"), False),  # one number inside a range
        ((None, 20, "kilometre"), (15, 20, "kilometre"), False),  # up to 20
        ((30, None, "kilometre"), (15, 20, "kilometre"), True),  # more than 30
        ((15, 20, "kilogram"), (15, 25, "kilometre"), False),  # nothing to hold against each other
    ],
)
def test_ranges_keep_both_ends_and_units_are_converted(one: Any, other: Any, *, differ: bool) -> None:
    text = "The zone is wide here."
    read = [
        of_sentence(text, outlet, figures=(figure(text, "wide", *bounds, of="width of zone"),))
        for outlet, bounds in (("a", one), ("b", other))
    ]
    assert bool(list(find_differences(rows_of(*read)))) is differ


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ({"low": 10000.0, "high": 10000.0, "approximate": True}, {"low": 2000.0}, False),  # about 10,000; thousands
        ({"low": 3e6, "high": 3e6}, {"low": 3e6, "high": 3e6, "approximate": True}, False),
        ({"low": 3e6, "high": 3e6}, {"low": 2.9e6, "high": 2.9e6}, True),
        ({"low": 3e6, "high": 3e6}, {"low": 2.9e6, "high": 2.9e6, "approximate": True}, False),
        ({"low": 0.0, "high": 0.0}, {"low": 5.0, "high": 5.0}, True),
        ({"meaning": "withdraw"}, {"meaning": "hand over"}, True),
        ({"meaning": "withdraw"}, {"meaning": "patrol"}, False),  # another family is another deed
        ({"meaning": "withdraw"}, {}, False),
        ({"measure": "by when", "meaning": "2018-10-10"}, {"measure": "by when", "meaning": "2018-10-15"}, True),
    ],
)
def test_values_that_can_be_one_do_not_differ(one: dict[str, Any], other: dict[str, Any], *, differ: bool) -> None:
    known = {"unit": "people", "measure": "number"}
    facts = [
        Fact("quantity", "s", place=None, document="d", outlet=name, sentence=0, span=span_of("w", "w"), words="w",
             **{**known, **said})
        for name, said in (("a", one), ("b", other))
    ]  # fmt: skip
    assert apart(facts[0], facts[1]) is differ
    assert apart(facts[1], facts[0]) is differ


def test_the_same_thing_in_two_places_is_two_rows_and_never_differs() -> None:
    texts = {
        "a": "Idlib hosts 3 million people.",
        "b": "Hama hosts 1 million people.",
        "c": "It hosts 9 million people.",
    }
    read = [
        of_sentence(text, name, figures=(figure(text, f"{n} million", n * 1e6, n * 1e6, "people", of="people"),))
        for (name, text), n in zip(texts.items(), (3, 1, 9), strict=True)
    ]
    rows = rows_of(*read)
    assert [row.place for row in rows] == ["Idlib", "Hama", None]
    assert list(find_differences(rows)) == []
    # Where only one place is known, what names none stands beside it and is not held against it.
    assert [row.outlets() for row in rows_of(read[0], read[2])] == [["a", "c"]]
    assert list(find_differences(rows_of(read[0], read[2]))) == []


def stored_rows(store: Any) -> list[Topic]:
    """The rows of deeds of articles that a store has put together."""
    return [row for row in fact_rows(f for one in digests_of(store) for f in one.facts) if row.kind == "deed"]


@pytest.mark.parametrize("clause", ["pact/arms", None])
def test_deeds_differ_in_action_in_whose_they_are_and_in_the_day(make_store: Any, clause: str | None) -> None:
    rows = stored_rows(make_store(*map(as_document, arms(clause))))
    assert {about(row) for row in rows} == {"Arms" if clause else "Heavy weapons: handed over"}
    found = {one.measure: one.sides for one in find_differences(rows)}
    assert {measure: [[fact.words for fact in side] for side in sides] for measure, sides in found.items()} == {
        "action": [["handed over"], ["withdrawn", "withdrawn"]],
        "from whom or where": [["Syrian rebels in Idlib"], ["all opposition forces", "all rebel groups"]],
        "by when": [["by 10 October", "by 10 October"], ["by 15 October"]],
    }


def test_what_is_theirs_is_told_apart_by_who_does_it(make_store: Any) -> None:
    texts = {"a": "France will withdraw its forces by 10 October.", "b": "Iran will withdraw its forces by 15 October."}
    read = []
    for outlet, text in texts.items():
        due = Deadline(span_of(text, text[-14:-1]), date(2018, 10, int(text[-11:-9])), "ON_OR_BEFORE")
        who = Obligor(text.split()[0], None)
        leave = Commitment(span_of(text, text[:-1]), who, "withdraw", "its forces", None, "obligation", due)
        country = mention_of(text, who.text, who.text.lower(), "PLACE")
        read.append(of_sentence(text, outlet, mentions=(country,), commitments=(leave,)))
    rows = stored_rows(make_store(*map(as_document, read)))
    assert list(dict.fromkeys(map(about, rows))) == ["France: withdraw its forces", "Iran: withdraw its forces"]
    assert list(find_differences(rows)) == []


def test_a_day_that_the_agreements_text_does_not_give_differs() -> None:
    rows = rows_of(*arms()[:2], kind="deed")
    measures = [
        [one.measure for one in find_differences(rows, {"pact/arms": own})] for own in (date(2018, 10, 10), None)
    ]
    assert ["by when" in some for some in measures] == [False, True]


def test_a_ban_and_a_stop_are_one_deed() -> None:
    texts = ("There will be no new military operation.", "The army will halt its operation.")
    ban = Commitment(span_of(texts[0], texts[0]), None, "be", "no new military operation", None, "prohibition", None)
    stop = Commitment(
        span_of(texts[1], texts[1]), Obligor("The army", None), "halt", "its operation", None, "obligation", None
    )
    facts = [
        *find_facts(of_sentence(texts[0], commitments=(ban,))),
        *find_facts(of_sentence(texts[1], commitments=(stop,))),
    ]
    assert [fact.meaning for fact in facts if fact.measure == "action"] == ["not attack", "not attack"]


@pytest.mark.parametrize(
    ("speaker", "entity", "cue", "near"),
    [
        ("Putin", "putin", "said", ("person", ("Vladimir Putin",))),
        ("Interfax", None, "reported", ("outlet", ("Interfax",))),
        ("the daily", None, "said", ("outlet", ("the daily",))),
        ("They", None, "agreed", ("own", ())),
    ],
)
def test_who_answers_for_a_fact(speaker: str, entity: str | None, cue: str, near: Any) -> None:
    text = f"{speaker} {cue} that Idlib hosts 3 million people."
    quote = Quote(
        span_of(text, "that Idlib hosts 3 million people"), "indirect", (), Speaker(span_of(text, speaker), entity),
        span_of(text, cue),
    )  # fmt: skip
    read = of_sentence(text, quotes=(quote,), figures=(figure(text, "3 million", 3e6, 3e6, "people", of="people"),))
    [row] = rows_of(read)
    assert (row.facts[0].near, row.facts[0].cited) == near


def test_a_dated_event_names_its_day_and_a_deadline_is_none() -> None:
    text = "Putin met him in Idlib on Monday; arms leave by 10 October."
    monday = Timex(span_of(text, "Monday"), "DATE", "2018-09-17", None, date(2018, 9, 17), date(2018, 9, 17))
    due = Timex(span_of(text, "10 October"), "DATE", "2018-10-10", None, date(2018, 10, 10), date(2018, 10, 10))
    read = of_sentence(
        text,
        timexes=(monday, due),
        mentions=(mention_of(text, "Putin", "putin"),),
        commitments=(promise(text, "leave", "arms", "by 10 October"),),
    )
    [row] = topics(rows_of(read, kind="event"))
    assert about(row) == "Meeting: Vladimir Putin, 17 Sep 2018, Idlib"
    assert [fact.words for fact in row.facts] == ["met", "Vladimir Putin", "him", "Monday"]


def test_what_one_outlet_alone_has_and_lacks() -> None:
    rows = rows_of(*arms(), kind="deed")
    both = of_sentence("Idlib hosts 3 million people.", "a")
    places = rows_of(both, kind="place")
    found = alone([*rows, *places], ["a", "b", "c", "d"])
    assert found["d"] == ([], ["deed/pact/arms"])
    assert found["a"] == (["place/Idlib/province"], [])
    assert alone(rows, ["a"]) == {"a": ([], [])}
