"""Facts side by side: what is counted where, which deeds and days differ, who answers for what, and who is silent."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.codebooks.referents import load_referents
from lib.compare.article import Article
from lib.compare.digest import make_digest
from lib.compare.facts import Row, alone, apart, fact_rows, find_differences, find_facts, topics
from lib.compare.records import Fact
from lib.models import (
    Annotations,
    Commitment,
    Deadline,
    Figure,
    Filters,
    Obligor,
    Place,
    Quote,
    Speaker,
    Timex,
    Toponym,
)
from lib.queries.digests import outlet_words
from lib.queries.facts import Comparison, about, compared_facts, fact_sentences, fact_table
from lib.views.facts import Desk, alone_html, differences_html, facts_html
from lib.views.looks import Looks
from tests.conftest import digests_of, make_document, mention_of, sentences_of, span_of

OPEN = Filters()
IDLIB = Place("1", "Idlib", 35.9, 36.6, "SY", "province")
HAMA = Place("2", "Hama", 35.1, 36.7, "SY", "city")


def figure(text: str, exact: str, low: float | None, high: float | None, unit: str, **fields: Any) -> Figure:
    return Figure(span_of(text, exact), low, high, unit, **{"of": None, "approximate": False, **fields})


def toponyms(text: str) -> tuple[Toponym, ...]:
    """Idlib and Hama wherever the text names them."""
    named = {"Idlib": IDLIB, "Hama": HAMA}
    return tuple(Toponym(span_of(text, n), "literal", 1.0, place, n.lower()) for n, place in named.items() if n in text)


def of_sentence(text: str, outlet: str = "a", **read: Any) -> Article:
    """An article of one sentence with what was read in it."""
    annotations = Annotations(sentences=sentences_of(text, text), toponyms=toponyms(text), **read)
    return Article(f"doc {outlet}", outlet, annotations, {"putin": "Vladimir Putin"})


def rows_of(*read: Article, kind: str = "quantity") -> list[Row]:
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


ARMS_A = "Heavy weapons held by Syrian rebels in Idlib should be handed over by 10 October."
ARMS_B = "Heavy weapons would be withdrawn from all opposition forces by 10 October."
ARMS_C = "Heavy weapons would be withdrawn from all rebel groups by 15 October."


def promise(text: str, action: str, thing: str, due: str | None, clause: str | None = "pact/arms") -> Commitment:
    deadline = due and Deadline(span_of(text, due), date(2018, 10, int(due.split()[1])), "ON_OR_BEFORE")
    return Commitment(
        span_of(text, text[:-1]), None, action, thing, None, "obligation", deadline or None, clause=clause
    )


def arms(clause: str | None = "pact/arms") -> list[Article]:
    rebels = "Heavy weapons held by Syrian rebels in Idlib"
    return [
        of_sentence(ARMS_A, "a", commitments=(promise(ARMS_A, "handed over", rebels, "by 10 October", clause),)),
        of_sentence(ARMS_B, "b", commitments=(promise(ARMS_B, "withdrawn", "Heavy weapons", "by 10 October", clause),)),
        of_sentence(ARMS_C, "c", commitments=(promise(ARMS_C, "withdrawn", "Heavy weapons", "by 15 October", clause),)),
    ]


def stored_rows(store: Any) -> list[Row]:
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


def as_document(article: Article) -> Any:
    """A store's row of a one-sentence article."""
    text = article.annotations.sentences[0].span.exact
    return make_document(article.document, text, article.outlet), article.annotations


def looks_of(outlets: list[str]) -> Looks:
    return Looks({outlet: outlet for outlet in outlets}, {}, {})


def drawn(store: Any, compared: Comparison, outlets: list[str]) -> str:
    """The three pieces of the page as one text."""
    sentences = dict(list(fact_sentences(store, OPEN, compared.topics).groupby("row")))
    desk = Desk(
        outlets, looks_of(outlets), lambda document, at: f"{document}@{at}", lambda key: f"?fact={key}", sentences
    )
    return "".join((differences_html(compared, desk), facts_html(compared, desk), alone_html(compared, desk)))


def test_both_sentences_of_a_difference_are_shown_and_no_verdict(make_store: Any) -> None:
    store = make_store(*map(as_document, arms()))
    read = digests_of(store)
    page = drawn(store, compared_facts(read, ["a", "b", "c"]), ["a", "b", "c"])
    cards = page.split("clauses facts")[0]
    assert "≠ differs" in cards
    for word in ("handed over", "should be", "would be", "Syrian rebels in Idlib", "all opposition forces"):
        assert word in cards
    for verdict in ("contradict", "true", "false", "biased", "wrong"):
        assert verdict not in page.lower()


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_any_number_of_outlets(make_store: Any, count: int) -> None:
    text = "Idlib <b>hosts</b> 3 million people & a zone."
    read = [
        of_sentence(text, f"outlet-{n}", figures=(figure(text, "3 million", n * 1e6, n * 1e6, "people", of="people"),))
        for n in range(1, count + 1)
    ]
    store = make_store(*map(as_document, read))
    outlets = outlet_words(store, OPEN)["outlet"].tolist()
    compared = compared_facts(digests_of(store), outlets)
    assert [len(one.sides) for one in compared.differences] == ([count] if count > 1 else [])
    page = drawn(store, compared, outlets)
    assert f"--outlets:{count}" in page
    assert "<b>hosts</b>" not in page
    assert "&lt;b&gt;" in page


def test_filters_keep_sentences_and_articles(make_store: Any) -> None:
    first = "Idlib hosts 3 million people."
    text = f"{first} Hama hosts 1 million people."
    read = Annotations(
        sentences=sentences_of(text, first, "Hama hosts 1 million people."),
        mentions=(mention_of(text, "Hama", "hama", "PLACE"),),
        toponyms=toponyms(text),
        figures=(
            figure(text, "3 million", 3e6, 3e6, "people", of="people"),
            figure(text, "1 million", 1e6, 1e6, "people", of="people"),
        ),
    )
    store = make_store((make_document("one", text, "A"), read), (make_document("two", text + " ", "B"), read))
    kept = digests_of(store, Filters(entities=("hama",), outlets=("a",)))
    assert [digest.outlet for digest in kept] == ["a"]
    assert {row.key for row in fact_rows(fact for digest in kept for fact in digest.facts)} == {
        "quantity/inhabitants/number/Hama",
        "place/Hama/city",
    }


def outlets_of(store: Any) -> list[str]:
    return list(outlet_words(store, OPEN)["outlet"])


def test_a_width_given_in_two_units_is_one_range_and_differs(seed_connection: Any, tools: Any) -> None:
    from lib.annotate import annotate  # noqa: PLC0415  # only this test annotates

    text = "A demilitarised zone of 15km to 25km (9-15 miles) will be set up by 15 October, Mr Putin said."
    added = make_digest(Article("bbc", "bbc", annotate(make_document("bbc", text, "BBC"), tools)), load_referents())
    compared = compared_facts([*digests_of(seed_connection), added], [*outlets_of(seed_connection), "bbc"])
    [width] = [one for one in compared.differences if one.measure == "width"]
    assert [[fact.words for fact in side] for side in width.sides] == [
        ["15-20 kilometres", "15-20km"],
        ["15km to 25km (9-15 miles)"],
    ]


def test_an_empty_agreements_folder_leaves_the_rest(seed_connection: Any, tmp_path: Path) -> None:
    compared = compared_facts(digests_of(seed_connection), outlets_of(seed_connection), tmp_path)
    assert compared.own_days == {}
    assert any(one.measure == "action" for one in compared.differences)
    assert isinstance(fact_table(compared.rows, {}), pd.DataFrame)
